// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a call: the caller's threads, the switch that lets it pass or not, and the dependency
// with its hosts. Where the call of this step came to its end is marked.
#include <algorithm>
#include <string_view>

#include "breaker/events.h"
#include "figures/breaker/scene.h"

namespace lockstep::figures::breaker {

using namespace drawing;

using drawing::Mark;
using drawing::Role;
using drawing::Weight;

namespace {

constexpr double slotSize = 22;
constexpr double slotGap = 4;
constexpr std::size_t mostHosts = 6;

class PathPicture {
public:
    PathPicture(Figure& figure, const Scene& scene) : figure_(figure), scene_(scene) {
        const Rect& area = scene.path;
        callers_ = {area.x, area.y, area.width * 0.42, area.height};
        hosts_ = {area.right() - area.width * 0.28, area.y, area.width * 0.28, area.height};
        line_ = area.y + 34;
    }

    void draw() {
        addCallers();
        addLine();
        addHosts();
        addAsked();
    }

private:
    // --- Callers ------------------------------------------------------------

    std::string callersTitle() const {
        const std::uint32_t callers = scene_.after.around.callers;
        return callers == 1 ? "CALLER" : std::to_string(callers) + " CALLERS";
    }

    std::string threadsWords() const {
        const core::World& world = scene_.after;
        std::string text = std::to_string(world.calls.size());
        if (world.around.threads) {
            text += " of " + std::to_string(*world.around.threads * world.around.callers) +
                    (world.calls.size() == 1 ? " threads waits" : " threads wait");
        } else {
            text += world.calls.size() == 1 ? " call waits" : " calls wait";
        }
        if (world.starved > 0) text += " · " + std::to_string(world.starved) + " found none";
        return text;
    }

    void addCallers() {
        Mark head = markAt("threads", Role::note, {callers_.x, callers_.y}, threadsWords());
        head.parts.push_back(heading("title", callersTitle(), {0, 12}));
        const double used = textWidth(callersTitle(), drawing::size::small, Weight::semibold) +
                            static_cast<double>(callersTitle().size()) * 0.8;
        head.parts.push_back(words("words", threadsWords(), {used + 10, 12}, drawing::size::small,
                                   Weight::medium, full() ? Ink::no : Ink::muted));
        figure_.marks.push_back(std::move(head));
        headEnd_ = callers_.x + used + 10 +
                   textWidth(threadsWords(), drawing::size::small, Weight::medium);
        const std::size_t room =
            static_cast<std::size_t>(callers_.width / (slotSize + slotGap));
        const std::size_t all = threads();
        all > room ? addBar(all) : addSlots(std::max<std::size_t>(all, 1));
    }

    bool full() const {
        return scene_.after.around.threads && scene_.after.calls.size() >= threads();
    }

    std::size_t threads() const {
        const auto& limit = scene_.after.around.threads;
        return limit ? std::size_t{*limit} * scene_.after.around.callers
                     : scene_.after.calls.size();
    }

    void addSlots(std::size_t count) {
        threadsEnd_ = callers_.x + static_cast<double>(count) * (slotSize + slotGap);
        for (std::size_t i = 0; i < count; ++i) {
            const bool busy = i < scene_.after.calls.size();
            Mark mark = markAt("thread/" + std::to_string(i), Role::entry,
                               {callers_.x + static_cast<double>(i) * (slotSize + slotGap),
                                line_ - slotSize / 2},
                               busy ? threadWords(scene_.after.calls[i]) : "A thread is free.");
            const Rect box{0, 0, slotSize, slotSize};
            mark.parts.push_back(part("slot", Box{box, 5},
                                      busy ? outlined(Ink::request.soft(), Ink::request, 1.6)
                                           : outlined(Ink::ground, Ink::line, 1.4, Dash::dashed)));
            if (busy) addWaiting(mark, scene_.after.calls[i]);
            figure_.marks.push_back(std::move(mark));
        }
    }

    static std::string threadWords(const core::Call& call) {
        return "A thread waits for call " + std::to_string(call.number) + ", since " +
               toText(call.started) + ".";
    }

    static void addWaiting(Mark& mark, const core::Call& call) {
        if (call.number > 999) return;  // there is no room for it
        mark.parts.push_back(words("call", std::to_string(call.number),
                                   {slotSize / 2, baselineAt(slotSize / 2, drawing::size::small)},
                                   drawing::size::small, Weight::semibold, Ink::text,
                                   Anchor::middle));
    }

    // Where the threads are too many to be told apart: how many of them wait.
    void addBar(std::size_t all) {
        const double width = callers_.width - 24;
        threadsEnd_ = callers_.x + width;
        const double share =
            static_cast<double>(scene_.after.calls.size()) / static_cast<double>(all);
        Mark mark = markAt("threads/bar", Role::entry, {callers_.x, line_ - 8}, threadsWords());
        mark.parts.push_back(part("all", Box{{0, 0, width, 16}, 5},
                                  outlined(Ink::ground, Ink::line, 1.4)));
        if (share > 0)
            mark.parts.push_back(
                part("busy", Box{{0, 0, std::max(4.0, width * std::min(1.0, share)), 16}, 5},
                     outlined(Ink::request.soft(), Ink::request, 1.6)));
        figure_.marks.push_back(std::move(mark));
    }

    // --- The switch ---------------------------------------------------------

    double gateX() const { return (callers_.right() + hosts_.x) / 2; }

    void addLine() {
        const double half = 26;
        Mark mark = markAt("gate", Role::decoration, {gateX(), line_});
        mark.layer = Layer::links;
        const double left = threadsEnd_ + 8 - gateX();
        const double right = hosts_.x - gateX() - 6;
        mark.parts.push_back(
            part("in", segment({left, 0}, {-half - 4, 0}), stroked(Ink::line, 2)));
        mark.parts.push_back(
            part("out", segment({half + 4, 0}, {right, 0}), stroked(Ink::line, 2)));
        mark.parts.push_back(
            part("head", arrowHead({right, 0}, {1, 0}, 9, 8), filled(Ink::line)));
        if (scene_.throttles()) {
            mark.parts.push_back(part("dice", Box{around({}, {44, 22}), 6},
                                      outlined(Ink::candidate.soft(), Ink::candidate, 1.6)));
            mark.parts.push_back(words("chance", "chance", {0, baselineAt(0, drawing::size::small)},
                                       drawing::size::small, Weight::medium, Ink::text,
                                       Anchor::middle));
        } else {
            addSwitch(mark, scene_.breaker().state, {}, 2 * half);
        }
        figure_.marks.push_back(std::move(mark));
    }

    // --- The dependency -----------------------------------------------------

    void addHosts() {
        const core::World& world = scene_.after;
        const std::size_t all = world.cluster.machines.size();
        Mark head = markAt("dependency", Role::decoration, {hosts_.x, hosts_.y});
        const std::size_t shown = std::min(all, mostHosts);
        const std::string title =
            shown < all ? std::to_string(shown) + " OF " + std::to_string(all) + " HOSTS"
                        : "DEPENDENCY";
        head.parts.push_back(heading("title", title, {0, 12}));
        figure_.marks.push_back(std::move(head));
        const std::size_t columns = shown <= 1 ? 1 : shown <= 3 ? shown : (shown + 1) / 2;
        const std::size_t rows = shown <= 3 ? 1 : 2;
        const double width = hosts_.width / static_cast<double>(columns);
        const double height = rows == 1 ? 34 : 21;
        for (std::size_t i = 0; i < shown; ++i)
            addHost({static_cast<std::uint16_t>(i)},
                    {hosts_.x + width * static_cast<double>(i % columns),
                     line_ - 17 + (height + 3) * static_cast<double>(i / columns), width - 5,
                     height});
    }

    std::string hostState(ServerId host) const {
        const core::World& world = scene_.after;
        if (!core::isUp(world, host)) return "down";
        if (!world.around.capacity) return "up";
        return std::to_string(core::callsAt(world, host)) + " of " +
               std::to_string(*world.around.capacity);
    }

    void addHost(ServerId host, const Rect& box) {
        const core::World& world = scene_.after;
        const bool up = core::isUp(world, host);
        const std::string name = world.setup->name(host);
        const std::string state = hostState(host);
        Mark mark = markAt("server/" + name, Role::node, {box.x, box.y},
                           name + " is " + (up ? "up" : "down") + ".");
        mark.lit = core::isUp(scene_.before, host) != up;
        const Ink ink = up ? Ink::leader : Ink::no;
        mark.parts.push_back(part("body", Box{{0, 0, box.width, box.height}, 8},
                                  up ? outlined(Ink::panel, ink, 1.6)
                                     : outlined(ink.soft(), ink, 1.8, Dash::dashed)));
        const double middle = box.height / 2;
        // The sign tells the state too, so where there is little room the name has it.
        const double stateRoom = textWidth(state, drawing::size::small, Weight::medium) + 8;
        const double nameRoom = box.width - 26;
        const double nameWidth = textWidth(name, drawing::size::label, Weight::semibold);
        const bool tellsState = nameWidth + stateRoom <= nameRoom;
        const std::string label = elided(name, tellsState ? nameRoom - stateRoom : nameRoom - 4,
                                         drawing::size::label, Weight::semibold);
        Mark sign;
        addSign(sign, up ? Sign::good : Sign::bad, {14, middle}, 7);
        for (Part& piece : sign.parts) mark.parts.push_back(std::move(piece));
        mark.parts.push_back(words("name", label, {26, baselineAt(middle, drawing::size::label)},
                                   drawing::size::label, Weight::semibold, Ink::text));
        if (tellsState)
            mark.parts.push_back(words("state", state,
                                       {box.width - 7, baselineAt(middle, drawing::size::small)},
                                       drawing::size::small, Weight::medium, up ? Ink::muted : ink,
                                       Anchor::end));
        figure_.marks.push_back(std::move(mark));
    }

    // --- The call of this step ----------------------------------------------

    // Where it came to its end: at the threads, at the switch, or at the dependency.
    void addAsked() {
        if (!scene_.moment.events || scene_.after.asked == scene_.before.asked) return;
        std::string call;
        Sign sign = Sign::waiting;
        double x = (gateX() + hosts_.x) / 2 + 14;
        for (const Event& event : *scene_.moment.events) {
            if (event.fields.empty() || event.fields[0].kind != Field::Kind::number) continue;
            call = std::to_string(event.fields[0].value);
            if (event.kind == &core::succeeded) sign = Sign::good;
            if (event.kind == &core::wasSlow) sign = Sign::slow;
            if (event.kind == &core::failed || event.kind == &core::turnedAway) sign = Sign::bad;
            const bool stopped = event.kind == &core::refused || event.kind == &core::throttled;
            if (event.kind == &core::noThread) {
                sign = Sign::starved;
                x = threadsEnd_ + 22;
            }
            if (stopped) {
                sign = Sign::refused;
                x = gateX() - 58;
            }
        }
        if (call.empty()) return;
        Mark mark =
            markAt("asked", Role::entry, {x, line_}, "Call " + call + " came as far as here.");
        mark.layer = Layer::packets;
        mark.lit = true;
        addSign(mark, sign, {}, 9);
        const bool belowHead = x - 14 < headEnd_;
        mark.parts.push_back(words("call", call, {0, belowHead ? 22.0 : -14.0},
                                   drawing::size::small, Weight::semibold, Ink::text,
                                   Anchor::middle));
        figure_.marks.push_back(std::move(mark));
    }

    Figure& figure_;
    const Scene& scene_;
    Rect callers_;
    Rect hosts_;
    double line_ = 0;
    double threadsEnd_ = 0;
    double headEnd_ = 0;
};

}  // namespace

void addPath(Figure& figure, const Scene& scene) { PathPicture(figure, scene).draw(); }

}  // namespace lockstep::figures::breaker
