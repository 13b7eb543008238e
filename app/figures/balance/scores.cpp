// SPDX-License-Identifier: GPL-3.0-or-later
// What the policy compares at each server, and who won: of smooth weighted round robin the whole
// reckoning, before and after; of the others one cell a server.
#include "balance/health.h"
#include "balance/lookup.h"
#include "balance/pool.h"
#include "figures/balance/scene.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

namespace {

using namespace drawing;
using core::Policy;
using drawing::Mark;
using drawing::Weight;

// Over the column: what is in its cells.
const char* titleOf(Policy policy) {
    switch (policy) {
        case Policy::random: return "BY LOT";
        case Policy::roundRobin: return "TURN";
        case Policy::weightedRoundRobin: return "LEFT IN BLOCK";
        case Policy::smoothWeightedRoundRobin: return "CURRENT WEIGHT";
        case Policy::dynamicWeightedRoundRobin: return "WEIGHT · CURRENT";
        case Policy::leastConnections: return "OPEN";
        case Policy::weightedLeastConnections: return "OPEN / WEIGHT";
        case Policy::twoChoices: return "DRAWN: OPEN";
        case Policy::ewma: return "LATENCY × OPEN";
        case Policy::sourceHash: return "HASH MOD SERVERS";
        case Policy::ringHash: return "BEHIND THE HASH";
        case Policy::boundedHash: return "OPEN OF BOUND";
        case Policy::maglev: return "ENTRIES";
    }
    return "";
}

// A server's place among those that may be picked, as source hash counts them.
std::size_t placeAmongUsable(const Scene& scene, const core::World& world, ServerId id) {
    std::size_t place = 0;
    for (std::uint16_t i = 0; i < id.index; ++i) {
        if (scene.usable(world, {i})) ++place;
    }
    return place;
}

// Whose turn it is after this step.
std::optional<ServerId> nextInTurn(const Scene& scene) {
    const auto count = static_cast<std::uint16_t>(scene.size());
    const auto& last = scene.after.turn.last;
    std::uint16_t at = last ? *last : static_cast<std::uint16_t>(count - 1);
    for (std::uint16_t tried = 0; tried < count; ++tried) {
        at = static_cast<std::uint16_t>(at + 1 < count ? at + 1 : 0);
        if (scene.usable(scene.after, {at})) return ServerId{at};
    }
    return std::nullopt;
}

std::string signedText(std::int64_t value) {
    return value < 0 ? "−" + std::to_string(-value) : std::to_string(value);
}

std::string openWords(std::uint32_t open) { return std::to_string(open) + " open"; }

// "1.626948 s" is exact; in a cell three digits do.
std::string shortened(const std::string& duration) {
    const std::size_t space = duration.find(' ');
    if (space == std::string::npos) return duration;
    const double number = std::stod(duration);
    return shortNumber(number, number >= 100 ? 0 : number >= 10 ? 1 : 2) + duration.substr(space);
}

class Scores {
public:
    explicit Scores(const Scene& scene)
        : scene_(scene),
          policy_(scene.after.settings.policy),
          last_(scene.picks.empty() ? nullptr : &scene.picks.back()),
          fastest_(core::fastestMean(scene.after)) {}

    // The text of a cell; empty: nothing to say of this server.
    std::string cell(ServerId id) const {
        if (!scene_.usable(last_ ? scene_.before : scene_.after, id) && !wins(id)) return "out";
        const auto score = last_ ? last_->scores[id.index] : std::nullopt;
        const core::Server& server = scene_.after.server(id);
        switch (policy_) {
            case Policy::random: return wins(id) ? "drawn" : "";
            case Policy::roundRobin: return turnWords(id);
            case Policy::weightedRoundRobin:
                return score ? *score + (*score == "1" ? ", its last" : "") : "";
            case Policy::smoothWeightedRoundRobin: return std::to_string(server.currentWeight);
            case Policy::dynamicWeightedRoundRobin:
                return std::to_string(core::dynamicWeight(server.cost, fastest_)) + " · " +
                       signedText(server.currentWeight);
            case Policy::leastConnections:
                return score ? *score + " open" : last_ ? "" : openWords(server.conns);
            case Policy::weightedLeastConnections:
                return (score   ? *score
                        : last_ ? "–"
                                : std::to_string(server.conns)) +
                       " / " + std::to_string(server.weight);
            case Policy::twoChoices:
                if (last_) return score ? *score + " open" : "not drawn";
                return "";
            case Policy::ewma: return score ? shortened(*score) : "";
            case Policy::sourceHash:
                return std::to_string(
                    placeAmongUsable(scene_, last_ ? scene_.before : scene_.after, id));
            case Policy::ringHash:
            case Policy::boundedHash: return score ? *score : last_ ? "not reached" : "";
            case Policy::maglev: return score ? *score : "";
        }
        return {};
    }

    bool wins(ServerId id) const { return last_ && last_->server == id; }
    // A server that the policy looked at and did not take.
    bool loses(ServerId id) const { return last_ && !wins(id) && last_->scores[id.index]; }

private:
    std::string turnWords(ServerId id) const {
        if (wins(id)) return "its turn";
        return nextInTurn(scene_) == id ? "next" : "";
    }

    const Scene& scene_;
    Policy policy_;
    const Pick* last_;
    std::int64_t fastest_;  // of all, the mean of three answers
};

void addTitle(Figure& figure, const Scene& scene, const std::string& text) {
    Mark mark = markAt("scores", drawing::Role::decoration,
                       {scene.columns.score + scene.columns.scoreWidth / 2, scene.servers.y - 8});
    mark.layer = Layer::labels;
    Part head = heading("title", text, {});
    std::get<Text>(head.shape).anchor = Anchor::middle;
    mark.parts.push_back(std::move(head));
    figure.marks.push_back(std::move(mark));
}

Mark cellMark(const Scene& scene, ServerId id, std::string description) {
    Mark mark = markAt("score/" + scene.name(id), drawing::Role::note,
                       {scene.columns.score, scene.middle(id)}, std::move(description));
    mark.of = "server/" + scene.name(id);
    mark.layer = Layer::labels;
    return mark;
}

double cellHeight(const Scene& scene) { return std::min(26.0, scene.lane - 4); }

void addCells(Figure& figure, const Scene& scene) {
    const Scores scores(scene);
    addTitle(figure, scene, titleOf(scene.after.settings.policy));
    const double width = scene.columns.scoreWidth;
    for (std::size_t i = 0; i < scene.size(); ++i) {
        const ServerId id = serverAt(i);
        std::string text = scores.cell(id);
        if (text.empty()) continue;
        const bool wins = scores.wins(id);
        if (wins) text = "✓ " + text;
        Mark mark = cellMark(scene, id, scene.name(id) + ": " + text + '.');
        mark.lit = wins;
        const bool plain = !wins && !scores.loses(id);
        const double height = cellHeight(scene);
        mark.parts.push_back(part("ground", Box{{0, -height / 2, width, height}, height / 2},
                                  wins ? outlined(Ink::accent.soft(), Ink::accent, 2)
                                       : outlined(Ink::ground, Ink::line, 1)));
        mark.parts.push_back(words(
            "text", elided(text, width - 10, size::label, wins ? Weight::bold : Weight::medium),
            {width / 2, baselineAt(0, size::label)}, size::label,
            wins ? Weight::bold : Weight::medium, plain ? Ink::muted : Ink::text, Anchor::middle));
        figure.marks.push_back(std::move(mark));
    }
}

// Before, what it gains, the sum that is compared, and after the winner has paid. Of several picks
// in one step the last; what was before it is known if no failure took weight meanwhile.
struct Reckoning {
    std::optional<std::int64_t> before, gains, sum;
    std::int64_t after = 0;
};

Reckoning reckoningOf(const Scene& scene, ServerId id) {
    Reckoning row;
    row.after = scene.after.server(id).currentWeight;
    if (scene.picks.empty()) return row;
    const auto& score = scene.picks.back().scores[id.index];
    if (!score) return row;
    row.sum = std::stoll(*score);
    if (scene.picks.size() == 1) {
        row.before = scene.before.server(id).currentWeight;
        row.gains = *row.sum - *row.before;
        return row;
    }
    const core::Server& server = scene.after.server(id);
    if (server.effectiveWeight != server.weight || scene.after.settings.slowStart) return row;
    row.gains = server.weight;
    row.before = *row.sum - *row.gains;
    return row;
}

// What all gained together, which the winner pays; or, by the flaw, its own.
std::optional<std::int64_t> paidIn(const Scene& scene) {
    if (scene.picks.empty()) return std::nullopt;
    const Reckoning row = reckoningOf(scene, scene.picks.back().server);
    if (!row.sum) return std::nullopt;
    return *row.sum - row.after;
}

// Whether the numbers of a row stand apart at the usual size.
bool fitsColumn(const Reckoning& row, double column) {
    const auto fits = [column](std::optional<std::int64_t> number) {
        return !number || textWidth(signedText(*number), size::label, Weight::bold) <= column - 4;
    };
    return fits(row.before) && fits(row.sum) && fits(row.after);
}

void addRow(Figure& figure, const Scene& scene, ServerId id) {
    const Reckoning row = reckoningOf(scene, id);
    const bool wins = !scene.picks.empty() && scene.picks.back().server == id;
    const double column = scene.columns.scoreWidth / 4;
    const double height = cellHeight(scene);
    Mark mark = cellMark(scene, id,
                         scene.name(id) + " has the current weight " + signedText(row.after) + '.');
    mark.lit = wins;
    const double size = fitsColumn(row, column) ? size::label : size::small;
    const auto add = [&](const char* key, int at, const std::string& text, bool bold, Ink ink) {
        mark.parts.push_back(words(key, elided(text, column + 4, size),
                                   {column * (at + 0.5), baselineAt(0, size)}, size,
                                   bold ? Weight::bold : Weight::regular, ink, Anchor::middle));
    };
    mark.parts.push_back(part(
        "ground", Box{{0, -height / 2, column * 4, height}, 7},
        wins ? outlined(Ink::accent.soft(), Ink::accent, 2) : outlined(Ink::ground, Ink::line, 1)));
    if (row.before) add("before", 0, signedText(*row.before), false, Ink::muted);
    if (row.gains) add("gains", 1, "+" + signedText(*row.gains), false, Ink::muted);
    if (row.sum) {
        const std::string sum = signedText(*row.sum);
        const bool ticked =
            wins && textWidth("✓ " + sum, size::label, Weight::bold) <= column + 4;
        add("sum", 2, (ticked ? "✓ " : "") + sum, true, Ink::text);
    }
    if (!scene.usable(scene.after, id) && !row.sum) add("out", 2, "out", false, Ink::muted);
    add("after", 3, signedText(row.after), row.sum.has_value(), row.sum ? Ink::text : Ink::muted);
    figure.marks.push_back(std::move(mark));
}

void addReckoning(Figure& figure, const Scene& scene) {
    const double column = scene.columns.scoreWidth / 4;
    Mark mark = markAt("scores", drawing::Role::note, {scene.columns.score, scene.servers.y - 8});
    mark.layer = Layer::labels;
    const char* titles[] = {"WAS", "ADD", "SUM", "IS"};
    for (int i = 0; i < 4; ++i) {
        Part head = heading("title-" + std::to_string(i), titles[i], {column * (i + 0.5), 0});
        std::get<Text>(head.shape).anchor = Anchor::middle;
        mark.parts.push_back(std::move(head));
    }
    figure.marks.push_back(std::move(mark));
    for (std::size_t i = 0; i < scene.size(); ++i)
        addRow(figure, scene, serverAt(i));
    const auto paid = paidIn(scene);
    if (!paid) return;
    const bool wrong = scene.after.has(core::Flaw::ownWeight);
    const std::string text = "pays " + signedText(*paid) + (wrong ? ", its own" : ", the total");
    Mark note = markAt("paid", drawing::Role::note,
                       {scene.columns.score + column * 4,
                        scene.servers.y + scene.lane * static_cast<double>(scene.size()) + 10},
                       "The winner " + text + '.');
    note.layer = Layer::labels;
    note.parts.push_back(words("paid", "the highest wins and " + text, {}, size::small,
                               Weight::medium, wrong ? Ink::no : Ink::muted, Anchor::end));
    figure.marks.push_back(std::move(note));
}

}  // namespace

void addScores(Figure& figure, const Scene& scene) {
    const bool smooth = scene.after.settings.policy == Policy::smoothWeightedRoundRobin;
    smooth ? addReckoning(figure, scene) : addCells(figure, scene);
}

}  // namespace lockstep::figures::balance
