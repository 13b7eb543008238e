// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/run.h"

#include "script/player.h"
#include "script/reader.h"
#include "script/text.h"

namespace lockstep::lesson {

namespace {

// The facts a condition saw, as "S3.role is follower".
std::string saw(const script::FactList& got) {
    constexpr std::size_t most = 4;
    std::string text;
    for (std::size_t at = 0; at < got.size() && at < most; ++at) {
        text += (at == 0 ? "" : ", ") + got[at].first + " is " +
                got[at].second;
    }
    return got.size() > most ? text + ", …" : text;
}

class Ear final : public script::Listener {
public:
    Ear(const Origin& origin, PlayResult& result,
        const std::function<void(const Timeline&)>& afterStep)
        : origin_(origin), result_(result), afterStep_(afterStep) {}

    void acted(const Timeline& timeline) override {
        if (afterStep_) afterStep_(timeline);
    }
    void idled(const Timeline& timeline) override {
        if (afterStep_) afterStep_(timeline);
    }
    void expected(const script::Command& command, const script::Expression&,
                  bool holds, const script::FactList& got) override {
        if (holds) return;
        tell(command, script::shown(command.text) + " does not hold: " +
                          saw(got) +
                          "; change the text or the run, so that they agree");
    }
    void refused(const script::Command& command,
                 const std::string& why) override {
        tell(command, script::shown(command.text) + ": " + why);
    }
    void noted(const Timeline&, const std::string& text) override {
        result_.notes.push_back(text);
    }

private:
    void tell(const script::Command& command, std::string message) {
        result_.faults.push_back(
            {origin_.place(command.place), std::move(message)});
    }

    const Origin& origin_;
    PlayResult& result_;
    const std::function<void(const Timeline&)>& afterStep_;
};

std::vector<Fault> inFile(const std::vector<Fault>& faults,
                          const Origin& origin) {
    std::vector<Fault> moved;
    for (const Fault& fault : faults) moved.push_back(inFile(fault, origin));
    return moved;
}

// Several lines become one, since an expression has no ends of lines.
std::optional<script::Expression> readOne(const Code& code,
                                          const Timeline& timeline,
                                          std::vector<Fault>& faults,
                                          script::Asking asking) {
    std::string line = code.text;
    while (!line.empty() && line.back() == '\n') line.pop_back();
    if (line.find('\n') != std::string::npos) {
        faults.push_back({{code.body.line, code.body.column},
                          "an expression on several lines; write it on one"});
        return {};
    }
    std::vector<Fault> found;
    auto expression = script::readExpression(line, timeline, found, asking);
    for (const Fault& fault : inFile(found, code.body)) {
        faults.push_back(fault);
    }
    return expression;
}

std::unique_ptr<Timeline> startScenario(const Code& scenario,
                                        const Catalog& catalog,
                                        std::vector<Fault>& faults) {
    std::vector<Fault> found;
    std::unique_ptr<Timeline> timeline;
    if (const auto head = script::readHead(scenario.text, catalog, found)) {
        if (const auto* topic = catalog.find(head->topic)) {
            timeline = Timeline::start(*topic, *head, found);
        }
    }
    for (const Fault& fault : inFile(found, scenario.body)) {
        faults.push_back(fault);
    }
    return timeline;
}

}  // namespace

Fault inFile(const Fault& fault, const Origin& origin) {
    return {origin.place(fault.place.line > 0 ? fault.place : Place{1, 1}),
            fault.message};
}

PlayResult play(const Code& code, Timeline& timeline,
                const std::function<void(const Timeline&)>& afterStep) {
    PlayResult result;
    std::vector<Fault> found;
    const auto commands = script::readCommands(code.text, timeline, found);
    if (!commands || !found.empty()) {
        result.faults = inFile(found, code.body);
        return result;
    }
    Ear ear(code.body, result, afterStep);
    script::Player(timeline, ear).play(*commands);
    return result;
}

PlayResult playPieces(const Page& page, std::size_t end, Timeline& timeline) {
    PlayResult result;
    for (std::size_t at = 0; at < end && at < page.pieces.size(); ++at) {
        const auto* block = std::get_if<Play>(&page.pieces[at]);
        if (!block) continue;
        PlayResult one = play(block->script, timeline);
        result.notes.insert(result.notes.end(), one.notes.begin(),
                            one.notes.end());
        result.faults.insert(result.faults.end(), one.faults.begin(),
                             one.faults.end());
    }
    return result;
}

std::shared_ptr<Timeline> openPage(const Lesson& lesson, std::size_t page,
                                   const Catalog& catalog,
                                   std::vector<Fault>& faults) {
    const std::size_t first = firstPageOfRun(lesson, page);
    std::shared_ptr<Timeline> timeline =
        startScenario(lesson.pages[first].scenario, catalog, faults);
    if (!timeline) return nullptr;
    for (std::size_t at = first; at < page; ++at) {
        const Page& earlier = lesson.pages[at];
        const PlayResult result =
            playPieces(earlier, earlier.pieces.size(), *timeline);
        faults.insert(faults.end(), result.faults.begin(),
                      result.faults.end());
    }
    return timeline;
}

std::optional<script::Expression> readCondition(const Code& code,
                                                const Timeline& timeline,
                                                std::vector<Fault>& faults) {
    return readOne(code, timeline, faults, script::Asking::whetherItHolds);
}

std::optional<script::Expression> readQuestion(const Code& code,
                                               const Timeline& timeline,
                                               std::vector<Fault>& faults) {
    return readOne(code, timeline, faults, script::Asking::forValue);
}

}  // namespace lockstep::lesson
