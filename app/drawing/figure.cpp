// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing/figure.h"

#include <algorithm>
#include <numeric>

namespace lockstep::drawing {

Path& Path::moveTo(Point to) {
    steps.push_back({Verb::move, to, {}, {}});
    return *this;
}

Path& Path::lineTo(Point to) {
    steps.push_back({Verb::line, to, {}, {}});
    return *this;
}

Path& Path::curveTo(Point control1, Point control2, Point to) {
    steps.push_back({Verb::curve, to, control1, control2});
    return *this;
}

Path& Path::close() {
    steps.push_back({Verb::close, {}, {}, {}});
    return *this;
}

const Mark* findMark(const Figure& figure, const std::string& id) {
    const auto found = std::find_if(figure.marks.begin(), figure.marks.end(),
                                    [&](const Mark& mark) { return mark.id == id; });
    return found == figure.marks.end() ? nullptr : &*found;
}

std::vector<std::size_t> paintingOrder(const Figure& figure) {
    std::vector<std::size_t> order(figure.marks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return figure.marks[a].layer < figure.marks[b].layer;
    });
    return order;
}

std::string nameInId(const std::string& id) {
    const auto slash = id.find('/');
    return slash == std::string::npos ? id : id.substr(slash + 1);
}

}  // namespace lockstep::drawing
