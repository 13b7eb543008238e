// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "lab.h"

namespace lockstep::raft {

// One run of Lockstep's Raft, written down as commands for the peer and as the
// lines it should answer. Where the two differ on purpose, what may be asked is
// kept to what both do:
//
// - etcd answers nothing to a message of an older term, Raft's Figure 2 answers
//   with the newer term. So only servers of the newest term among those
//   connected are made to speak.
// - In etcd a configuration counts once it is applied, in the paper (§6) once it
//   is in a server's log. So the cluster changes only while all are connected,
//   and is compared when the change is over.
// - etcd's leader does not step down when it is removed, in the paper (§6) it
//   does. So leaders are not removed.
// - etcd tells the target of a transfer only once to stand, ours (dissertation
//   3.10) with each answer until it does. So the target hears its leader.
// - A read that waits may be answered before or after an entry that is committed
//   at the same moment. So while one waits, nothing is asked for.
// - etcd ignores a candidate without a word while it hears from a leader, the
//   dissertation (9.6) answers no. The answer makes no difference between
//   servers of the same term.
class EtcdPair {
public:
    struct Expected {
        std::string line;
        // Everything is compared: all are connected and have been told.
        bool told = false;
        // Nothing is: etcd sends the end of a joint configuration with the
        // next heartbeat, ours goes out at once.
        bool underWay = false;
    };

    // With pre-vote, who hears a leader disregards candidates as well.
    explicit EtcdPair(std::size_t servers, bool preVote = false,
                      const std::vector<std::string>& logs = {});

    // These hear nobody; all hear all if there is none.
    void isolate(const std::vector<std::size_t>& alone);
    void campaign(std::size_t server);
    void propose(std::size_t server);
    void restart(std::size_t server);
    void snapshot(std::size_t server);
    void transfer(std::size_t server, std::size_t target);
    void read(std::size_t server);
    // One server joins or leaves. Both by joint consensus, if that is asked.
    void add(bool joint);
    void remove(std::size_t server, bool joint);
    void replace(std::size_t server);

    // The leader of the newest term is heard by all who are connected.
    void beat();

    std::size_t servers() const { return servers_; }
    std::string commands() const { return commands_.str(); }
    const std::vector<Expected>& expected() const { return expected_; }
    Lab& lab() { return lab_; }

private:
    std::string fact(std::size_t server, const std::string& name) const;
    bool isolated(std::size_t server) const;
    bool gone(std::size_t server) const;
    bool leads(std::size_t server) const;
    bool speaks(std::size_t server) const;
    bool allCommitted(std::size_t server) const;
    std::size_t leader() const;  // of the newest term, connected; 0: nobody
    bool mayChange() const;
    void changed(const std::string& command, const std::string& line, std::size_t left);
    void tellIsolated();
    void play(const std::string& command, const std::string& line);
    void note();

    std::size_t servers_;
    Lab lab_;
    bool preVote_;
    int requests_ = 0;
    bool readWaits_ = false;
    std::vector<std::size_t> isolated_;
    std::vector<std::size_t> gone_;  // they left the cluster and are switched off
    std::ostringstream commands_;
    std::vector<Expected> expected_;
};

// What the peer answers, a line for each state.
std::vector<std::string> answersOfEtcd(const std::string& commands);

// A server's state as both write it, without what etcd tells followers sooner
// (their commit index, their configuration) unless all have been told.
std::string comparable(const std::string& line, bool told);

}  // namespace lockstep::raft
