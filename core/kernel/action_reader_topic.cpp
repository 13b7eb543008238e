// SPDX-License-Identifier: GPL-3.0-or-later
// A topic's own verbs and what they take.
#include <algorithm>

#include "kernel/action_reader.h"

namespace lockstep {

bool ActionReader::readTopicVerb(const VerbSpec& verb) {
    bool firstServer = true;
    bool firstField = true;
    for (Argument argument : verb.shape) {
        if (argument == Argument::options) {
            return readOptions(verb, firstField ? action().n : action().m);
        }
        if (next_ >= words_.size()) {
            if (argument == Argument::optionalWord) return true;
            return wrong(next_ - 1, std::string(verb.name) + " is written: " +
                                        verb.name + ' ' + verb.arguments);
        }
        if (argument == Argument::server) {
            if (!readServer(firstServer ? action().a : action().b)) {
                return false;
            }
            firstServer = false;
            continue;
        }
        if (!readField(argument, firstField ? action().n : action().m)) {
            return false;
        }
        firstField = false;
    }
    return true;
}

bool ActionReader::readField(Argument argument, std::uint32_t& field) {
    const std::string& text = words_[next_].text;
    if (argument == Argument::number) {
        const auto number = readWholeNumber(text);
        if (!number) {
            return wrong(next_, "'" + text.substr(0, 40) +
                                    "' is no whole number; write one such "
                                    "as 3, at most 4294967295");
        }
        field = *number;
    } else {
        const std::size_t equals = text.find('=');
        if (argument == Argument::keyValue &&
            (equals == 0 || equals == std::string::npos ||
             equals + 1 == text.size())) {
            return wrong(next_, "'" + text.substr(0, 40) +
                                    "' is not KEY=VALUE; write x=7");
        }
        field = fieldOf(setup_.symbols.intern(text));
    }
    ++next_;
    return true;
}

bool ActionReader::readOptions(const VerbSpec& verb, std::uint32_t& field) {
    std::vector<std::string> values(verb.options.size());
    for (; next_ < words_.size(); ++next_) {
        const std::string& text = words_[next_].text;
        const std::size_t equals = std::min(text.find('='), text.size());
        const auto found = std::find(verb.options.begin(), verb.options.end(),
                                     text.substr(0, equals));
        if (found == verb.options.end() || equals + 1 >= text.size() ||
            text.find_first_of(" \"") != std::string::npos) {
            return wrong(next_, "'" + text.substr(0, 40) +
                                    "' cannot stand here; " + verb.name +
                                    " is written: " + verb.name + ' ' +
                                    verb.arguments);
        }
        std::string& value =
            values[static_cast<std::size_t>(found - verb.options.begin())];
        if (!value.empty()) {
            return wrong(next_, std::string(*found) + " stands here twice");
        }
        value = text;
    }
    std::string all;
    for (const std::string& value : values) {
        if (!all.empty() && !value.empty()) all += ' ';
        all += value;
    }
    field = fieldOf(setup_.symbols.intern(all));
    return true;
}

}  // namespace lockstep
