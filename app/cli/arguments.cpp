// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <algorithm>

#include "cli/console.h"
#include "script/text.h"

namespace lockstep::cli {
namespace {

std::nullopt_t wrong(std::string_view command, const std::string& what) {
    complain("lockstep " + std::string(command) + ": " + what);
    return std::nullopt;
}

std::string unknownOption(const std::string& name, const std::vector<Option>& options) {
    std::vector<std::string> names;
    std::string list = "it takes";
    for (const Option& option : options) {
        names.emplace_back(option.name);
        list += ' ' + std::string(option.name);
    }
    if (options.empty()) list = "it takes none";
    return "there is no option " + script::shown(name) + script::didYouMean(name, names, list);
}

}  // namespace

std::optional<Arguments> Arguments::read(const std::vector<std::string>& words,
                                         std::string_view command,
                                         const std::vector<Option>& options, const Rest& rest) {
    Arguments result;
    bool onlyRest = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (onlyRest || word.size() < 2 || word.front() != '-') {
            result.rest_.push_back(word);
            continue;
        }
        if (word == "--") {
            onlyRest = true;
            continue;
        }
        const std::size_t equals = std::min(word.find('='), word.size());
        Given given{word.substr(0, equals), {}};
        const auto option =
            std::find_if(options.begin(), options.end(),
                         [&](const Option& known) { return known.name == given.name; });
        if (option == options.end()) return wrong(command, unknownOption(given.name, options));
        if (!option->repeats && result.has(given.name)) {
            return wrong(command, given.name + " stands twice; write it once");
        }
        if (!option->takesValue && equals < word.size()) {
            return wrong(command, given.name + " takes no value; write it alone");
        }
        if (option->takesValue && equals < word.size()) {
            given.value = word.substr(equals + 1);
        } else if (option->takesValue) {
            if (i + 1 == words.size()) {
                return wrong(command, given.name + " needs a value after it");
            }
            given.value = words[++i];
        }
        result.given_.push_back(std::move(given));
    }
    if (result.rest_.size() < rest.fewest) {
        return wrong(command, "it needs " + std::string(rest.what) + "; lockstep --help says how");
    }
    if (result.rest_.size() > rest.most) {
        return wrong(command, script::shown(result.rest_[rest.most]) +
                                  " is too much; lockstep --help says how it is written");
    }
    return result;
}

bool Arguments::has(std::string_view option) const {
    return std::any_of(given_.begin(), given_.end(),
                       [&](const Given& given) { return given.name == option; });
}

std::optional<std::string> Arguments::value(std::string_view option) const {
    for (const Given& given : given_) {
        if (given.name == option) return given.value;
    }
    return std::nullopt;
}

std::vector<std::string> Arguments::values(std::string_view option) const {
    std::vector<std::string> all;
    for (const Given& given : given_) {
        if (given.name == option) all.push_back(given.value);
    }
    return all;
}

}  // namespace lockstep::cli
