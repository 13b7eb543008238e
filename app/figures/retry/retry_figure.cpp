// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "drawing/text_width.h"
#include "figures/retry/scene.h"
#include "retry/dependency.h"

namespace lockstep::figures::retry {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;

constexpr double headHeight = 42;
constexpr double crowdHeight = 58;

std::string descriptionOf(const core::World& world) {
    return std::to_string(world.made) + " calls made " + std::to_string(world.tried) +
           " attempts; " + std::to_string(world.succeeded) + " succeeded and " +
           std::to_string(world.gaveUp) + " were given up.";
}

std::string healthWords(const core::World& world) {
    const char* const healths[] = {"answered by hand", "✓ up", "× down", "… hangs", "elsewhere"};
    const auto health = static_cast<std::size_t>(core::seenHealth(world));
    std::string text = std::string("Dependency: ") + healths[health];
    if (world.waiting > 0) text += " · " + std::to_string(world.waiting) + " wait";
    if (world.wasted > 0) text += " · " + std::to_string(world.wasted) + " served in vain";
    if (world.doneAgain > 0) text += " · ! carried out twice: " + std::to_string(world.doneAgain);
    return text;
}

// What is left of the allowance, and what of the one that is being served.
std::string limitWords(const core::World& world) {
    const core::Settings& settings = world.settings;
    if (settings.budget)
        return "Budget: " + std::to_string(world.allowance.budget / core::token) + " retries left";
    if (settings.throttle)
        return "Throttle: " + std::to_string(world.allowance.throttle / core::token) + " of " +
               std::to_string(*settings.throttle) + " tokens";
    return "";
}

void addTotals(Figure& figure, const core::World& world, const Rect& area) {
    const std::string text = "Calls " + std::to_string(world.made) + " · attempts " +
                             std::to_string(world.tried) + " · succeeded " +
                             std::to_string(world.succeeded) + " · given up " +
                             std::to_string(world.gaveUp);
    Mark mark = markAt("totals", drawing::Role::note, {area.x, area.y}, text);
    const bool ill = world.health == core::Health::down || world.health == core::Health::hangs;
    mark.parts.push_back(
        words("calls", text, {0, 14}, drawing::size::body, Weight::semibold, Ink::text));
    mark.parts.push_back(words("health", healthWords(world), {0, 33}, drawing::size::label,
                               Weight::medium, ill ? Ink::no : Ink::muted));
    mark.parts.push_back(words("limit", limitWords(world), {area.width, 14}, drawing::size::label,
                               Weight::medium, Ink::muted, Anchor::end));
    figure.marks.push_back(std::move(mark));
    if (!world.served.running) return;
    Mark ring = markAt("served", drawing::Role::decoration, {area.right() - 12, area.y + 30});
    Part left = part("ring", Arc{{0, 0}, 7, 0, 360}, stroked(Ink::request, 3));
    left.countdown = Countdown{world.served.started.count(), world.served.due.count()};
    ring.parts.push_back(part("whole", Circle{{0, 0}, 7}, stroked(Ink::line, 1.5)));
    ring.parts.push_back(std::move(left));
    ring.parts.push_back(words("words", "being served", {-14, 4}, drawing::size::small,
                               Weight::regular, Ink::muted, Anchor::end));
    figure.marks.push_back(std::move(ring));
}

void drawScene(Figure& figure, Scene& scene, const Rect& area) {
    const core::Settings& settings = scene.world.settings;
    const bool layered = settings.layers > 1;
    const bool loops = !layered && settings.service && settings.timeout;
    const double least = layered ? std::min(190.0, area.height * 0.38) : loops ? 108 : 0;
    const double room = area.height - headHeight - crowdHeight - least - 30;
    keepRows(scene, static_cast<std::size_t>(std::max(1.0, room / leastRow)));
    const double rows = leastRow * static_cast<double>(scene.rows.size());
    if (!layered && rows > 0) scene.grow = std::clamp(0.6 * room / rows, 1.0, 2.4);
    const double bars = 22 + scene.rowHeight() * static_cast<double>(scene.rows.size());
    // What the rows leave free makes the tree larger, or the crowd.
    const double free = std::max(0.0, area.height - headHeight - bars - crowdHeight - least - 16);
    const double crowd = crowdHeight + (layered ? std::min(free, 20.0) : std::min(free, 110.0));
    const double lower = layered ? std::min(least + free - 20, 320.0) : least;
    scene.line = {area.x + 84, area.y, area.width - 84 - 96, area.height};
    addTotals(figure, scene.world, area);
    addBars(figure, scene, {area.x, area.y + headHeight, area.width, bars});
    addCrowd(figure, scene, {area.x, area.y + headHeight + bars, area.width, crowd});
    const Rect below{area.x, area.bottom() - lower, area.width, lower};
    if (layered) addTree(figure, scene, below);
    if (loops) addLoop(figure, scene, below);
    constexpr double signs = 26;
    if (!layered && !loops && free - (crowd - crowdHeight) >= signs + 12)
        addSigns(figure, scene, {area.x, area.bottom() - signs, area.width, signs});
}

Figure retryFigure(const Moment& moment, const FigureOptions& options) {
    Scene scene = sceneOf(moment);
    return board(moment, options, {"No call has been made yet.", descriptionOf(scene.world)},
                 [&](Figure& figure, const Rect& area) { drawScene(figure, scene, area); });
}

Figure legend(const FigureOptions& options) {
    return boardLegend(
        {{"…", Ink::request, Ink::request, "Under way", "an attempt without an answer yet"},
         {"✓", Ink::yes, Ink::yes, "Succeeded", "the call is done"},
         {"×", Ink::no, Ink::no, "Failed", "the client backs off, or gives up"},
         {"late", Ink::candidate, Ink::candidate, "Timed out",
          "the dependency may still work on it"},
         {"?", Ink::candidate, Ink::candidate, "Reply lost",
          "it was carried out, and its client does not know"},
         {"100 ms", Ink::muted, Ink::none, "Back-off", "the wait before the next attempt"}},
        options);
}

// Offered load against goodput against retries, on one scale, and behind them how the dependency
// is. Attempts over time: stairs where clients come together, a slope where jitter has scattered
// them.
std::vector<ChartSpec> charts() {
    const std::vector<std::string> names{"by hand", "up", "down", "hangs"};
    const std::vector<Ink> inks{Ink::follower, Ink::leader, Ink::no, Ink::candidate};
    return {{"load",
             "Load, goodput and retries",
             {"load", "calls-rate", "goodput-rate", "retries-rate"},
             "health",
             names,
             inks},
            {"attempts", "Attempts over time", {"attempts", "calls", "goodput"}},
            {"amplification", "Attempts per call", {"amplification"}},
            {"queue", "Attempts waiting at the dependency", {"queue"}, "health", names, inks},
            {"wasted", "Served in vain, and given up", {"wasted", "gaveup"}},
            {"effects", "Carried out, against calls that succeeded", {"effects", "goodput"}}};
}

}  // namespace

void addTo(FigureCatalog& catalog) { catalog.add({"retry", retryFigure, legend, charts()}); }

}  // namespace lockstep::figures::retry
