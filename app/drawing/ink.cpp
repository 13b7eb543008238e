// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/ink.h"

namespace lockstep::drawing {

namespace {

const char* wordFor(Meaning meaning) {
    switch (meaning) {
        case Meaning::none: return "none";
        case Meaning::ground: return "ground";
        case Meaning::panel: return "panel";
        case Meaning::line: return "line";
        case Meaning::text: return "text";
        case Meaning::muted: return "muted";
        case Meaning::follower: return "follower";
        case Meaning::candidate: return "candidate";
        case Meaning::leader: return "leader";
        case Meaning::down: return "down";
        case Meaning::request: return "request";
        case Meaning::yes: return "yes";
        case Meaning::no: return "no";
        case Meaning::accent: return "accent";
        case Meaning::lit: return "lit";
        case Meaning::series: return "series";
    }
    return "none";
}

}  // namespace

std::string nameOf(Ink ink) {
    std::string name = wordFor(ink.meaning);
    if (ink.meaning == Meaning::series) name += '-' + std::to_string(ink.number + 1);
    switch (ink.tone) {
        case Tone::full: return name;
        case Tone::soft: return name + "-soft";
        case Tone::on: return "on-" + name;
    }
    return name;
}

}  // namespace lockstep::drawing
