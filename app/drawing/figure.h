// SPDX-License-Identifier: GPL-3.0-or-later
// The picture as a plain value. A figure is built once a step from a moment of a world; screen,
// slide and test all read this one value. It knows meanings (inks), never colours, and words,
// never fonts' files. Its marks carry their motions: what flies or ticks is evaluated for any
// simulated time (motion.h), what jumps at a step is tweened between two figures (tween.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "drawing/geometry.h"
#include "drawing/ink.h"

namespace lockstep::drawing {

// Simulated time in whole microseconds.
using Time = std::int64_t;

enum class Face : std::uint8_t { words, code };
enum class Weight : std::uint8_t { regular, medium, semibold, bold };
enum class Anchor : std::uint8_t { start, middle, end };
enum class Dash : std::uint8_t { solid, dashed, dotted };

// Sizes of words at scale 1, in pixels. Nothing is smaller than `small`.
namespace size {
inline constexpr double small = 11;
inline constexpr double label = 12.5;
inline constexpr double body = 13.5;
inline constexpr double heading = 15;
inline constexpr double title = 20;
}  // namespace size

struct Circle {
    Point center;
    double radius = 0;
    friend bool operator==(const Circle&, const Circle&) = default;
};

struct Box {
    Rect rect;
    double corner = 0;
    friend bool operator==(const Box&, const Box&) = default;
};

// Degrees clockwise from twelve o'clock; a sweep of 360 is the whole ring.
struct Arc {
    Point center;
    double radius = 0;
    double start = 0;
    double sweep = 360;
    friend bool operator==(const Arc&, const Arc&) = default;
};

enum class Verb : std::uint8_t { move, line, curve, close };

struct PathStep {
    Verb verb = Verb::move;
    Point to;
    Point control1;  // of a curve only
    Point control2;
    friend bool operator==(const PathStep&, const PathStep&) = default;
};

struct Path {
    std::vector<PathStep> steps;

    Path& moveTo(Point to);
    Path& lineTo(Point to);
    Path& curveTo(Point control1, Point control2, Point to);
    Path& close();
    friend bool operator==(const Path&, const Path&) = default;
};

struct Text {
    std::string words;
    Point at;  // on the baseline
    double size = size::body;
    Weight weight = Weight::regular;
    Face face = Face::words;
    Anchor anchor = Anchor::start;
    double spacing = 0;  // added after each letter, for small capitals
    friend bool operator==(const Text&, const Text&) = default;
};

using Shape = std::variant<Circle, Box, Arc, Path, Text>;

struct Style {
    Paint fill;
    Paint stroke;
    double width = 1;
    Dash dash = Dash::solid;
    double opacity = 1;
    friend bool operator==(const Style&, const Style&) = default;
};

// An arc that runs out: whole at `from`, nothing left at `until`.
struct Countdown {
    Time from = 0;
    Time until = 0;
    friend bool operator==(const Countdown&, const Countdown&) = default;
};

// The smallest thing drawn. Its key is unique in its mark, so that a tween finds it again.
struct Part {
    std::string key;
    Shape shape;  // relative to the mark's place
    Style style;
    std::optional<Countdown> countdown;  // of an arc only
    double trail = 0;  // above 0, in a flying mark: drawn as a line this far back along the way
    friend bool operator==(const Part&, const Part&) = default;
};

// A straight way at even speed, as a message takes it.
struct Flight {
    Point from;
    Point to;
    Time sent = 0;
    Time due = 0;
    friend bool operator==(const Flight&, const Flight&) = default;
};

enum class Role : std::uint8_t {
    decoration,  // cannot be touched
    node,        // a server: can be selected, dragged around with a line, focused
    link,
    packet,
    entry,       // a cell of a table
    note,        // words that explain: captions, counts
};

// Painted from the lowest to the highest, within a layer in the order of the figure.
enum class Layer : std::uint8_t { backdrop, links, nodes, table, packets, labels, front };

struct Mark {
    std::string id;           // stable over steps: "server/S1", "packet/12", "cell/S1/3"
    std::string of;           // the mark meant when this one is touched; empty: itself
    Role role = Role::decoration;
    Layer layer = Layer::nodes;
    bool lit = false;         // changed by this step
    Point place;
    std::vector<Part> parts;
    std::optional<Flight> flight;
    std::string description;  // one sentence for those who do not see it
    std::string tip;          // shown while hovering, lines separated by \n; empty: description

    friend bool operator==(const Mark&, const Mark&) = default;
};

struct Figure {
    Size size;
    Time time = 0;            // the simulated time it was built for
    std::string title;        // one sentence: what is seen
    std::string description;  // the whole state in words
    std::vector<Mark> marks;

    friend bool operator==(const Figure&, const Figure&) = default;
};

// The mark with this id, or nothing.
const Mark* findMark(const Figure& figure, const std::string& id);

// The order of painting: indices into the figure's marks, lowest layer first.
std::vector<std::size_t> paintingOrder(const Figure& figure);

// The name after the slash, "S1" of "server/S1".
std::string nameInId(const std::string& id);

}  // namespace lockstep::drawing
