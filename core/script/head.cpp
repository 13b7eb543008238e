// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/head.h"

#include <algorithm>

#include "kernel/action_text.h"
#include "script/servers.h"
#include "script/text.h"
#include "script/vocabulary.h"
#include "script/words.h"

namespace lockstep::script {
namespace {

std::string topicList(const Catalog& catalog) {
    std::string list = "the topics are";
    for (const auto& topic : catalog.topics()) list += ' ' + topic->info().id;
    return list;
}

// Reads a head line by line.
class HeadReader {
public:
    HeadReader(const Catalog& catalog, Script& script,
               std::vector<Fault>& faults)
        : catalog_(catalog), script_(script), faults_(faults) {}

    // The topic may stand anywhere in the head; the other words depend on it.
    bool readTopic(const std::vector<std::string_view>& lines) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::vector<Fault> later;
            number_ = static_cast<int>(i) + 1;
            words_ = splitTokens(lines[i], number_, later);
            if (words_.empty()) continue;
            if (isCommandWord(words_[0].raw)) break;
            if (words_[0].is("topic")) return readTopicLine();
        }
        const auto place = firstWord(lines);
        const std::string word(place ? words_[0].raw : "");
        faults_.push_back(
            {place.value_or(Place{1, 1}),
             (place ? "a script begins with its topic, not " + shown(word)
                    : std::string("the script is empty")) +
                 "; write a line topic NAME, " + topicList(catalog_)});
        return false;
    }

    // False at the first line that is no part of the head.
    bool readLine(std::string_view line, int number) {
        number_ = number;
        const std::size_t before = faults_.size();
        words_ = splitTokens(line, number, faults_);
        if (faults_.size() != before || words_.empty()) return true;
        const Token& word = words_[0];
        if (word.is("topic")) {
            once(topicLine_);
        } else if (word.is("servers")) {
            if (once(serversLine_)) {
                Scenario& scenario = script_.scenario;
                const int column = words_[words_.size() > 1 ? 1 : 0].column;
                scenario.serversPlace = {number_, column};
                scenario.servers =
                    readServers(words_, number_, info(), faults_);
            }
        } else if (word.is("seed")) {
            if (once(seedLine_)) readSeed();
        } else if (word.is("given")) {
            readGiven();
        } else if (word.is("flaw")) {
            readFlaw();
        } else if (saysDial()) {
            readDial();
        } else {
            return false;
        }
        const Token& last = words_.back();
        script_.head.emplace_back(
            line.substr(word.offset, last.end() - word.offset));
        return true;
    }

private:
    const TopicInfo& info() const { return script_.topic->info(); }

    std::optional<Place> firstWord(const std::vector<std::string_view>& lines) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::vector<Fault> later;
            words_ = splitTokens(lines[i], static_cast<int>(i) + 1, later);
            if (!words_.empty() || !later.empty()) {
                if (words_.empty())
                    words_.push_back({lines[i], {}, 0, 1, false});
                return Place{static_cast<int>(i) + 1, words_[0].column};
            }
        }
        return std::nullopt;
    }

    bool readTopicLine() {
        if (words_.size() != 2) {
            fault(words_[0], "topic takes one name; " + topicList(catalog_));
            return false;
        }
        script_.topic = catalog_.find(words_[1].text);
        script_.scenario.topic = words_[1].text;
        if (script_.topic) return true;
        std::vector<std::string> ids;
        for (const auto& topic : catalog_.topics()) {
            ids.push_back(topic->info().id);
        }
        fault(words_[1],
              "there is no topic " + shown(words_[1].text) +
                  didYouMean(words_[1].text, ids, topicList(catalog_)));
        return false;
    }

    // A head says a thing once: an overridden line is a mistake.
    bool once(int& line) {
        if (line != 0) {
            fault(words_[0], words_[0].text + " stands in line " +
                                 std::to_string(line) +
                                 " already; a head says it once");
            return false;
        }
        line = number_;
        return true;
    }

    void readSeed() {
        const auto seed = words_.size() == 2 ? wholeNumber(words_[1].raw)
                                             : std::nullopt;
        if (!seed) {
            fault(words_[words_.size() > 1 ? 1 : 0],
                  "seed takes a whole number from 0 to 18446744073709551615");
            return;
        }
        script_.scenario.seed = *seed;
    }

    void readGiven() {
        if (words_.size() < 3) {
            fault(words_[0],
                  "given needs a server and what it starts with, such as "
                  "given S1 NAME=VALUE");
            return;
        }
        Given given;
        given.server = words_[1].text;
        given.place = {number_, words_[1].column};
        for (std::size_t i = 2; i < words_.size(); ++i) {
            const Token& word = words_[i];
            const std::size_t equals = word.text.find('=');
            if (equals == std::string::npos || equals == 0 ||
                equals + 1 == word.text.size()) {
                fault(word, shown(word.raw) +
                                " is not NAME=VALUE; write it without spaces "
                                "around the =");
                return;
            }
            const Place place{number_, word.column};
            const Place valuePlace{
                number_, word.column + columnOf(word.text, equals)};
            given.settings.push_back({word.text.substr(0, equals),
                                      word.text.substr(equals + 1), place,
                                      valuePlace});
        }
        script_.scenario.givens.push_back(std::move(given));
    }

    void readFlaw() {
        const std::size_t count = words_.size();
        const bool switched =
            count == 3 && (words_[2].is("on") || words_[2].is("off"));
        if (count != 2 && !switched) {
            fault(words_[words_.size() > 2 ? 2 : 0],
                  "a flaw is switched by flaw NAME on or flaw NAME off");
            return;
        }
        const std::string& name = words_[1].text;
        std::vector<std::string> names;
        for (const FlawSpec& flaw : info().flaws) names.push_back(flaw.name);
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            std::string list = info().id + " has none";
            if (!names.empty()) list = "there are";
            for (const std::string& known : names) list += ' ' + known;
            fault(words_[1], "there is no flaw " + shown(name) + " in " +
                                 info().id + didYouMean(name, names, list));
            return;
        }
        auto& flaws = script_.scenario.flaws;
        auto& places = script_.scenario.flawPlaces;
        const auto found = std::find(flaws.begin(), flaws.end(), name);
        if (found != flaws.end()) {
            places.erase(places.begin() + (found - flaws.begin()));
            flaws.erase(found);
        }
        if (words_.size() == 3 && words_[2].is("off")) return;
        flaws.push_back(name);
        places.push_back({number_, words_[1].column});
    }

    bool saysDial() const {
        std::vector<Word> words;
        for (const Token& token : words_) {
            words.push_back({token.text, token.column, token.quoted});
        }
        return !words_[0].quoted && turnsDial(words, info());
    }

    void readDial() {
        const std::string& name = words_[0].text;
        if (words_.size() < 2) {
            fault(words_[0], name + " needs a value, such as " + name + ' ' +
                                 dial(name).standard);
            return;
        }
        Setting setting{name, {}, {number_, words_[0].column},
                        {number_, words_[1].column}};
        for (std::size_t i = 1; i < words_.size(); ++i) {
            if (i > 1) setting.value += ' ';
            setting.value += words_[i].text;
        }
        script_.scenario.dials.push_back(std::move(setting));
    }

    const DialInfo& dial(std::string_view name) const {
        return *std::find_if(
            info().dials.begin(), info().dials.end(),
            [&](const DialInfo& known) { return known.name == name; });
    }

    void fault(const Token& word, std::string message) {
        faults_.push_back({{number_, word.column}, std::move(message)});
    }

    const Catalog& catalog_;
    Script& script_;
    std::vector<Fault>& faults_;
    std::vector<Token> words_;
    int number_ = 0;
    int topicLine_ = 0;
    int serversLine_ = 0;
    int seedLine_ = 0;
};

}  // namespace

std::size_t readHeadLines(const std::vector<std::string_view>& lines,
                          const Catalog& catalog, Script& script,
                          std::vector<Fault>& faults) {
    HeadReader reader(catalog, script, faults);
    if (!reader.readTopic(lines)) return lines.size();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!reader.readLine(lines[i], static_cast<int>(i) + 1)) return i;
    }
    return lines.size();
}

}  // namespace lockstep::script
