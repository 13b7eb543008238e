// SPDX-License-Identifier: GPL-3.0-or-later
#include "retry/topic.h"

namespace lockstep::retry {
namespace {

enum class Invariant : std::uint8_t {
    fewAttempts,
    beforeDeadline,
    withinBudget,
    withinCap,
    onlyWhatHelps,
    everyCallEndsOnce,
    doneOnce,
};

int number(Invariant invariant) { return static_cast<int>(invariant); }

void checkBudget(const World& after, Verdicts& verdicts) {
    if (!after.settings.budget) return;
    const std::uint64_t retries = after.ghosts.budgeted;
    if (static_cast<std::int64_t>(retries) * token <= after.ghosts.earned) {
        return;
    }
    verdicts.broken(number(Invariant::withinBudget),
                    "{retries} retries are more than the budget has earned.",
                    retries);
}

void checkStep(const World& after, Verdicts& verdicts) {
    const Ghosts& ghosts = after.ghosts;
    if (ghosts.tooMany) {
        verdicts.broken(number(Invariant::fewAttempts),
                        "A call made {attempts} attempts, which are too many.",
                        *ghosts.tooMany);
    }
    if (ghosts.triedLate) {
        verdicts.broken(number(Invariant::beforeDeadline),
                        "An attempt is made after the deadline of its call.");
    }
    if (ghosts.tooLong) {
        verdicts.broken(number(Invariant::withinCap),
                        "A client waits {delay}, which is more than the cap "
                        "of {cap}.",
                        *ghosts.tooLong, after.settings.cap);
    }
    if (ghosts.retriedPermanent) {
        verdicts.broken(number(Invariant::onlyWhatHelps),
                        "An error is retried that no retry can mend.");
    }
    if (ghosts.doneTwice != 0) {
        verdicts.broken(number(Invariant::doneOnce),
                        "Call {call} is carried out again, though it has a "
                        "key.",
                        ghosts.doneTwice);
    }
}

void checkCount(const World& after, Verdicts& verdicts) {
    std::uint64_t open = 0;
    for (Slot slot = 0; slot < after.calls.size(); ++slot) {
        if (after.calls[slot].number != 0) ++open;
    }
    if (after.made == after.succeeded + after.gaveUp + open) return;
    verdicts.broken(number(Invariant::everyCallEndsOnce),
                    "Of {calls} calls, {done} succeeded, {lost} were given up "
                    "and {open} are open.",
                    after.made, after.succeeded, after.gaveUp, open);
}

}  // namespace

const std::vector<InvariantSpec>& invariantSpecs() {
    static const std::vector<InvariantSpec> specs{
        {"few-attempts", "Few attempts",
         "A call makes at most as many attempts as it may, the first "
         "included; layers multiply.",
         "gRPC A6"},
        {"before-deadline", "Before the deadline",
         "No attempt is made after the deadline of its call.", "gRPC A6"},
        {"within-budget", "Within the budget",
         "Retries are never more than the budget has earned.", "Finagle"},
        {"within-cap", "Within the cap",
         "No client backs off for longer than the cap.", "AWS, 2015"},
        {"only-what-helps", "Only what helps",
         "An error that no retry can mend is not retried.", "gRPC A6"},
        {"every-call-ends-once", "Each call ends once",
         "A call is open, has succeeded or is given up, and never two of "
         "these.",
         "counting"},
        {"done-once", "Done once",
         "A call with an idempotency key is carried out once, however often "
         "it is tried.",
         "Stripe, Idempotent requests"},
    };
    return specs;
}

void Topic::check(const World& before, const World& after, Verdicts& verdicts) {
    checkCount(after, verdicts);
    checkBudget(after, verdicts);
    if (&before == &after) return;
    checkStep(after, verdicts);
}

}  // namespace lockstep::retry
