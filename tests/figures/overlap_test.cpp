// SPDX-License-Identifier: GPL-3.0-or-later
// Labels never cover a server or another label, and nothing leaves the picture: random runs of one
// to nine servers, in the sizes that windows and slides have.
#include <gtest/gtest.h>

#include "drawing/bounds.h"
#include "drawing/motion.h"
#include "figures/raft_run.h"

namespace lockstep {
namespace {

using drawing::Figure;
using drawing::Layer;
using drawing::Mark;
using drawing::Rect;
using drawing::Role;

// The plate or the block of a label, without the thread that ties it to its message.
Rect plateOf(const Mark& mark) {
    Rect rect;
    for (const drawing::Part& part : mark.parts)
        if (part.key != "tether") rect = drawing::united(rect, drawing::boundsOf(part));
    return drawing::moved(rect, mark.place);
}

double radiusOf(const Mark& server) {
    double radius = 0;
    for (const drawing::Part& part : server.parts)
        if (const auto* circle = std::get_if<drawing::Circle>(&part.shape))
            if (part.key != "halo") radius = std::max(radius, circle->radius);
    return radius;
}

void expectNoOverlaps(const Figure& figure, drawing::Time time) {
    std::vector<std::pair<std::string, Rect>> labels;
    for (const Mark& mark : figure.marks)
        if (mark.layer == Layer::labels)
            labels.emplace_back(mark.id, plateOf(drawing::at(mark, time)));
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(overlap(labels[i].second, labels[j].second))
                << labels[i].first << " and " << labels[j].first;
        for (const Mark& mark : figure.marks)
            if (mark.role == Role::node) {
                EXPECT_GE(distanceToRect(mark.place, labels[i].second), radiusOf(mark) - 0.5)
                    << labels[i].first << " on " << mark.id;
            }
    }
}

void expectServersApart(const Figure& figure) {
    for (const Mark& a : figure.marks)
        for (const Mark& b : figure.marks)
            if (a.role == Role::node && b.role == Role::node && a.id < b.id) {
                EXPECT_GE(distance(a.place, b.place), radiusOf(a) + radiusOf(b))
                    << a.id << " and " << b.id;
            }
}

void expectInside(const Figure& figure) {
    const Rect page{-0.5, -0.5, figure.size.width + 1, figure.size.height + 1};
    for (const Mark& mark : figure.marks)
        EXPECT_TRUE(contains(page, drawing::boundsOf(drawing::at(mark, figure.time))))
            << mark.id << " leaves the picture";
}

class Overlaps : public ::testing::TestWithParam<int> {};

TEST_P(Overlaps, NothingCoversAnythingWhateverHappens) {
    const int servers = GetParam();
    testing::RaftRun run(servers, 11 + static_cast<std::uint64_t>(servers));
    const std::vector<drawing::Size> sizes{{626, 560}, {1366, 768}, {1920, 1080}, {460, 700},
                                           {420, 320}};
    const auto look = [&] {
        for (const drawing::Size& size : sizes)
            for (const bool caption : {false, true}) {
                const Figure figure = run.figure(size, caption);
                SCOPED_TRACE(std::to_string(servers) + " servers, " +
                             drawing::shortNumber(size.width) + "x" +
                             drawing::shortNumber(size.height) + ", step " +
                             std::to_string(run.timeline().step()));
                EXPECT_EQ(figure.size, size);
                expectNoOverlaps(figure, figure.time);
                expectServersApart(figure);
                expectInside(figure);
            }
    };
    look();
    for (int i = 0; i < 12; ++i) {
        run.play({"run " + std::to_string(3 + i * 2)});
        if (i == 2) run.play({"timeout S1"});
        if (i == 4 && servers > 1) run.play({"crash S2", "timeout S1"});
        if (i == 6 && servers > 2) run.play({"partition S1 | S3", "cut S1->S3"});
        if (i == 8 && servers > 3) run.play({"timeout S3", "timeout S4", "timeout S1"});
        look();
        if (::testing::Test::HasFailure()) break;
    }
}

INSTANTIATE_TEST_SUITE_P(OneToNineServers, Overlaps, ::testing::Range(1, 10));

}  // namespace
}  // namespace lockstep
