// SPDX-License-Identifier: GPL-3.0-or-later
// A chart as a plain value: the gauges of a run over simulated time, read off its timeline, or what
// follows from the world where one stands. Screen and files draw this one value; the numbers can be
// had as CSV.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "drawing/ink.h"
#include "kernel/timeline.h"

namespace lockstep::figures {

struct ChartPoint {
    double time = 0;  // milliseconds; in a sweep whatever it goes over
    double value = 0;

    friend bool operator==(const ChartPoint&, const ChartPoint&) = default;
};

// Through time a value that holds from each point to the next; in a sweep a straight way between.
struct ChartLine {
    std::string name;  // "a", "p99"
    drawing::Ink ink;
    unsigned number = 0;  // which of the lines: its dashes, where colours fail
    double now = 0;       // the value where one stands
    std::vector<ChartPoint> points = {};
    std::string server = {};  // whose gauge it is; empty: nobody's
    std::string gauge = {};   // "Share of picks"
};

// A chart of one world: a bar for each line, side by side where they are of one server, or lines
// over something else than time.
struct WorldChart {
    std::string unit;
    std::string across = {};  // what a sweep goes over: "virtual nodes"; empty: bars
    bool logarithmic = false;
    std::optional<double> here = {};  // where this world is on it
    std::vector<ChartLine> lines = {};
};

// What a topic wants to be drawn together. Gauges are named by their ids.
struct ChartSpec {
    std::string id;     // "failures"
    std::string title;  // "Failure rate"
    std::vector<std::string> lines;
    // A gauge whose whole numbers name states; their ground is coloured behind the lines.
    std::string band = {};
    std::vector<std::string> bandNames = {};  // "closed", "open", …
    std::vector<drawing::Ink> bandInks = {};
    // Bars of the present values for each server, side by side if there are several gauges,
    // instead of lines through time.
    bool bars = false;
    // Computed from the world where one stands, instead of gauges.
    std::function<WorldChart(const AnyWorld&)> ofWorld = {};
};

struct ChartBand {
    double from = 0;
    double until = 0;
    std::string name;
    drawing::Ink ink;
};

struct Chart {
    std::string id;
    std::string title;
    std::string unit;
    bool bars = false;
    std::string across;  // what a sweep goes over; empty: time, or bars
    bool logarithmic = false;
    double from = 0;     // milliseconds; in a sweep whatever it goes over
    double until = 0;
    double present = 0;  // where one stands; in a sweep below `from` if it is nowhere on it
    double least = 0;
    double most = 1;
    std::vector<ChartLine> lines;
    std::vector<ChartBand> bands;
    std::vector<std::string> bandNames;  // all that a band could have, in their order
};

// The topic's own charts, or one a gauge where it has named none.
std::vector<ChartSpec> chartsOf(const TopicInfo& topic, const std::vector<ChartSpec>& named);

// At most about four points a column, so that a million steps cost no more than a thousand: the
// first, the least, the greatest and the last of each.
Chart chartOf(const Timeline& timeline, const ChartSpec& spec, std::size_t columns);

// All the numbers, a row wherever one changes: "time_ms,a,b". Of a chart of one world a row a bar,
// or one for each value that a sweep goes over.
std::string csvOf(const Timeline& timeline, const ChartSpec& spec);

// Rounded outwards to a value that reads well on an axis: 1, 2 or 5 times a power of ten.
double axisTop(double value);

}  // namespace lockstep::figures
