// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/raft_run.h"

#include <gtest/gtest.h>

#include "figures/catalog.h"
#include "kernel/action_text.h"

namespace lockstep::testing {

RaftRun::RaftRun(int servers, std::uint64_t seed, std::vector<Given> givens)
    : catalog_(allTopics()) {
    Scenario scenario;
    scenario.topic = "raft";
    scenario.servers = numberedServers(servers);
    scenario.seed = seed;
    scenario.givens = std::move(givens);
    std::vector<Fault> faults;
    timeline_ = Timeline::start(*catalog_.find("raft"), scenario, faults);
    for (const Fault& fault : faults) ADD_FAILURE() << fault.message;
}

RaftRun& RaftRun::play(const std::vector<std::string>& commands) {
    for (const std::string& command : commands) playOne(command);
    return *this;
}

void RaftRun::playOne(const std::string& command) {
    if (command.rfind("run ", 0) == 0) {
        for (int left = std::stoi(command.substr(4)); left > 0; --left)
            timeline_->stepClock();
        return;
    }
    if (command == "settle") {
        while (true) {
            const auto pending = timeline_->world().pending();
            if (pending.empty() || pending.front().verb != Verb::deliver) return;
            timeline_->act(pending.front());
        }
    }
    if (command.rfind("until ", 0) == 0) {
        const std::string wanted = command.substr(6);
        for (int left = 5000; left > 0; --left) {
            if (!timeline_->stepClock()) break;
            for (const Event& event : timeline_->events())
                if (wanted == event.kind->id) return;
        }
        ADD_FAILURE() << command << ": it did not happen";
        return;
    }
    Fault fault;
    const auto written = parseAction(command, timeline_->topic().info(),
                                     timeline_->setup(), fault);
    ASSERT_TRUE(written) << command << ": " << fault.message;
    std::string why;
    const auto action = resolve(*written, timeline_->world(), why);
    ASSERT_TRUE(action) << command << ": " << why;
    EXPECT_EQ(timeline_->act(*action), "") << command;
}

drawing::Figure RaftRun::figure(drawing::Size size, bool caption,
                                std::uint32_t tableFirst) const {
    const figures::FigureCatalog figures = figures::allFigures();
    return figures.find("raft")->figure(timeline_->moment(), {size, caption, tableFirst});
}

Given given(std::string server, const std::string& term, const std::string& log) {
    return {std::move(server), {{"term", term, {}, {}}, {"log", log, {}, {}}}, {}};
}

}  // namespace lockstep::testing
