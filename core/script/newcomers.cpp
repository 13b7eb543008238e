// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/newcomers.h"

#include <algorithm>

#include "kernel/action_text.h"
#include "kernel/simulate.h"

namespace lockstep::script {
namespace {

void noteNewcomers(std::string_view line, std::vector<std::string>& newcomers) {
    std::optional<Fault> none;
    const std::vector<Word> words = splitWords(line, none);
    if (words.size() > 1) newcomers.push_back(words[1].text);
    for (std::size_t i = 2; i < words.size(); ++i) {
        std::string rest = words[i].text;
        rest.erase(0, std::min(rest.find('='), rest.size()) + 1);
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            newcomers.push_back(rest.substr(0, comma));
            rest.erase(0, comma + 1);
        }
    }
}

}  // namespace

std::string meetServers(const Action& action, std::string_view line,
                        const Timeline& timeline,
                        std::vector<std::string>& newcomers) {
    const TopicInfo& topic = timeline.topic().info();
    if (introduces(action, topic)) noteNewcomers(line, newcomers);
    const std::string absent = simulate::absence(
        topic, timeline.setup(), action, timeline.world().serverCount());
    const bool expected =
        absent.empty() || std::any_of(newcomers.begin(), newcomers.end(),
                                      [&](const std::string& name) {
                                          return absent.starts_with(name + ' ');
                                      });
    if (expected) return {};
    return "there is no server '" + absent.substr(0, absent.find(' ')) +
           "'; name one of the head, or let it join first";
}

}  // namespace lockstep::script
