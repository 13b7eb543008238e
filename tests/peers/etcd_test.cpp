// SPDX-License-Identifier: GPL-3.0-or-later
// Lockstep's Raft beside etcd's raft package: the same elections, requests and
// isolations, and after each the same role, term, vote, log and commit index.
//
// The two differ on purpose in one place: etcd answers nothing to a message of
// an older term, Raft's Figure 2 answers with the newer term. So only servers
// of the newest term among those connected are made to speak.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kernel/random.h"
#include "lab.h"

namespace lockstep::raft {
namespace {

std::string name(std::size_t server) { return "S" + std::to_string(server); }

// One run of Lockstep, written down as commands for the peer and as the lines
// it should answer.
class Pair {
public:
    struct Expected {
        std::string line;
        bool told = false;  // the commit index too, to everybody connected
    };

    Pair(std::size_t servers, std::vector<std::string> logs = {})
        : servers_(servers), lab_(head(servers, logs)) {
        commands_ << "new " << servers << '\n';
        for (std::size_t i = 0; i < logs.size(); ++i) {
            commands_ << "given " << i + 1 << ' ' << lab_.fact(name(i + 1) + ".term") << ' '
                      << logs[i] << '\n';
        }
        commands_ << "start\n";
        note();
    }

    void isolate(const std::vector<std::size_t>& alone) {
        isolated_ = alone;
        commands_ << "isolate";
        std::string groups = "heal";
        if (!alone.empty()) groups = "partition";
        for (std::size_t i = 0; i < alone.size(); ++i) {
            commands_ << ' ' << alone[i];
            groups += (i == 0 ? " " : " | ") + name(alone[i]);
        }
        commands_ << '\n';
        lab_.plays(groups);
        note();
        // What was lost is repeated with the next heartbeat.
        beat();
    }

    void campaign(std::size_t server) {
        if (!speaks(server)) return;
        play("campaign", server, "timeout " + name(server));
        beat();
    }

    void propose(std::size_t server) {
        if (!speaks(server) || lab_.fact(name(server) + ".role") != "leader") {
            return;
        }
        play("propose", server, "request " + name(server) + " x=1");
        beat();
    }

    // The leader of the newest term is heard by all who are connected.
    void beat() {
        for (std::size_t i = 1; i <= servers_; ++i) {
            if (isolated(i) || !speaks(i) || lab_.fact(name(i) + ".role") != "leader") {
                continue;
            }
            play("beat", i, "heartbeat " + name(i));
            // What was committed by the answers is told with the next one.
            play("beat", i, "heartbeat " + name(i));
            expected_.back().told = isolated_.empty();
        }
    }

    std::string commands() const { return commands_.str(); }
    const std::vector<Expected>& expected() const { return expected_; }
    Lab& lab() { return lab_; }

private:
    static Lab::Head head(std::size_t servers, const std::vector<std::string>& logs) {
        Lab::Head result{.servers = static_cast<int>(servers)};
        result.dials = {{"noop", "on"}, {"batch", "1000"}, {"backup", "fast"}};
        for (std::size_t i = 0; i < logs.size(); ++i) {
            result.givens.push_back(name(i + 1) + " term=7 log=" + logs[i]);
        }
        return result;
    }

    bool isolated(std::size_t server) const {
        return std::find(isolated_.begin(), isolated_.end(), server) != isolated_.end();
    }

    std::uint64_t term(std::size_t server) const {
        return std::stoull(lab_.fact(name(server) + ".term"));
    }

    bool speaks(std::size_t server) const {
        if (isolated(server)) return true;
        for (std::size_t i = 1; i <= servers_; ++i) {
            if (!isolated(i) && term(i) > term(server)) return false;
        }
        return true;
    }

    void play(const char* command, std::size_t server, const std::string& line) {
        commands_ << command << ' ' << server << '\n';
        lab_.plays(line);
        lab_.settle();
        note();
    }

    void note() {
        std::string line;
        for (std::size_t i = 1; i <= servers_; ++i) {
            std::string terms = lab_.fact(name(i) + ".terms");
            std::replace(terms.begin(), terms.end(), ' ', ',');
            if (terms == "none") terms.clear();
            std::string voted = lab_.fact(name(i) + ".voted");
            voted = voted == "none" ? "0" : voted.substr(1);
            std::string role = lab_.fact(name(i) + ".role");
            // etcd gives a candidacy up at a majority of noes, the paper when
            // the timeout ends; nothing else depends on it.
            if (role == "candidate") role = "follower";
            line += role + ':' + lab_.fact(name(i) + ".term") + ':' + voted + ':' + terms + ':' +
                    lab_.fact(name(i) + ".commit") + ' ';
        }
        expected_.push_back({line, false});
    }

    std::size_t servers_;
    Lab lab_;
    std::vector<std::size_t> isolated_;
    std::ostringstream commands_;
    std::vector<Expected> expected_;
};

std::vector<std::string> answers(const std::string& commands) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("lockstep-peer-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "in") << commands;
    const std::string line = std::string(ETCD_PEER) + " < " + (folder / "in").string() + " > " +
                             (folder / "out").string();
    EXPECT_EQ(std::system(line.c_str()), 0);
    std::vector<std::string> lines;
    std::ifstream out(folder / "out");
    for (std::string text; std::getline(out, text);) {
        for (std::size_t at = text.find("candidate"); at != std::string::npos;
             at = text.find("candidate")) {
            text.replace(at, 9, "follower");
        }
        lines.push_back(text);
    }
    std::filesystem::remove_all(folder);
    return lines;
}

// Followers' commit indices left out: etcd tells them at once, the paper with
// the next message. After two beats both have told them.
std::string withoutFollowersCommit(const std::string& line) {
    std::istringstream words(line);
    std::string result;
    for (std::string word; words >> word;) {
        const bool leads = word.rfind("leader", 0) == 0;
        result += (leads ? word : word.substr(0, word.rfind(':'))) + ' ';
    }
    return result;
}

void compare(Pair& pair) {
    const auto lines = answers(pair.commands());
    ASSERT_EQ(lines.size(), pair.expected().size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Pair::Expected& expected = pair.expected()[i];
        if (expected.told) {
            ASSERT_EQ(lines[i], expected.line) << pair.commands();
        } else {
            ASSERT_EQ(withoutFollowersCommit(lines[i]), withoutFollowersCommit(expected.line))
                << "line " << i << " of\n"
                << pair.commands();
        }
    }
}

TEST(RaftBesideEtcd, Figure7EndsAlike) {
    Pair pair(7,
              {"1,1,1,4,4,5,5,6,6", "1,1,1,4", "1,1,1,4,4,5,5,6,6,6,6", "1,1,1,4,4,5,5,6,6,6,7,7",
               "1,1,1,4,4,4,4", "1,1,1,2,2,2,3,3,3,3,3", "1,1,1,4,4,5,5,6,6,6"});
    pair.campaign(7);
    compare(pair);
    EXPECT_EQ(pair.lab().fact("S6.terms"), "1 1 1 4 4 5 5 6 6 6 8");
}

TEST(RaftBesideEtcd, RandomRunsAgree) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Random random(seed);
        const std::size_t servers = 2 + random.below(6);
        Pair pair(servers);
        for (int i = 0; i < 40; ++i) {
            const std::size_t server = 1 + random.below(servers);
            switch (random.below(4)) {
                case 0: pair.campaign(server); break;
                case 1:
                case 2: pair.propose(server); break;
                default: {
                    std::vector<std::size_t> alone;
                    for (std::size_t s = 1; s <= servers; ++s) {
                        if (random.below(4) == 0) alone.push_back(s);
                    }
                    pair.isolate(alone);
                }
            }
        }
        compare(pair);
        if (HasFatalFailure()) {
            ADD_FAILURE() << "seed " << seed;
            return;
        }
    }
}

}  // namespace
}  // namespace lockstep::raft
