// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/tables.h"

namespace lockstep::retry {
namespace {

const std::vector<Argument> ofCall{Argument::optionalWord};
const std::vector<Argument> number{Argument::number};

// What a hand can do with calls and their attempts.
std::vector<VerbSpec> callVerbs() {
    return {
        {"call", "", {}, "Call", "Every client makes a call."},
        {"fail", "[N]", ofCall, "Fail",
         "What is under way fails, of all calls or of call N."},
        {"succeed", "[N]", ofCall, "Succeed",
         "What is under way succeeds, of all calls or of call N."},
        {"refuse", "[N]", ofCall, "Fail for good",
         "What is under way fails with an error that no retry can mend."},
        {"lose", "[N]", ofCall, "Lose the reply",
         "What is under way is done, but the reply to it is lost."},
        {"push-back", "MS", number, "Push back …",
         "The dependency asks what is under way to come again in so many "
         "milliseconds."},
    };
}

// With the dependency, and what the clock does.
std::vector<VerbSpec> otherVerbs() {
    return {
        {"down",
         "",
         {},
         "Dependency down",
         "The dependency goes down: each attempt fails at once."},
        {"up",
         "",
         {},
         "Dependency up",
         "The dependency is up: it answers by itself."},
        {"hang",
         "",
         {},
         "Dependency hangs",
         "The dependency takes attempts and answers none."},
        {"arrive",
         "",
         {},
         "Next arrival now",
         "The next call of those that come by themselves comes now."},
        {"again", "N", number, "Try call N again now …",
         "The back-off of call N is over, or its next hedge is sent."},
        {"time-out",
         "N M",
         {Argument::number, Argument::number},
         "Time an attempt out …",
         "The client of call N gives up its attempt M."},
        {"expire", "N", number, "Deadline now …",
         "The deadline of call N has passed."},
        {"serve",
         "",
         {},
         "Serve one now",
         "The dependency is done with the attempt that it serves."},
    };
}

}  // namespace

std::vector<VerbSpec> verbs() {
    auto verbs = callVerbs();
    const auto others = otherVerbs();
    verbs.insert(verbs.end(), others.begin(), others.end());
    return verbs;
}

std::vector<FlawSpec> flaws() {
    return {
        {"all-errors", "Every error is retried",
         "Also those that no retry can mend: the short version that many "
         "guides print.",
         true},
        {"no-jitter", "Nothing is left to chance",
         "Clients that failed together come back together, each time.", false},
        {"no-cap", "Delays have no cap",
         "They double until nobody waits for the answer any more.", true},
    };
}

std::vector<ProtocolRule> protocol() {
    return {
        {"Try",
         "An attempt goes to the dependency; each is as much work for it as "
         "the first.",
         "gRPC A6", "retry/client#attempt", "retry.attempt"},
        {"Hear the answer",
         "A success ends the call, an error leads to the next attempt or to "
         "the end.",
         "gRPC A6", "retry/client#hear", "retry.failed"},
        {"May it be retried?",
         "Only if that can help, and only within throttle and budget.",
         "gRPC A6, Finagle", "retry/retrying#may-retry", "retry.gave_up"},
        {"Back off", "Each time a client waits longer, up to the cap.",
         "AWS, 2015", "retry/backoff#backoff", "retry.backs_off"},
        {"Jitter", "Chance takes clients apart that failed together.",
         "AWS, 2015", "retry/backoff#jitter", "retry.backs_off"},
        {"Budget", "Retries are a small part of the calls, whatever happens.",
         "Finagle, SRE", "retry/allowance#budget", "retry.gave_up"},
        {"Throttle", "A failure costs a token, a success earns a part of one.",
         "gRPC A6", "retry/allowance#throttle", "retry.gave_up"},
        {"Hedge", "A second attempt beside the first, when that takes long.",
         "gRPC A6", "retry/hedging#hedge", "retry.attempt"},
        {"Layers multiply",
         "Each layer retries the one below: attempts to the power of layers.",
         "SRE, ch. 22", "retry/retrying#next-layer", "retry.attempt"},
        {"Serve, also in vain",
         "The dependency does not know who has given up.",
         "Metastable "
         "failures, 2021",
         "retry/dependency#serve", "retry.wasted"},
        {"Do it once",
         "A key tells the dependency that it has done this call already.",
         "Stripe, Idempotent requests", "retry/effects#perform",
         "retry.recognized"},
    };
}

std::vector<GaugeSpec> gauges() {
    return {
        {"calls", "Calls", "calls", false},
        {"attempts", "Attempts", "attempts", false},
        {"goodput", "Calls that succeeded", "calls", false},
        {"retries", "Retries", "attempts", false},
        {"gaveup", "Calls given up", "calls", false},
        {"wasted", "Served in vain", "attempts", false},
        {"queue", "Attempts waiting", "attempts", false},
        {"calls-rate", "Calls", "a second", false},
        {"load", "Attempts (offered load)", "a second", false},
        {"goodput-rate", "Goodput", "a second", false},
        {"retries-rate", "Retries", "a second", false},
        {"amplification", "Attempts per call", "times", false},
        {"effects", "Calls carried out", "times", false},
        {"health", "Dependency", "state", false},
    };
}

}  // namespace lockstep::retry
