// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/space_time_history.h"

#include <algorithm>

#include "kernel/network_events.h"
#include "kernel/step_words.h"

namespace lockstep::figures {

namespace {

std::vector<MessageView> messagesOf(const AnyWorld& world) {
    std::vector<MessageView> all;
    world.visitMessages([&](const MessageView& message) { all.push_back(message); });
    return all;
}

bool holds(const std::vector<MessageView>& messages, MessageId id) {
    return std::any_of(messages.begin(), messages.end(),
                       [&](const MessageView& message) { return message.id == id; });
}

// Gathers rows and lines while the steps are replayed.
class Reader {
public:
    explicit Reader(const Setup& setup) : setup_(setup) {}

    void read(Step step, const AnyWorld& before, const AnyWorld& after, const Events& events,
              const Action& action) {
        const auto were = messagesOf(before);
        const auto are = messagesOf(after);
        if (history.rows.empty()) {
            for (const MessageView& message : were)
                open(message, 0);
        }
        const bool arrived = action.verb == Verb::deliver && !says(events, network::lost, action.n);
        addRow(step, before, after, events, action, arrived);
        for (const MessageView& message : were) {
            if (!holds(are, message.id)) close(message.id, step, arrived);
        }
        for (const MessageView& message : are) {
            if (!holds(were, message.id)) open(message, step);
        }
        addLostAtSending(step, after.now(), events, are);
    }

    SpaceTimeHistory history;

private:
    static bool says(const Events& events, const EventKind& kind, MessageId id) {
        return std::any_of(events.begin(), events.end(), [&](const Event& event) {
            return event.kind == &kind && !event.fields.empty() &&
                   event.fields.front().value == static_cast<std::int64_t>(id);
        });
    }

    void addRow(Step step, const AnyWorld& before, const AnyWorld& after, const Events& events,
                const Action& action, bool arrived) {
        SpaceTimeRow row;
        row.step = step;
        row.time = after.now();
        row.where = placeOf(before, events, action, arrived);
        row.taken = arrived ? action.n : 0;
        row.ofMessage = action.verb <= Verb::delay;
        for (std::uint16_t i = 0; i < after.serverCount(); ++i)
            row.up.push_back(after.up({i}));
        if (const Event* event = mainEvent(events)) {
            row.what = told(toText(*event, setup_)).what;
            row.milestone = event->kind->weight == Weight::milestone;
            row.small = event->kind->weight == Weight::small;
        } else {
            row.what = quietWords(before, action);
            row.small = true;
        }
        history.rows.push_back(std::move(row));
    }

    // A step that says nothing still did something.
    std::string quietWords(const AnyWorld& before, const Action& action) const {
        std::string text = "Nothing changes.";
        before.visitMessages([&](const MessageView& message) {
            if (action.verb == Verb::deliver && message.id == action.n) {
                text = "Message " + std::to_string(message.id) + " (" + toText(message, setup_) +
                       ") arrives and changes nothing.";
            }
        });
        return text;
    }

    // The line on which a step happened.
    static std::optional<ServerId> placeOf(const AnyWorld& before, const Events& events,
                                           const Action& action, bool arrived) {
        if (arrived) {
            std::optional<ServerId> to;
            before.visitMessages([&](const MessageView& message) {
                if (message.id == action.n) to = message.to;
            });
            return to;
        }
        const bool ofServer =
            action.verb == Verb::crash || action.verb == Verb::restart || action.verb == Verb::slow;
        if (ofServer) return action.a;
        for (const Event& event : events) {
            if (event.atServer) return event.where;
        }
        return std::nullopt;
    }

    void open(const MessageView& message, Step step) {
        SpaceTimeLine line;
        line.id = message.id;
        line.kind = message.kind;
        line.words = toText(message, setup_);
        line.from = message.from;
        line.to = message.to;
        line.sent = message.sent;
        line.sentAt = step;
        history.lines.push_back(std::move(line));
    }

    void close(MessageId id, Step step, bool arrived) {
        for (SpaceTimeLine& line : history.lines) {
            if (line.id != id) continue;
            line.endedAt = step;
            line.end = arrived ? SpaceTimeLine::End::delivered : SpaceTimeLine::End::lost;
        }
    }

    // What the network loses at once is never in flight: only the event tells of it.
    void addLostAtSending(Step step, Time time, const Events& events,
                          const std::vector<MessageView>& flying) {
        for (const Event& event : events) {
            if (event.kind != &network::lost || event.fields.size() < 3) continue;
            const auto id = static_cast<MessageId>(event.fields[0].value);
            const bool known =
                std::any_of(history.lines.begin(), history.lines.end(),
                            [&](const SpaceTimeLine& line) { return line.id == id; });
            if (known || holds(flying, id)) continue;
            SpaceTimeLine line;
            line.id = id;
            line.from = {static_cast<std::uint16_t>(event.fields[1].value)};
            line.to = {static_cast<std::uint16_t>(event.fields[2].value)};
            line.words = setup_.name(line.from) + "->" + setup_.name(line.to);
            line.sent = time;
            line.sentAt = step;
            line.endedAt = step;
            line.end = SpaceTimeLine::End::lost;
            history.lines.push_back(std::move(line));
        }
    }

    const Setup& setup_;
};

// Whether `later` follows `earlier` at once: the next event on the line of a server, or the
// delivery of what the earlier one sent.
bool follows(const SpaceTimeHistory& history, const SpaceTimeRow& earlier,
             const SpaceTimeRow& later) {
    if (earlier.where && later.where == earlier.where) return true;
    return std::any_of(history.lines.begin(), history.lines.end(), [&](const SpaceTimeLine& line) {
        return line.end == SpaceTimeLine::End::delivered && line.sentAt == earlier.step &&
               line.endedAt == later.step;
    });
}

}  // namespace

SpaceTimeHistory spaceTimeHistory(const Moment& moment, Step first, Step last) {
    Reader reader(moment.after->setup());
    moment.history->visitSteps(
        first, last,
        [&](Step step, const AnyWorld& before, const AnyWorld& after, const Events& events) {
            reader.read(step, before, after, events, moment.history->actionAt(step));
        });
    std::sort(reader.history.lines.begin(), reader.history.lines.end(),
              [](const SpaceTimeLine& a, const SpaceTimeLine& b) { return a.id < b.id; });
    return std::move(reader.history);
}

std::vector<bool> causesOf(const SpaceTimeHistory& history, std::size_t row) {
    std::vector<bool> lit(history.rows.size());
    lit[row] = true;
    for (std::size_t later = row + 1; later-- > 0;) {
        for (std::size_t earlier = 0; lit[later] && earlier < later; ++earlier) {
            if (follows(history, history.rows[earlier], history.rows[later])) lit[earlier] = true;
        }
    }
    return lit;
}

std::vector<bool> effectsOf(const SpaceTimeHistory& history, std::size_t row) {
    std::vector<bool> lit(history.rows.size());
    lit[row] = true;
    for (std::size_t earlier = row; earlier < history.rows.size(); ++earlier) {
        for (std::size_t later = earlier + 1; lit[earlier] && later < history.rows.size();
             ++later) {
            if (follows(history, history.rows[earlier], history.rows[later])) lit[later] = true;
        }
    }
    return lit;
}

}  // namespace lockstep::figures
