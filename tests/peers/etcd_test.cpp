// SPDX-License-Identifier: GPL-3.0-or-later
// Lockstep's Raft beside etcd's raft package: the same elections, requests,
// isolations, restarts, snapshots, reads, transfers and changes of the cluster,
// and after each the same role, term, vote, snapshot, log, answer, commit index
// and configuration.
#include <gtest/gtest.h>

#include "etcd_pair.h"
#include "kernel/random.h"

namespace lockstep::raft {
namespace {

// Servers that are gone are left out on both sides.
std::string withoutGone(const std::string& line, const std::string& expected) {
    std::istringstream theirs(line);
    std::istringstream ours(expected);
    std::string result;
    std::string word;
    for (std::string own; ours >> own && theirs >> word;)
        result += (own == "gone" ? own : word) + ' ';
    while (theirs >> word)
        result += word + ' ';
    return result;
}

void compare(EtcdPair& pair) {
    const auto lines = answersOfEtcd(pair.commands());
    ASSERT_EQ(lines.size(), pair.expected().size()) << pair.commands();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const EtcdPair::Expected& expected = pair.expected()[i];
        if (expected.underWay) continue;
        ASSERT_EQ(comparable(withoutGone(lines[i], expected.line), expected.told),
                  comparable(expected.line, expected.told))
            << "line " << i << " of\n"
            << pair.commands();
    }
}

TEST(RaftBesideEtcd, Figure7EndsAlike) {
    EtcdPair pair(7, false,
                  {"1,1,1,4,4,5,5,6,6", "1,1,1,4", "1,1,1,4,4,5,5,6,6,6,6",
                   "1,1,1,4,4,5,5,6,6,6,7,7", "1,1,1,4,4,4,4", "1,1,1,2,2,2,3,3,3,3,3",
                   "1,1,1,4,4,5,5,6,6,6"});
    pair.campaign(7);
    compare(pair);
    EXPECT_EQ(pair.lab().fact("S6.terms"), "1 1 1 4 4 5 5 6 6 6 8");
}

// What a random run may do besides elections, requests and isolations.
struct Kinds {
    const char* name;
    bool preVote = false;
    bool restarts = false;
    bool transfers = false;
    bool reads = false;
    bool snapshots = false;
    bool changes = false;
    bool joint = false;
};

void PrintTo(const Kinds& kinds, std::ostream* out) { *out << kinds.name; }

class RandomRun {
public:
    RandomRun(const Kinds& kinds, std::uint64_t seed)
        : kinds_(kinds), random_(seed), pair_(2 + random_.below(6), kinds.preVote) {}

    EtcdPair& walk() {
        for (int i = 0; i < 40; ++i)
            step();
        return pair_;
    }

private:
    std::size_t any() { return 1 + random_.below(pair_.servers()); }

    void step() {
        switch (random_.below(10)) {
            case 0:
            case 1: pair_.campaign(any()); return;
            case 2:
            case 3:
            case 4: pair_.propose(any()); return;
            case 5:
            case 6: isolate(); return;
            default: special();
        }
    }

    void isolate() {
        std::vector<std::size_t> alone;
        for (std::size_t s = 1; s <= pair_.servers(); ++s) {
            if (random_.below(4) == 0) alone.push_back(s);
        }
        pair_.isolate(alone);
    }

    void special() {
        const bool joint = kinds_.joint && random_.below(2) == 0;
        switch (random_.below(6)) {
            case 0:
                if (kinds_.restarts) restartSome();
                return;
            case 1:
                if (kinds_.transfers) transfer();
                return;
            case 2:
                if (kinds_.reads) pair_.read(leader());
                return;
            case 3:
                if (kinds_.snapshots) pair_.snapshot(random_.below(2) == 0 ? leader() : any());
                return;
            case 4:
                if (kinds_.changes) change(joint);
                return;
            default: pair_.propose(leader());
        }
    }

    // All at once, so that nobody knows of a leader any more.
    void restartSome() {
        const bool all = random_.below(2) == 0;
        for (std::size_t s = 1; s <= pair_.servers(); ++s) {
            if (all || random_.below(3) == 0) pair_.restart(s);
        }
    }

    void transfer() {
        const std::size_t target = any();
        pair_.transfer(leader(), target);
    }

    void change(bool joint) {
        pair_.isolate({});
        switch (random_.below(joint ? 3 : 2)) {
            case 0: pair_.add(joint); return;
            case 1: pair_.remove(any(), joint); return;
            default: pair_.replace(any());
        }
    }

    // Some server that leads, or any.
    std::size_t leader() {
        for (std::size_t s = 1; s <= pair_.servers(); ++s) {
            if (pair_.lab().fact("S" + std::to_string(s) + ".role") == "leader") return s;
        }
        return any();
    }

    Kinds kinds_;
    Random random_;
    EtcdPair pair_;
};

class RaftBesideEtcdAtRandom : public ::testing::TestWithParam<Kinds> {};

TEST_P(RaftBesideEtcdAtRandom, RunsAgree) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        compare(RandomRun(GetParam(), seed).walk());
        if (HasFatalFailure()) {
            ADD_FAILURE() << "seed " << seed;
            return;
        }
    }
}

std::vector<Kinds> allKinds() {
    return {
        {.name = "Plain"},
        {.name = "Restarts", .restarts = true},
        {.name = "PreVote", .preVote = true, .restarts = true},
        {.name = "Transfers", .transfers = true},
        {.name = "Reads", .restarts = true, .reads = true},
        {.name = "Snapshots", .restarts = true, .snapshots = true},
        {.name = "SingleChanges", .changes = true},
        {.name = "JointChanges", .changes = true, .joint = true},
        {.name = "Everything",
         .preVote = false,
         .restarts = true,
         .transfers = true,
         .reads = true,
         .snapshots = true,
         .changes = true,
         .joint = true},
        {.name = "EverythingWithPreVote",
         .preVote = true,
         .restarts = true,
         .transfers = true,
         .reads = true,
         .snapshots = true,
         .changes = true,
         .joint = true},
    };
}

INSTANTIATE_TEST_SUITE_P(All, RaftBesideEtcdAtRandom, ::testing::ValuesIn(allKinds()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace lockstep::raft
