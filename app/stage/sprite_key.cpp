// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/sprite_key.h"

#include <cmath>

namespace lockstep::stage {

namespace {

using namespace drawing;

// Tenths of a pixel tell looks apart.
void add(std::string& key, double value) {
    key += std::to_string(std::lround(value * 10));
    key += ' ';
}

void add(std::string& key, Point point) {
    add(key, point.x);
    add(key, point.y);
}

void add(std::string& key, const Paint& paint) {
    for (const Ink ink : {paint.ink, paint.was}) {
        key += static_cast<char>('A' + static_cast<int>(ink.meaning));
        key += static_cast<char>('a' + static_cast<int>(ink.tone));
        key += static_cast<char>('0' + ink.number);
    }
    add(key, paint.mix * 10);
}

struct ShapeKey {
    std::string& key;

    void operator()(const Circle& circle) {
        add(key, circle.center);
        add(key, circle.radius);
    }
    void operator()(const Box& box) {
        add(key, Point{box.rect.x, box.rect.y});
        add(key, Point{box.rect.width, box.rect.height});
        add(key, box.corner);
    }
    void operator()(const Arc& arc) {
        add(key, arc.center);
        add(key, arc.radius);
        add(key, Point{arc.start, arc.sweep});
    }
    void operator()(const Path& path) {
        for (const PathStep& step : path.steps) {
            key += static_cast<char>('a' + static_cast<int>(step.verb));
            add(key, step.to);
            if (step.verb != Verb::curve) continue;
            add(key, step.control1);
            add(key, step.control2);
        }
    }
    void operator()(const Text& text) {
        key += text.words;
        key += '\n';
        add(key, text.at);
        add(key, Point{text.size, text.spacing});
        key += static_cast<char>('a' + static_cast<int>(text.weight));
        key += static_cast<char>('a' + static_cast<int>(text.face));
        key += static_cast<char>('a' + static_cast<int>(text.anchor));
    }
};

}  // namespace

std::string spriteKey(const Mark& mark) {
    std::string key;
    for (const Part& part : mark.parts) {
        key += static_cast<char>('0' + part.shape.index());
        std::visit(ShapeKey{key}, part.shape);
        add(key, part.style.fill);
        add(key, part.style.stroke);
        add(key, part.style.width);
        add(key, part.style.opacity * 10);
        key += static_cast<char>('a' + static_cast<int>(part.style.dash));
    }
    return key;
}

}  // namespace lockstep::stage
