// SPDX-License-Identifier: GPL-3.0-or-later
#include "etcd_pair.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace lockstep::raft {
namespace {

std::string name(std::size_t server) { return "S" + std::to_string(server); }

bool contains(const std::vector<std::size_t>& some, std::size_t one) {
    return std::find(some.begin(), some.end(), one) != some.end();
}

Lab::Head headOf(std::size_t servers, bool preVote, const std::vector<std::string>& logs) {
    Lab::Head head{.servers = static_cast<int>(servers)};
    head.dials = {{"noop", "on"}, {"batch", "1000"}, {"backup", "fast"}};
    if (preVote) {
        head.dials.emplace_back("prevote", "on");
        head.dials.emplace_back("sticky", "on");
    }
    for (std::size_t i = 0; i < logs.size(); ++i) {
        head.givens.push_back(name(i + 1) + " term=7 log=" + logs[i]);
    }
    return head;
}

// "S1 S2 | S1 S4" as the peer writes it: "1,2|1,4".
std::string numbers(std::string list) {
    if (list == "none") return {};
    std::erase(list, 'S');
    std::replace(list.begin(), list.end(), ' ', ',');
    for (std::size_t at = list.find(",|,"); at != std::string::npos; at = list.find(",|,"))
        list.replace(at, 3, "|");
    return list;
}

// The value that was read, "x=7"; nothing if there was none to be read.
std::string valueIn(const std::string& read) {
    const std::string value = read.substr(read.find('=') + 1);
    return value == "none" ? "" : value;
}

}  // namespace

EtcdPair::EtcdPair(std::size_t servers, bool preVote, const std::vector<std::string>& logs)
    : servers_(servers), lab_(headOf(servers, preVote, logs)), preVote_(preVote) {
    commands_ << "new " << servers << (preVote ? " prevote" : "") << '\n';
    for (std::size_t i = 0; i < logs.size(); ++i) {
        commands_ << "given " << i + 1 << ' ' << fact(i + 1, "term") << ' ' << logs[i] << '\n';
    }
    commands_ << "start\n";
    note();
}

// --- What is done -------------------------------------------------------------------------------

void EtcdPair::isolate(const std::vector<std::size_t>& alone) {
    isolated_.clear();
    for (const std::size_t server : alone) {
        if (!gone(server)) isolated_.push_back(server);
    }
    tellIsolated();
    // What was lost is repeated with the next heartbeat.
    beat();
}

void EtcdPair::campaign(std::size_t server) {
    if (!speaks(server)) return;
    play("campaign " + std::to_string(server), "timeout " + name(server));
    beat();
}

void EtcdPair::propose(std::size_t server) {
    if (!speaks(server) || !leads(server) || readWaits_) return;
    const std::string value = std::to_string(++requests_);
    play("propose " + std::to_string(server) + ' ' + value,
         "request " + name(server) + " x=" + value);
    beat();
}

void EtcdPair::restart(std::size_t server) {
    if (gone(server)) return;
    play("restart " + std::to_string(server),
         "crash " + name(server) + "\nrestart " + name(server));
    beat();
}

// A follower's reaches as far as it has been told, so all have to be.
void EtcdPair::snapshot(std::size_t server) {
    if (gone(server) || leader() == 0) return;
    const bool known = server == leader() || expected_.back().told;
    if (!known) return;
    play("snapshot " + std::to_string(server), "snapshot " + name(server));
    beat();
}

void EtcdPair::transfer(std::size_t server, std::size_t target) {
    const bool heard = !isolated(server) && !isolated(target);
    const bool possible = speaks(server) && leads(server) && server != target && !gone(target);
    if (!possible || !heard) return;
    play("transfer " + std::to_string(server) + ' ' + std::to_string(target),
         "transfer " + name(server) + ' ' + name(target));
    beat();
}

void EtcdPair::read(std::size_t server) {
    if (!speaks(server) || !leads(server) || !allCommitted(server)) return;
    readWaits_ = true;
    play("read " + std::to_string(server), "read " + name(server) + " x");
    beat();
}

bool EtcdPair::mayChange() const {
    return isolated_.empty() && leader() != 0 && expected_.back().told;
}

void EtcdPair::changed(const std::string& command, const std::string& line, std::size_t left) {
    if (left != 0) gone_.push_back(left);
    play(command, line);
    expected_.back().underWay = true;
    beat();
    if (left == 0) return;
    lab_.plays("crash " + name(left));
    tellIsolated();
    beat();
}

void EtcdPair::add(bool joint) {
    if (!mayChange() || servers_ == 9) return;
    const std::string leads = std::to_string(leader());
    const std::string joins = std::to_string(++servers_);
    lab_.plays(joint ? "membership joint" : "membership single");
    changed((joint ? "joint " : "change ") + leads + " +" + joins, "add S" + joins, 0);
}

void EtcdPair::remove(std::size_t server, bool joint) {
    const bool few = servers_ - gone_.size() < 3;
    if (!mayChange() || few || gone(server) || server == leader()) return;
    const std::string leads = std::to_string(leader());
    lab_.plays(joint ? "membership joint" : "membership single");
    changed((joint ? "joint " : "change ") + leads + " -" + std::to_string(server),
            "remove " + name(server), server);
}

void EtcdPair::replace(std::size_t server) {
    if (!mayChange() || servers_ == 9 || gone(server) || server == leader()) return;
    const std::string leads = std::to_string(leader());
    const std::string joins = std::to_string(++servers_);
    lab_.plays("membership joint");
    changed("joint " + leads + " +" + joins + " -" + std::to_string(server),
            "add S" + joins + " without=" + name(server), server);
}

void EtcdPair::beat() {
    for (std::size_t i = 1; i <= servers_; ++i) {
        // What was committed by the answers is told with the next one; a joint
        // configuration takes two commits. A transfer may end with the first.
        for (int again = 0; again < 3; ++again) {
            if (isolated(i) || !speaks(i) || !leads(i)) break;
            play("beat " + std::to_string(i), "heartbeat " + name(i));
            expected_.back().told = again == 2 && isolated_.empty();
        }
    }
    if (expected_.back().told) readWaits_ = false;
}

// --- Who may do what ----------------------------------------------------------------------------

std::string EtcdPair::fact(std::size_t server, const std::string& what) const {
    return lab_.fact(name(server) + '.' + what);
}

bool EtcdPair::isolated(std::size_t server) const { return contains(isolated_, server); }
bool EtcdPair::gone(std::size_t server) const { return contains(gone_, server); }
bool EtcdPair::leads(std::size_t server) const { return fact(server, "role") == "leader"; }

bool EtcdPair::speaks(std::size_t server) const {
    if (gone(server)) return false;
    if (isolated(server)) return true;
    const auto term = [&](std::size_t i) { return std::stoull(fact(i, "term")); };
    for (std::size_t i = 1; i <= servers_; ++i) {
        if (!isolated(i) && !gone(i) && term(i) > term(server)) return false;
    }
    return true;
}

bool EtcdPair::allCommitted(std::size_t server) const {
    const std::string log = fact(server, "log");
    const std::string last = log.substr(log.rfind(' ') + 1);
    return log == "none" || last.substr(0, last.find(':')) == fact(server, "commit");
}

std::size_t EtcdPair::leader() const {
    for (std::size_t i = 1; i <= servers_; ++i) {
        if (!isolated(i) && speaks(i) && leads(i)) return i;
    }
    return 0;
}

// --- What is written down -----------------------------------------------------------------------

void EtcdPair::tellIsolated() {
    commands_ << "isolate";
    std::string groups;
    for (std::size_t i = 1; i <= servers_; ++i) {
        if (!isolated(i) && !gone(i)) continue;
        commands_ << ' ' << i;
        groups += (groups.empty() ? "" : " | ") + name(i);
    }
    commands_ << '\n';
    lab_.plays(groups.empty() ? "heal" : "partition " + groups);
    note();
}

void EtcdPair::play(const std::string& command, const std::string& line) {
    commands_ << command << '\n';
    lab_.plays(line);
    lab_.settle();
    note();
}

// etcd gives a candidacy up at a majority of noes, the paper when the timeout
// ends; nothing else depends on it.
void EtcdPair::note() {
    std::string line;
    for (std::size_t i = 1; i <= servers_; ++i) {
        if (gone(i)) {
            line += "gone ";
            continue;
        }
        std::string snapshot = fact(i, "snapshot");
        std::replace(snapshot.begin(), snapshot.end(), ':', '/');
        if (snapshot == "none") snapshot = "0/0";
        const std::string voted = fact(i, "voted");
        line += (leads(i) ? "leader" : "follower") + (':' + fact(i, "term")) + ':' +
                (voted == "none" ? "0" : numbers(voted)) + ':' + snapshot + ':' +
                numbers(fact(i, "terms")) + ':' + valueIn(fact(i, "read")) + ':' +
                fact(i, "commit") + ':' + numbers(fact(i, "config")) + ' ';
    }
    expected_.push_back({line, false});
}

// --- The peer -----------------------------------------------------------------------------------

std::vector<std::string> answersOfEtcd(const std::string& commands) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("lockstep-peer-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "in") << commands;
    const std::string line = std::string(ETCD_PEER) + " < " + (folder / "in").string() + " > " +
                             (folder / "out").string();
    EXPECT_EQ(std::system(line.c_str()), 0) << commands;
    std::vector<std::string> lines;
    std::ifstream out(folder / "out");
    for (std::string text; std::getline(out, text);)
        lines.push_back(text);
    std::filesystem::remove_all(folder);
    return lines;
}

std::string comparable(const std::string& line, bool told) {
    std::istringstream words(line);
    std::string result;
    for (std::string word; words >> word;) {
        const std::size_t config = word.rfind(':');
        const bool all = told || config == std::string::npos;
        if (!all) word.erase(config);
        if (!all && word.rfind("leader", 0) != 0) word.erase(word.rfind(':'));
        result += word + ' ';
    }
    return result;
}

}  // namespace lockstep::raft
