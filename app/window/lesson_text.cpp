// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_text.h"

#include <QBuffer>
#include <QImageReader>
#include <QScrollBar>
#include <QTextBlock>
#include <QWheelEvent>

namespace lockstep::window {

using drawing::Ink;
using lesson::LinkKind;
using lesson::Node;
using lesson::NodeKind;
using namespace Qt::StringLiterals;

namespace {

// No picture in a lesson is larger than a wall.
constexpr int widestImage = 4096;

QString schemeOf(LinkKind kind) {
    switch (kind) {
        case LinkKind::show: return u"show:"_s;
        case LinkKind::act: return u"do:"_s;
        case LinkKind::term: return u"term:"_s;
        case LinkKind::code: return u"code:"_s;
        case LinkKind::none: break;
    }
    return {};
}

LinkKind kindOf(const QString& url) {
    for (const auto kind : {LinkKind::show, LinkKind::act, LinkKind::term, LinkKind::code}) {
        if (url.startsWith(schemeOf(kind))) return kind;
    }
    return LinkKind::none;
}

void follow(const FollowLink& follow, const QString& url) {
    const LinkKind kind = kindOf(url);
    if (kind != LinkKind::none) follow(kind, url.mid(schemeOf(kind).size()));
}

class HtmlWriter {
public:
    explicit HtmlWriter(const Look& look) : look_(look) {}

    QString write(const std::vector<Node>& nodes) {
        for (const Node& node : nodes) write(node);
        return html_;
    }

private:
    void write(const Node& node) {
        switch (node.kind) {
            case NodeKind::paragraph: return wrap(u"p"_s, node);
            case NodeKind::heading: return wrap(u"h4"_s, node);
            case NodeKind::bullets: return wrap(u"ul"_s, node);
            case NodeKind::numbers: return wrap(u"ol"_s, node);
            case NodeKind::item: return wrap(u"li"_s, node);
            case NodeKind::quote: return wrap(u"blockquote"_s, node);
            case NodeKind::rule: html_ += u"<hr>"_s; return;
            case NodeKind::emphasis: return wrap(u"i"_s, node);
            case NodeKind::strong: return wrap(u"b"_s, node);
            case NodeKind::lineBreak: html_ += u"<br>"_s; return;
            case NodeKind::listing: return writeListing(node);
            case NodeKind::code: return writeCode(node);
            case NodeKind::link: return writeLink(node);
            case NodeKind::image: return writeImage(node);
            case NodeKind::text: html_ += escaped(node.text); return;
        }
    }

    void wrap(const QString& tag, const Node& node) {
        html_ += u"<"_s + tag + u">"_s + escaped(node.text);
        for (const Node& child : node.children) write(child);
        html_ += u"</"_s + tag + u">"_s;
    }

    void writeCode(const Node& node) {
        html_ += u"<span style=\"font-family:'JetBrains Mono'; font-size:%1px\">"_s.arg(
                     look_.pixels(12.5)) + escaped(node.text) + u"</span>"_s;
    }

    void writeListing(const Node& node) {
        html_ += u"<pre style=\"font-family:'JetBrains Mono'; font-size:%1px\">"_s.arg(
                     look_.pixels(12)) + escaped(node.text) + u"</pre>"_s;
    }

    void writeLink(const Node& node) {
        const QString url =
            (schemeOf(node.link) + QString::fromStdString(node.target)).toHtmlEscaped();
        html_ += u"<a href=\"%1\" style=\"color:%2\">"_s.arg(url,
                                                             look_.color(Ink::accent).name());
        for (const Node& child : node.children) write(child);
        html_ += u"</a>"_s;
    }

    void writeImage(const Node& node) {
        html_ += u"<img src=\"beside:%1\" alt=\"%2\">"_s.arg(
            QString::fromStdString(node.target).toHtmlEscaped(), escaped(node.text));
    }

    static QString escaped(const std::string& text) {
        return QString::fromStdString(text).toHtmlEscaped();
    }

    const Look& look_;
    QString html_;
};

}  // namespace

QString htmlOf(const std::vector<Node>& nodes, const Look& look) {
    return HtmlWriter(look).write(nodes);
}

QString plainOf(const std::vector<Node>& nodes) {
    return QString::fromStdString(lesson::plainText(nodes));
}

FollowLink noLinks() {
    return [](LinkKind, const QString&) {};
}

LessonText::LessonText(const std::vector<Node>& nodes, const Look& look, FollowLink follow,
                       ImageBytes images, QWidget* parent)
    : QTextBrowser(parent), nodes_(nodes), look_(look), follow_(std::move(follow)),
      images_(std::move(images)) {
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        window::follow(follow_, url.toString(QUrl::FullyDecoded));
    });
    connect(&look_, &Look::changed, this, &LessonText::render);
    render();
}

void LessonText::render() {
    const QString rules = u"p { margin-top: 0; margin-bottom: %1px; line-height: 138%; }"
                          "li { line-height: 135%; margin-bottom: %2px; }"
                          "h4 { margin-top: %2px; margin-bottom: %2px; }"_s
                              .arg(look_.pixels(10))
                              .arg(look_.pixels(4));
    document()->setDefaultStyleSheet(rules);
    document()->setDefaultFont(look_.words(13.5));
    const QString html = htmlOf(nodes_, look_);
    setHtml(html);
    setAccessibleName(plainOf(nodes_));
    // Without links there is nothing here for the keyboard to go to.
    setFocusPolicy(html.contains(u"<a href"_s) ? Qt::StrongFocus : Qt::NoFocus);
    fit();
}

void LessonText::fit() {
    document()->setTextWidth(std::max(40, viewport()->width()));
    const int height = static_cast<int>(document()->size().height()) + 2;
    if (height != minimumHeight()) setFixedHeight(height);
}

void LessonText::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    fit();
}

// The page scrolls, not its paragraphs.
void LessonText::wheelEvent(QWheelEvent* event) { event->ignore(); }

QSize LessonText::sizeHint() const { return {look_.pixels(240), minimumHeight()}; }
QSize LessonText::minimumSizeHint() const { return {look_.pixels(120), minimumHeight()}; }

// Images beside the lesson and nothing else: no file elsewhere, nothing remote.
QVariant LessonText::loadResource(int type, const QUrl& name) {
    if (type != QTextDocument::ImageResource || name.scheme() != u"beside"_s) return {};
    QByteArray bytes = images_ ? images_(name.path(QUrl::FullyDecoded)) : QByteArray();
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer);
    const QByteArray format = reader.format();
    const QSize size = reader.size();
    if ((format != "png" && format != "jpeg") || !size.isValid()) return {};
    if (size.width() > widestImage || size.height() > widestImage) return {};
    QImage image = reader.read();
    const int room = std::max(40, viewport()->width());
    return image.width() > room ? image.scaledToWidth(room, Qt::SmoothTransformation) : image;
}

QLabel* lessonLabel(const std::vector<Node>& nodes, const Look& look, const FollowLink& follow,
                    QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setAccessibleName(plainOf(nodes));
    const auto write = [label, nodes, &look] { label->setText(htmlOf(nodes, look)); };
    write();
    QObject::connect(&look, &Look::changed, label, write);
    if (label->text().contains(u"<a href"_s)) {
        label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        QObject::connect(label, &QLabel::linkActivated, label,
                         [follow](const QString& url) { window::follow(follow, url); });
    }
    return label;
}

}  // namespace lockstep::window
