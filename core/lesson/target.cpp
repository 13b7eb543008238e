// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/target.h"

#include "catalog/embedded.h"
#include "kernel/action_text.h"
#include "script/text.h"
#include "script/words.h"

namespace lockstep::lesson {

namespace {

bool isServer(std::string_view name, const Timeline& timeline) {
    const auto server = timeline.setup().find(name);
    return server && server->index < timeline.world().serverCount();
}

// Two servers' names with a hyphen between; either may have hyphens too.
bool isLink(const std::string& target, const Timeline& timeline) {
    for (std::size_t at = target.find('-'); at != std::string::npos;
         at = target.find('-', at + 1)) {
        if (isServer(target.substr(0, at), timeline) &&
            isServer(target.substr(at + 1), timeline)) {
            return true;
        }
    }
    return false;
}

bool isInFlight(const std::string& number, const Timeline& timeline) {
    bool found = false;
    timeline.world().visitMessages([&](const MessageView& message) {
        found = found || std::to_string(message.id) == number;
    });
    return found;
}

// Marks with an id of their own stand under what they belong to: the name
// after the first slash.
bool isMarkId(const std::string& target, const Timeline& timeline) {
    const std::size_t slash = target.find('/');
    const std::string kind = target.substr(0, slash);
    const std::string rest = target.substr(slash + 1);
    const std::string name = rest.substr(0, rest.find('/'));
    if (kind == "packet") return isInFlight(name, timeline);
    if (kind == "link") return isLink(name, timeline);
    return isServer(name, timeline);
}

}  // namespace

std::string markOf(const std::string& target, const Timeline& timeline,
                   std::string& why) {
    if (target.find('/') != std::string::npos) {
        if (isMarkId(target, timeline)) return target;
    } else if (isServer(target, timeline)) {
        return "server/" + target;
    } else if (isLink(target, timeline)) {
        return "link/" + target;
    } else if (script::isDigits(target) && isInFlight(target, timeline)) {
        return "packet/" + target;
    }
    why = script::shown(target) +
          " is not on the stage at this moment; show: points at a server "
          "(S3), a link (S1-S2) or a message in flight (12)";
    return {};
}

std::string whyNoAction(const std::string& line, const Timeline& timeline) {
    Fault fault;
    const auto written = parseAction(line, timeline.topic().info(),
                                     timeline.setup(), fault);
    if (!written) return script::shown(line) + ": " + fault.message;
    std::string why;
    const auto action = resolve(*written, timeline.world(), why);
    if (action) why = timeline.world().refusal(*action);
    return why.empty() ? "" : script::shown(line) + ": " + why;
}

std::optional<CodePlace> codeOf(const std::string& target, std::string& why) {
    const std::size_t hash = target.find('#');
    const std::string file = target.substr(0, hash);
    if (hash == std::string::npos || hash + 1 == target.size()) {
        why = script::shown(target) +
              " names no rule; write code:raft/election#grant-vote";
        return {};
    }
    const std::string mark = "// [" + target.substr(hash + 1) + "]";
    bool hasFile = false;
    for (const char* ending : {".cpp", ".h"}) {
        const std::string path = "core/" + file + ending;
        const std::string_view source = embeddedSource(path);
        hasFile = hasFile || source.data() != nullptr;
        int line = 0;
        for (const std::string_view text : script::linesOf(source)) {
            ++line;
            if (text == mark) return CodePlace{path, line + 1};
        }
    }
    why = hasFile ? "core/" + file + " has no rule marked " + mark
                  : "there is no source core/" + file;
    why += "; name a file of the topic and a rule in it";
    return {};
}

void visitLinks(const std::vector<Node>& nodes,
                const std::function<void(const Node&)>& visit) {
    for (const Node& node : nodes) {
        if (node.kind == NodeKind::link || node.kind == NodeKind::image) {
            visit(node);
        }
        visitLinks(node.children, visit);
    }
}

}  // namespace lockstep::lesson
