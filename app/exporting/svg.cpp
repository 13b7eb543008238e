// SPDX-License-Identifier: GPL-3.0-or-later
// SVG by our own small writer: same figure, same bytes; words stay words, with a subset of their
// font inside; nothing that needs clipping.
#include <QPainterPath>
#include <QString>
#include <map>
#include <set>

#include "drawing/dashes.h"
#include "drawing/hatch.h"
#include "drawing/motion.h"
#include "drawing/shapes.h"
#include "exporting/exporting.h"
#include "exporting/font_subset.h"
#include "theme/figure_painter.h"

namespace lockstep::exporting {

namespace {

using namespace drawing;

std::string number(double value) { return shortNumber(value, 2); }
std::string pair(Point point) { return number(point.x) + ' ' + number(point.y); }

// Text or an attribute's value. What XML cannot hold at all is left out.
std::string escaped(std::string_view words) {
    std::string result;
    for (const char letter : words) {
        switch (letter) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\n':
            case '\t': result += ' '; break;
            default:
                if (static_cast<unsigned char>(letter) >= 0x20) result += letter;
        }
    }
    return QString::fromUtf8(result.data(), static_cast<qsizetype>(result.size())).toStdString();
}

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + value + '"';
}

std::string pathData(const Path& path) {
    std::string data;
    for (const PathStep& step : path.steps)
        switch (step.verb) {
            case Verb::move: data += 'M' + pair(step.to); break;
            case Verb::line: data += 'L' + pair(step.to); break;
            case Verb::curve:
                data += 'C' + pair(step.control1) + ' ' + pair(step.control2) + ' ' + pair(step.to);
                break;
            case Verb::close: data += 'Z'; break;
        }
    return data;
}

std::string pathData(const QPainterPath& path) {
    std::string data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element& element = path.elementAt(i);
        const char* command = " ";
        if (element.isMoveTo()) command = "M";
        if (element.isLineTo()) command = "L";
        if (element.isCurveTo()) command = "C";
        data += command + pair({element.x, element.y});
    }
    return data;
}

using FontKey = std::pair<Face, Weight>;

class Writer {
public:
    Writer(const Figure& figure, const ExportOptions& options)
        : figure_(figure), options_(options), theme_(theme::makeTheme(options.theme)) {}

    std::string write();

private:
    void write(const Mark& mark);
    void write(const Part& part);
    void writeShape(const Shape& shape, const std::string& style);
    void writeText(const Text& text, const std::string& style);
    std::string styleOf(const Part& part) const;
    void addPaint(std::string& out, const char* name, const Paint& paint) const;
    std::string fontFaces() const;
    void noteLetters(const Text& text);
    std::string uniqueId(const std::string& markId);

    const Figure& figure_;
    const ExportOptions& options_;
    theme::Theme theme_;
    std::string body_;
    std::map<FontKey, std::set<char32_t>> letters_;
    std::set<std::string> ids_;
};

std::string Writer::write() {
    if (!options_.transparent)
        body_ += "<rect width=\"" + number(figure_.size.width) + "\" height=\"" +
                 number(figure_.size.height) + "\" fill=\"" +
                 theme_.color(Ink::ground).name().toStdString() + "\"/>\n";
    for (const std::size_t index : paintingOrder(figure_))
        write(drawing::at(figure_.marks[index], figure_.time));

    std::string svg =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    svg += attribute("width", number(figure_.size.width * options_.scale));
    svg += attribute("height", number(figure_.size.height * options_.scale));
    svg += attribute("viewBox",
                     "0 0 " + number(figure_.size.width) + ' ' + number(figure_.size.height));
    svg += " role=\"img\" aria-labelledby=\"title desc\">\n";
    svg += "<title id=\"title\">" + escaped(figure_.title) + "</title>\n";
    svg += "<desc id=\"desc\">" + escaped(figure_.description) + "</desc>\n";
    svg += fontFaces();
    return svg + body_ + "</svg>\n";
}

std::string Writer::uniqueId(const std::string& markId) {
    std::string id = "m-";
    for (const char letter : markId) {
        const bool isPlain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                             (letter >= 'A' && letter <= 'Z') || letter == '_';
        id += isPlain ? letter : '-';
    }
    while (!ids_.insert(id).second)
        id += '-';
    return id;
}

void Writer::write(const Mark& mark) {
    body_ += "<g" + attribute("id", uniqueId(mark.id));
    if (mark.place != Point{})
        body_ += attribute("transform", "translate(" + pair(mark.place) + ')');
    body_ += ">";
    if (!mark.description.empty()) body_ += "<title>" + escaped(mark.description) + "</title>";
    for (const Part& part : mark.parts)
        write(part);
    body_ += "</g>\n";
}

void Writer::addPaint(std::string& out, const char* name, const Paint& paint) const {
    const QColor color = theme_.color(paint);
    out += attribute(name, paint ? color.name().toStdString() : "none");
    if (paint && color.alpha() < 255)
        out += attribute((std::string(name) + "-opacity").c_str(), number(color.alphaF()));
}

std::string Writer::styleOf(const Part& part) const {
    const Style& style = part.style;
    std::string out;
    addPaint(out, "fill", style.fill);
    if (style.stroke && style.width > 0) {
        addPaint(out, "stroke", style.stroke);
        out += attribute("stroke-width", number(style.width)) + " stroke-linejoin=\"round\"";
        if (style.dash == Dash::solid) out += " stroke-linecap=\"round\"";
        if (const auto lengths = dashLengths(part.shape, style))
            out +=
                attribute("stroke-dasharray", number(lengths->line) + ' ' + number(lengths->gap));
    }
    if (style.opacity < 1) out += attribute("opacity", number(style.opacity));
    return out;
}

void Writer::write(const Part& part) {
    if (part.style.opacity <= 0.004) return;
    const std::string style = styleOf(part);
    if (const Text* text = std::get_if<Text>(&part.shape))
        writeText(*text, style);
    else
        writeShape(part.shape, style);

    const Pattern pattern = theme_.pattern(part.style.fill.ink);
    if (pattern == Pattern::plain) return;
    Part lines;
    lines.shape = hatch(part.shape, pattern, patternGap);
    lines.style = stroked(Ink::series(part.style.fill.ink.number), patternWidth);
    lines.style.opacity = patternOpacity * part.style.opacity;
    writeShape(lines.shape, styleOf(lines));
}

void Writer::writeShape(const Shape& shape, const std::string& style) {
    if (const Circle* circle = std::get_if<Circle>(&shape)) {
        body_ += "<circle" + attribute("cx", number(circle->center.x)) +
                 attribute("cy", number(circle->center.y)) +
                 attribute("r", number(circle->radius)) + style + "/>";
    } else if (const Box* box = std::get_if<Box>(&shape)) {
        body_ += "<rect" + attribute("x", number(box->rect.x)) +
                 attribute("y", number(box->rect.y)) + attribute("width", number(box->rect.width)) +
                 attribute("height", number(box->rect.height)) +
                 attribute("rx", number(box->corner)) + style + "/>";
    } else if (const Path* path = std::get_if<Path>(&shape)) {
        body_ += "<path" + attribute("d", pathData(*path)) + style + "/>";
    } else if (const Arc* arc = std::get_if<Arc>(&shape)) {
        if (arc->sweep == 0) return;
        body_ += "<path" + attribute("d", pathData(theme::pathOf(*arc))) + style + "/>";
    }
}

void Writer::writeText(const Text& text, const std::string& style) {
    if (options_.outlines) {
        body_ += "<path" + attribute("d", pathData(theme::outlinesOf(text, theme_))) + style +
                 attribute("aria-label", escaped(text.words)) + "/>";
        return;
    }
    noteLetters(text);
    const bool isCode = text.face == Face::code;
    body_ += "<text" + attribute("x", number(text.at.x)) + attribute("y", number(text.at.y));
    body_ += attribute("font-family", isCode ? "'JetBrains Mono', monospace"
                                             : "Inter, 'Helvetica Neue', sans-serif");
    body_ += attribute("font-size", number(text.size));
    if (text.weight != Weight::regular)
        body_ += attribute("font-weight", std::to_string(theme::weightNumber(text.weight)));
    if (text.anchor != Anchor::start)
        body_ += attribute("text-anchor", text.anchor == Anchor::middle ? "middle" : "end");
    if (text.spacing != 0) body_ += attribute("letter-spacing", number(text.spacing));
    body_ += " xml:space=\"preserve\"" + style + '>' + escaped(text.words) + "</text>";
}

void Writer::noteLetters(const Text& text) {
    for (const char32_t letter : QString::fromStdString(text.words).toStdU32String())
        letters_[{text.face, text.weight}].insert(letter);
}

std::string Writer::fontFaces() const {
    std::string faces;
    for (const auto& [key, letters] : letters_) {
        const auto [face, weight] = key;
        const QByteArray font = fontSubset(theme::fontFile(face, weight), letters);
        if (font.isEmpty()) continue;
        faces += "@font-face{font-family:\"" + theme::familyName(face).toStdString() +
                 "\";font-weight:" + std::to_string(theme::weightNumber(weight)) +
                 ";src:url(data:font/otf;base64," + font.toBase64().toStdString() + ")}\n";
    }
    return faces.empty() ? "" : "<style>\n" + faces + "</style>\n";
}

}  // namespace

QByteArray toSvg(const Figure& figure, const ExportOptions& options) {
    return QByteArray::fromStdString(Writer(figure, options).write());
}

}  // namespace lockstep::exporting
