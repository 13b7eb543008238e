// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/moments.h"

#include <algorithm>

#include "cli/console.h"
#include "cli/script_run.h"
#include "lesson/faults.h"
#include "lesson/files.h"
#include "lesson/reader.h"
#include "lesson/run.h"
#include "script/text.h"
#include "script/words.h"

namespace lockstep::cli {
namespace {

bool wrong(const std::string& message) {
    complain("lockstep export: " + message);
    return false;
}

bool isLesson(const std::string& file) {
    return file.size() > 3 && file.substr(file.size() - 3) == ".md";
}

// The last step that has happened by a time.
Step stepBy(const Timeline& timeline, Time time) {
    Step low = 0;
    Step high = timeline.stepCount();
    while (low < high) {
        const Step middle = high - (high - low) / 2;
        if (timeline.timeAt(middle) <= time) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

bool goToStep(const std::string& text, Timeline& timeline) {
    const auto step = script::wholeNumber(text, timeline.stepCount());
    if (!step) {
        return wrong("there is no step " + text.substr(0, 20) + "; the last is step " +
                     std::to_string(timeline.stepCount()));
    }
    timeline.seek(static_cast<Step>(*step));
    return true;
}

bool goToTime(Time time, Timeline& timeline) {
    const auto branch = static_cast<std::size_t>(timeline.branch());
    const Time end = timeline.branches()[branch].tipTime;
    if (time > end) {
        return wrong(toText(time) + " is past the end, which is at " + toText(end));
    }
    timeline.seek(stepBy(timeline, time));
    timeline.wait(time);
    return true;
}

// raft.leader_elected, or the second: raft.leader_elected.2
bool goToMilestone(const std::string& text, Timeline& timeline) {
    std::string id = text;
    std::size_t nth = 1;
    const std::size_t dot = text.rfind('.');
    if (dot != std::string::npos) {
        if (const auto number = script::wholeNumber(text.substr(dot + 1), 1'000'000)) {
            nth = static_cast<std::size_t>(*number);
            id = text.substr(0, dot);
        }
    }
    const auto& kinds = timeline.topic().info().eventKinds;
    if (std::none_of(kinds.begin(), kinds.end(),
                     [&](const EventKind* kind) { return kind->id == id; })) {
        std::vector<std::string> ids;
        for (const EventKind* kind : kinds) ids.emplace_back(kind->id);
        return wrong("--at cannot be " + script::shown(text) +
                     script::didYouMean(id, ids,
                                        "it is a step such as 12, a milestone or a time such "
                                        "as 200ms"));
    }
    const Step step = timeline.find(id, nth);
    if (step == 0) return wrong(script::shown(text) + " does not happen there");
    timeline.seek(step);
    return true;
}

bool goTo(const std::string& at, Timeline& timeline) {
    if (script::isDigits(at)) return goToStep(at, timeline);
    if (const auto time = parseDuration(at)) return goToTime(*time, timeline);
    return goToMilestone(at, timeline);
}

std::shared_ptr<Timeline> openLesson(const NamedMoment& moment, const Catalog& catalog) {
    const auto text = readInput(moment.file);
    if (!text) return nullptr;
    const lesson::Reading reading = lesson::readLesson(moment.file, *text);
    std::vector<Fault> faults = reading.faults;
    const auto& pages = reading.lesson.pages;
    std::shared_ptr<Timeline> timeline;
    if (faults.empty() && !pages.empty()) {
        std::size_t page = pages.size();
        if (moment.page) {
            const auto number = script::wholeNumber(*moment.page, pages.size());
            if (!number || *number == 0) {
                wrong("there is no page " + script::shown(*moment.page) + "; the lesson has " +
                      std::to_string(pages.size()));
                return nullptr;
            }
            page = static_cast<std::size_t>(*number);
        }
        timeline = lesson::openPage(reading.lesson, page - 1, catalog, faults);
        if (timeline) {
            const lesson::Page& shown = pages[page - 1];
            faults = lesson::playPieces(shown, shown.pieces.size(), *timeline).faults;
        }
    }
    if (!faults.empty()) {
        complain(lesson::toText({moment.file, faults.front()}));
        return nullptr;
    }
    if (!timeline) wrong(moment.file + " has no page with a scenario");
    return timeline;
}

}  // namespace

std::shared_ptr<Timeline> openMoment(const NamedMoment& moment, const Catalog& catalog,
                                     int& status) {
    std::shared_ptr<Timeline> timeline;
    status = unreadable;
    if (isLesson(moment.file)) {
        timeline = openLesson(moment, catalog);
        if (!timeline) return nullptr;
    } else {
        if (moment.page) {
            wrong("--page is for lessons; a script has none");
            return nullptr;
        }
        auto played = playScript(moment.file, catalog, status);
        if (!played) return nullptr;
        timeline = std::move(played->timeline);
    }
    status = succeeded;
    if (moment.at && !goTo(*moment.at, *timeline)) {
        status = unreadable;
        return nullptr;
    }
    return timeline;
}

}  // namespace lockstep::cli
