// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::cli {

struct Option {
    std::string_view name;  // "--json", "-o"
    bool takesValue = false;
    bool repeats = false;
};

// The arguments of a command, sorted into options and what is left: "--name value" or
// "--name=value"; after "--" nothing is an option, and "-" alone never is.
class Arguments {
public:
    // Nothing, and a line on standard error, if an option is unknown, lacks its value or stands
    // twice, or if there are fewer or more of the rest than allowed.
    struct Rest {
        std::size_t fewest = 0;
        std::size_t most = 0;
        std::string_view what;  // for the message: "a script"
    };
    static std::optional<Arguments> read(const std::vector<std::string>& words,
                                         std::string_view command,
                                         const std::vector<Option>& options, const Rest& rest);

    bool has(std::string_view option) const;
    // The value of an option, or of each time it stands.
    std::optional<std::string> value(std::string_view option) const;
    std::vector<std::string> values(std::string_view option) const;
    const std::vector<std::string>& rest() const { return rest_; }

private:
    struct Given {
        std::string name;
        std::string value;
    };
    std::vector<Given> given_;
    std::vector<std::string> rest_;
};

}  // namespace lockstep::cli
