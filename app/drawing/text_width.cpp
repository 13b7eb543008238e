// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/text_width.h"

#include <algorithm>

#include "drawing/font_advances.h"

namespace lockstep::drawing {

namespace {

const AdvanceTable& tableFor(Weight weight, Face face) {
    if (face == Face::code) return monoRegular;
    switch (weight) {
        case Weight::regular: return interRegular;
        case Weight::medium: return interMedium;
        case Weight::semibold: return interSemiBold;
        case Weight::bold: return interBold;
    }
    return interRegular;
}

// A letter that neither font has is taken to be as wide as it is high, as most such letters are.
constexpr int unknownAdvance = 8000;

int advanceOf(const AdvanceTable& table, char32_t letter) {
    const AdvanceRun* end = table.runs + table.count;
    const AdvanceRun* run =
        std::upper_bound(table.runs, end, letter,
                         [](char32_t wanted, const AdvanceRun& row) { return wanted < row.first; });
    if (run == table.runs || letter > (run - 1)->last) return unknownAdvance;
    return (run - 1)->advance;
}

// The letter at this place and how many bytes it takes; a broken byte counts as one letter.
struct Letter {
    char32_t code;
    std::size_t bytes;
};

Letter letterAt(std::string_view text, std::size_t place) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(place);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (bytes == 1 || lead < 0xC0 || place + bytes > text.size()) return {lead, 1};
    char32_t code = lead & (0x7Fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) code = code << 6 | (byte(place + i) & 0x3Fu);
    return {code, bytes};
}

}  // namespace

double textWidth(std::string_view utf8, double size, Weight weight, Face face) {
    const AdvanceTable& table = tableFor(weight, face);
    long total = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        const Letter letter = letterAt(utf8, i);
        total += advanceOf(table, letter.code);
        i += letter.bytes;
    }
    return static_cast<double>(total) * size / 8000;
}

double textWidth(const Text& text) {
    double width = textWidth(text.words, text.size, text.weight, text.face);
    if (text.spacing != 0)
        for (std::size_t i = 0; i < text.words.size(); i += letterAt(text.words, i).bytes)
            width += text.spacing;
    return width;
}

Rect textRect(const Text& text) {
    const double width = textWidth(text);
    double x = text.at.x;
    switch (text.anchor) {
        case Anchor::start: break;
        case Anchor::middle: x -= width / 2; break;
        case Anchor::end: x -= width; break;
    }
    return {x, text.at.y - 0.8 * text.size, width, 1.04 * text.size};
}

std::string elided(std::string_view utf8, double width, double size, Weight weight, Face face) {
    if (textWidth(utf8, size, weight, face) <= width) return std::string(utf8);
    const double room = width - textWidth("…", size, weight, face);
    std::size_t fits = 0;
    double used = 0;
    while (fits < utf8.size()) {
        const Letter letter = letterAt(utf8, fits);
        used += textWidth(utf8.substr(fits, letter.bytes), size, weight, face);
        if (used > room) break;
        fits += letter.bytes;
    }
    while (fits > 0 && utf8[fits - 1] == ' ') --fits;
    return std::string(utf8.substr(0, fits)) + "…";
}

std::vector<std::string> wrapped(std::string_view utf8, double width, double size, Weight weight,
                                 std::size_t lines) {
    std::vector<std::string> result;
    std::string line;
    std::size_t place = 0;
    while (place < utf8.size()) {
        if (result.size() + 1 == lines) {
            const std::string rest = line.empty() ? "" : line + " ";
            line = elided(rest + std::string(utf8.substr(place)), width, size, weight);
            break;
        }
        const std::size_t space = std::min(utf8.find(' ', place), utf8.size());
        const std::string word(utf8.substr(place, space - place));
        const std::string longer = line.empty() ? word : line + " " + word;
        if (!line.empty() && textWidth(longer, size, weight) > width) {
            result.push_back(line);
            line.clear();
            continue;
        }
        line = longer;
        place = std::min(space + 1, utf8.size());
    }
    if (!line.empty()) result.push_back(line);
    return result;
}

}  // namespace lockstep::drawing
