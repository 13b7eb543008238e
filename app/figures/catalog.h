// SPDX-License-Identifier: GPL-3.0-or-later
// Which topic is drawn by which function. The build finds the topics' folders and calls
// lockstep::figures::<topic>::addTo(catalog) for each.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "drawing/figure.h"
#include "figures/chart.h"
#include "kernel/moment.h"

namespace lockstep::figures {

struct FigureOptions {
    // The room there is, in logical pixels; the picture lays itself out for it.
    drawing::Size size{960, 640};
    // The step's sentence and its why below the picture. The window has a place of its own for
    // them and leaves them out; files carry them.
    bool caption = true;
    // The leftmost column of a table too long for its room; 0: as far left as its end is seen.
    std::uint32_t tableFirst = 0;
};

using FigureFunction = std::function<drawing::Figure(const Moment&, const FigureOptions&)>;
using LegendFunction = std::function<drawing::Figure(const FigureOptions&)>;

struct TopicFigures {
    std::string topic;
    FigureFunction figure;
    LegendFunction legend;  // what each shape and colour means
    // Charts beside the picture; without any, one for each gauge that the topic has.
    std::vector<ChartSpec> charts = {};
};

class FigureCatalog {
public:
    void add(TopicFigures figures);
    // Nothing for a topic without a picture.
    const TopicFigures* find(const std::string& topic) const;
    const std::vector<TopicFigures>& all() const { return all_; }

private:
    std::vector<TopicFigures> all_;
};

// Every topic's figures that this build holds.
FigureCatalog allFigures();

}  // namespace lockstep::figures
