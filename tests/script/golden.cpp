// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/golden.h"

#include <map>
#include <vector>

#include "script/lines.h"
#include "script/reader.h"
#include "script/text.h"

namespace lockstep::testing {
namespace {

class Collector final : public script::LineTeller {
public:
    std::vector<std::string> lines;

protected:
    void line(std::string_view text) override { lines.emplace_back(text); }
};

using Output = std::map<int, std::vector<std::string>>;

Output play(const script::Script& script) {
    const auto timeline = script::open(script);
    Output output;
    Collector collector;
    script::Player player(*timeline, collector);
    for (const script::Command& command : script.commands) {
        collector.lines.clear();
        player.play(command);
        output[command.place.line] = collector.lines;
    }
    return output;
}

// The text with new output: blocks of old output are left out, and so is one empty line after a
// command that had none, for a block brings its own.
std::string render(std::string_view text, const Output& output) {
    const auto lines = script::linesOf(text);
    std::string result;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        result += std::string(lines[i]) + '\n';
        std::size_t next = i + 1;
        if (next < lines.size() && lines[next] == "----") {
            while (next < lines.size() && !lines[next].empty()) ++next;
        }
        const auto said = output.find(static_cast<int>(i) + 1);
        if (said == output.end() || said->second.empty()) {
            i = next - 1;
            continue;
        }
        result += "----\n";
        for (const std::string& line : said->second) result += line + '\n';
        const bool isLast = next >= lines.size();
        if (!isLast) result += '\n';
        i = !isLast && lines[next].empty() ? next : next - 1;
    }
    return result;
}

}  // namespace

std::string replayed(std::string_view text, const Catalog& catalog) {
    std::vector<Fault> faults;
    const auto script = script::readScript(text, catalog, faults);
    if (script) return render(text, play(*script));
    const Fault& fault = faults.front();
    return "cannot be read at " + std::to_string(fault.place.line) + ':' +
           std::to_string(fault.place.column) + ": " + fault.message + '\n' + std::string(text);
}

}  // namespace lockstep::testing
