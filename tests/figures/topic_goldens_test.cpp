// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of traffic and of data as text, telling moments of each: tests/run
// --update-goldens writes them anew; read what changed.
#include <gtest/gtest.h>

#include "figures/catalog.h"
#include "figures/golden.h"
#include "requests/lab.h"

namespace lockstep {
namespace {

void expectPicture(const std::string& name, const std::string& topic, const std::string& head,
                   const std::string& lines) {
    requests::Lab lab("topic " + topic + '\n' + head);
    lab.plays(lines);
    const figures::FigureCatalog catalog = figures::allFigures();
    testing::expectGolden(name,
                          catalog.find(topic)->figure(lab.timeline().moment(), {{900, 640}, true}));
}

TEST(TrafficGolden, SmoothWeightsAtTheThirdPick) {
    expectPicture("balance_smooth", "balance",
                  "servers a:5 b:1 c:1\npolicy smooth-weighted-round-robin\n", "burst 2\nrequest");
}

TEST(TrafficGolden, AQueueIsFullAndAServerHasCrashed) {
    expectPicture("balance_queue", "balance",
                  "servers a b c\nservice 400 ms\nqueue 1\narrivals 10\n",
                  "run 600 ms\ncrash c\nburst 3");
}

TEST(TrafficGolden, AWindowOpensTheBreaker) {
    expectPicture("breaker_opens", "breaker",
                  "trip count-window 6\nminimum-calls 4\nfailure-rate 50 %\n",
                  "succeed\nsucceed\nfail\nfail");
}

TEST(TrafficGolden, AProbePassesAndTheNextIsRefused) {
    expectPicture("breaker_probe", "breaker", "trip consecutive 2\nwait 1 s\n",
                  "fail\nfail\nrun 1 s\ncall\ncall");
}

TEST(TrafficGolden, ACallBacksOffTwice) {
    expectPicture("retry_backs_off", "retry", "attempts 3\nbase 100 ms\n",
                  "down\ncall\nrun 250 ms");
}

TEST(TrafficGolden, LayersMultiply) {
    expectPicture("retry_layers", "retry", "attempts 3\nlayers 2\nbase 10 ms\n",
                  "down\ncall\nrun 200 ms");
}

TEST(TrafficGolden, ACrashReachesTheClients) {
    expectPicture("system_crash", "system",
                  "servers a b\nservice 300 ms\narrivals 10\nworkers 2\nbase 200 ms\n",
                  "run 700 ms\ncrash b");
}

TEST(DataGolden, AServerJoinsTheRing) {
    expectPicture("ring_joins", "ring", "servers a b c\nvnodes 2\nkeys 8\n", "add d");
}

TEST(DataGolden, AKeyIsLookedUpPastACopy) {
    expectPicture("ring_replicas", "ring",
                  "servers a b c d e\nvnodes 4\nreplicas 3\nkeys alice bob carol dave\n",
                  "trace carol\nrun 1 s");
}

TEST(DataGolden, ACopyIsOnItsWayAndAnAnswerWaits) {
    expectPicture("shard_replicas", "shard", "directory slots\nreplicas 2\nlatency 10 ms\n",
                  "put foo 1\ndeliver put C1->S3");
}

TEST(DataGolden, AnOldPrimaryHasBeenReplaced) {
    expectPicture("shard_takes_over", "shard",
                  "directory slots\nreplicas 2\nclients 2\nlatency 10 ms\n",
                  "put foo 1\nrun 50 ms\npartition S3 C2\nrun 600 ms");
}

}  // namespace
}  // namespace lockstep
