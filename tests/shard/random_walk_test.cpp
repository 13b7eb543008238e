// SPDX-License-Identifier: GPL-3.0-or-later
// Chance does what clients, operators, a network and its machines can do, in any order; every
// invariant is checked at each step. LOCKSTEP_LONG=1 walks forty million steps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "kernel/action_text.h"
#include "kernel/adapter.h"
#include "script/recording.h"
#include "shard/sharding.h"

namespace lockstep::shard {
namespace {

constexpr int stepsOfAWalk = 2000;
constexpr std::size_t mostInFlight = 60;
constexpr std::size_t mostOpen = 12;

int walks() {
    const char* asked = std::getenv("LOCKSTEP_LONG");
    return asked && std::string(asked) == "1" ? 20'000 : 300;
}

class Walk {
public:
    Walk(std::uint64_t seed, std::vector<std::string> flaws = {})
        : random_(seed * 7919), replicas_(seed / 3 % 3 + 1) {
        Scenario scenario;
        scenario.topic = "shard";
        scenario.seed = seed;
        scenario.flaws = std::move(flaws);
        const char* const directories[] = {"slots", "range", "ring"};
        scheme_ = directories[seed % 3];
        scenario.dials.push_back({"directory", scheme_, {}, {}});
        scenario.dials.push_back({"clients", "2", {}, {}});
        scenario.dials.push_back({"replicas", std::to_string(replicas_), {}, {}});
        if (seed % 2 == 0) scenario.dials.push_back({"reorder", "on", {}, {}});
        if (seed % 5 == 0) scenario.dials.push_back({"duplicate", "3 %", {}, {}});
        head_ = script::writeHead(scenario);
        std::vector<Fault> faults;
        timeline_ = Timeline::start(topic_, scenario, faults, {.narrate = false, .check = true});
    }

    bool walk(int steps) {
        for (int i = 0; i < steps && timeline_->breaks().empty(); ++i)
            choose();
        return timeline_->breaks().empty();
    }

    // Mends network and machines, and lets the clock run until all is quiet.
    void recover() {
        try_("heal");
        for (std::uint16_t i = 0; i < timeline_->world().serverCount(); ++i)
            timeline_->act({Verb::restart, {i}, {}, 0, 0});
        try_("duplicate 0 %");
        timeline_->runUntil(timeline_->time() + Duration(replicas_ > 1 ? 20'000'000 : 60'000'000));
    }

    std::uint64_t replicas() const { return replicas_; }

    std::string failure() {
        std::string text = head_ + '\n';
        for (const Break& broken : timeline_->breaks())
            text += "# " + broken.telling + '\n';
        for (Step step = 1; step <= timeline_->stepCount(); ++step)
            text += toText(timeline_->actionAt(step), topic_.info(), timeline_->setup()) + '\n';
        return text;
    }

    std::string fact(std::string_view name) const {
        std::string text = "unknown";
        timeline_->visitFacts(Glob(name),
                              [&](std::string_view, const Value& value) { text = value.text(); });
        return text;
    }

    Timeline& timeline() { return *timeline_; }
    const World& world() const { return timeline_->world().as<World>(); }

private:
    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }

    std::string key() {
        const char* const keys[] = {"a", "kk", "z", "foo", "{foo}1", "m", "hello", "{hello}1"};
        return keys[below(8)];
    }
    std::string shard() {
        const auto& shards = world().shards;
        return timeline_->setup().name(shards[below(shards.size())].id);
    }
    std::string server() {
        return timeline_->setup().name(
            {static_cast<std::uint16_t>(below(timeline_->world().serverCount()))});
    }

    bool try_(const std::string& line) {
        Fault fault;
        const auto written = parseAction(line, topic_.info(), timeline_->setup(), fault);
        if (!written) return false;
        std::string why;
        const auto action = resolve(*written, timeline_->world(), why);
        return action && timeline_->act(*action).empty();
    }

    std::size_t open() const {
        std::size_t open = world().router.scans.size() + world().router.transactions.size();
        for (const Client& client : world().clients)
            open += client.asked.size();
        return open;
    }

    // Mostly something that is due is done, in any order.
    void choose() {
        const std::uint64_t dice = below(100);
        if (dice < 72 || world().cluster.packets.size() > mostInFlight) {
            const auto pending = timeline_->world().pending();
            if (!pending.empty()) timeline_->act(pending[below(pending.size())]);
        } else if (dice < 86) {
            ask();
        } else if (dice < 94) {
            operate();
        } else {
            meddle();
        }
    }

    void ask() {
        if (open() > mostOpen) return;
        if (below(3) == 0) try_(below(2) == 0 ? "client C1" : "client C2");
        const std::string value = std::to_string(++values_);
        switch (below(8)) {
            case 0:
            case 1:
            case 2: try_("put " + key() + " v" + value); return;
            case 3:
            case 4: try_("get " + key()); return;
            case 5: try_("delete " + key()); return;
            case 6: try_("scan a {zz"); return;
            default: {
                const std::string one = key();
                try_("put-both " + one + "=p" + value + ' ' + key() + "=p" + value);
            }
        }
    }

    void operate() {
        switch (below(8)) {
            case 0: try_("split " + key()); return;
            case 1: try_("merge " + key()); return;
            case 2: {
                const auto there = std::to_string(world().shards.size() / replicas_ + 1);
                if (below(6) == 0) try_("add S" + there);
                return;
            }
            case 3:
                if (below(6) == 0) try_("remove " + shard());
                return;
            default: {
                const std::string what = key();
                const Shard* owner = ownerOf(world(), placeOf(world().dials.scheme, what));
                try_("move " + what + ' ' + timeline_->setup().name(owner->id) + ' ' + shard());
            }
        }
    }

    void meddle() {
        switch (below(12)) {
            case 0: try_("crash " + server()); return;
            case 1:
            case 2:
            case 3: try_("restart " + server()); return;
            case 4: dropOrDouble("drop"); return;
            case 5:
            case 6: dropOrDouble("duplicate"); return;
            case 7:
            case 8: part(); return;
            default: try_("heal");
        }
    }

    void part() {
        const std::string one = server();
        const std::string other = server();
        try_(below(2) == 0 ? "cut " + one + "->" + other : "partition " + one + ' ' + other);
    }

    void dropOrDouble(const std::string& verb) {
        const auto& packets = world().cluster.packets;
        if (packets.empty()) return;
        try_(verb + ' ' + std::to_string(packets[below(packets.size())].id));
    }

    Random random_;
    TopicOf<Sharding> topic_;
    std::uint64_t replicas_;
    std::string scheme_;
    std::string head_;
    std::unique_ptr<Timeline> timeline_;
    int values_ = 0;
};

TEST(ShardRandomWalk, KeepsEveryInvariant) {
    std::uint64_t moved = 0;
    std::uint64_t redirects = 0;
    std::uint64_t writes = 0;
    for (int seed = 1; seed <= walks(); ++seed) {
        Walk walk(static_cast<std::uint64_t>(seed));
        ASSERT_TRUE(walk.walk(stepsOfAWalk)) << walk.failure();
        moved += walk.world().rowsMoved;
        redirects += walk.world().redirects;
        writes += walk.world().ghosts.writes;
    }
    // A walk on which nothing happens proves nothing.
    const auto many = static_cast<std::uint64_t>(walks());
    EXPECT_GT(moved, 2 * many);
    EXPECT_GT(redirects, 3 * many);
    EXPECT_GT(writes, 15 * many);
}

// Once the network is whole everything comes to its end: no move, no lock, no open request.
TEST(ShardRandomWalk, ComesToRest) {
    for (int seed = 1; seed <= walks() / 2; ++seed) {
        Walk walk(static_cast<std::uint64_t>(seed));
        ASSERT_TRUE(walk.walk(stepsOfAWalk / 2)) << walk.failure();
        walk.recover();
        ASSERT_TRUE(walk.timeline().breaks().empty()) << walk.failure();
        for (const char* fact : {"moving", "blocked"})
            EXPECT_EQ(walk.fact(fact), "none") << fact << " seed " << seed;
        // Primaries show themselves for ever.
        if (walk.replicas() == 1) {
            EXPECT_EQ(walk.fact("messages"), "none") << "seed " << seed;
        }
        for (const Shard& shard : walk.world().shards) {
            if (shard.gone) continue;
            EXPECT_TRUE(shard.isMember()) << shard.server.index << " seed " << seed;
            EXPECT_FALSE(shard.isAhead()) << shard.server.index << " seed " << seed;
            EXPECT_TRUE(shard.unsaid.empty()) << shard.server.index << " seed " << seed;
        }
        EXPECT_EQ(walk.fact("open"), "0") << "seed " << seed;
    }
}

TEST(ShardRandomWalk, IsTheSameEachTime) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        Walk one(seed);
        Walk two(seed);
        one.walk(500);
        two.walk(500);
        EXPECT_EQ(one.timeline().world().digest(), two.timeline().world().digest());
        EXPECT_TRUE(one.timeline().world().equals(two.timeline().world()));
    }
}

class ShardFlawedWalk : public ::testing::TestWithParam<const char*> {};

TEST_P(ShardFlawedWalk, IsCaught) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Walk walk(seed, {GetParam()});
        if (!walk.walk(stepsOfAWalk)) return;
    }
    ADD_FAILURE() << "no walk caught it";
}

INSTANTIATE_TEST_SUITE_P(Flaws, ShardFlawedWalk,
                         ::testing::Values("no-redirect", "half-write", "unknown-shard",
                                           "unlocked-move", "decides-alone", "early-answer",
                                           "old-primary"),
                         [](const auto& one) {
                             std::string name = one.param;
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace lockstep::shard
