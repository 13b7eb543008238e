// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorer/report_text.h"

#include <cstdio>

#include "explorer/bounds.h"
#include "explorer/spent.h"

namespace lockstep::explorer {
namespace {

// 1234567 as people write it: 1,234,567.
std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3; at -= 3) {
        text.insert(at - 3, 1, ',');
    }
    return text;
}

std::string counted(std::uint64_t number, const char* noun) {
    return grouped(number) + ' ' + noun + (number == 1 ? "" : "s");
}

std::string decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string inQuotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", c);
            out += escape;
        } else {
            out += c;
        }
    }
    return out + '"';
}

const char* name(Verdict verdict) {
    switch (verdict) {
        case Verdict::found: return "found";
        case Verdict::allSeen: return "all seen";
        case Verdict::depthEnds: return "depth ends";
        case Verdict::statesEnd: return "states end";
        case Verdict::memoryEnds: return "memory ends";
        case Verdict::walksEnd: return "walks end";
        case Verdict::cancelled: return "cancelled";
    }
    return "";
}

const char* name(Order order) {
    switch (order) {
        case Order::breadthFirst: return "breadth first";
        case Order::depthFirst: return "depth first";
        case Order::randomWalks: return "random walks";
    }
    return "";
}

// A note is one quoted word of the script language.
std::string note(std::string_view text) {
    std::string line = "note \"";
    for (const char c : text) {
        if (c == '"' || c == '\\') line += '\\';
        line += c;
    }
    return line + "\"\n";
}

}  // namespace

std::string ReportText::plain(const Result& result) const {
    if (result.verdict == Verdict::found) return script(result);
    return nothing(result) + '\n';
}

std::string ReportText::nothing(const Result& result) const {
    const std::string deep =
        counted(static_cast<std::uint64_t>(result.depth), "action");
    const std::string within =
        "within the budgets (" + toText(topic_, budgets_) + ')';
    const std::string took = " It took " + decimal(result.seconds) + " s.";
    const std::string seen = counted(result.states, "state") +
                             (result.folded ? " (folded by symmetry)" : "");
    const std::string part =
        ", up to " + deep + " deep, " + within + ". Not all was seen.";
    switch (result.verdict) {
        case Verdict::allSeen:
            return "Nothing found. All " + seen + ' ' + within +
                   " were seen, up to " + deep + " deep." + took;
        case Verdict::depthEnds:
            return "Nothing found up to " + deep + " deep, among " + seen +
                   ' ' + within + ". Not all was seen." + took;
        case Verdict::memoryEnds:
            return "Nothing found among the first " + seen + part +
                   " The memory allowed is full: " +
                   decimal(static_cast<double>(result.memory) / (1 << 20)) +
                   " MB." + took;
        case Verdict::walksEnd:
            return "Nothing found on " + counted(result.walks, "random walk") +
                   " of " + counted(result.transitions, "action") + ' ' +
                   within + ", the longest of " + grouped(result.depth) +
                   ". Something may be there still: walks prove nothing." +
                   took;
        case Verdict::statesEnd:
        case Verdict::cancelled:
            if (result.order == Order::randomWalks) {
                return "Cancelled. Nothing found on the first " +
                       counted(result.walks, "random walk") + ' ' + within +
                       '.' + took;
            }
            return (result.verdict == Verdict::cancelled ? "Cancelled. " : "") +
                   ("Nothing found among the first " + seen) + part + took;
        case Verdict::found: break;
    }
    return {};
}

std::string ReportText::found(const Result& result) const {
    const InvariantSpec& invariant =
        topic_.invariants[static_cast<std::size_t>(result.invariant)];
    const bool shortest = result.order == Order::breadthFirst;
    std::string text =
        shortest ? "# A shortest counterexample, " : "# A counterexample, ";
    text += counted(static_cast<std::uint64_t>(result.depth), "action") +
            " long: " + invariant.title + " is broken.\n";
    if (!result.path.empty()) {
        text += "# The last of them breaks it, " + result.path.back().line +
                ": " + result.telling + '\n';
    }
    text += "# Found ";
    if (result.order == Order::randomWalks) {
        text += "on random walk " + grouped(result.walks) + ", and shortened,";
    } else {
        text += "among " + counted(result.states, "state");
        if (result.folded) text += " (folded by symmetry)";
        if (result.order == Order::depthFirst) {
            text += " depth first, and shortened,";
        }
    }
    return text + " within the budgets " + toText(topic_, budgets_) + ".\n";
}

std::string ReportText::script(const Result& result) const {
    const InvariantSpec& invariant =
        topic_.invariants[static_cast<std::size_t>(result.invariant)];
    std::string text = found(result) + start_ + '\n';
    for (const Told& step : result.path) {
        text += step.line + '\n';
        for (const std::string& sentence : step.sentences) {
            text += "    # " + sentence + '\n';
        }
    }
    text +=
        note(std::string(invariant.title) + " is broken. " + result.telling);
    return text + "expect broken contains " + invariant.id + '\n';
}

std::string ReportText::budgetsJson() const {
    const auto kinds = kindsOf(topic_);
    std::string text;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (budgets_[i] == unlimited) continue;
        text += (text.empty() ? "" : ",") + inQuotes(kinds[i]) + ':' +
                std::to_string(budgets_[i]);
    }
    return '{' + text + '}';
}

std::string ReportText::json(const Result& result) const {
    std::string text = "{\"found\":";
    text += result.verdict == Verdict::found ? "true" : "false";
    text += ",\"verdict\":" + inQuotes(name(result.verdict));
    text += ",\"all_seen\":";
    text += result.verdict == Verdict::allSeen ? "true" : "false";
    text += ",\"states\":" + std::to_string(result.states);
    text += ",\"transitions\":" + std::to_string(result.transitions);
    text += ",\"depth\":" + std::to_string(result.depth);
    text += ",\"seconds\":" + decimal(result.seconds);
    text +=
        ",\"memory_mb\":" + decimal(static_cast<double>(result.memory) / 1e6);
    text += ",\"budgets\":" + budgetsJson();
    text += ",\"order\":" + inQuotes(name(result.order));
    text += ",\"folded\":";
    text += result.folded ? "true" : "false";
    if (result.order == Order::randomWalks) {
        text += ",\"walks\":" + std::to_string(result.walks);
    }
    if (result.verdict == Verdict::found) {
        const auto invariant = static_cast<std::size_t>(result.invariant);
        text += ",\"invariant\":" + inQuotes(topic_.invariants[invariant].id);
        text += ",\"text\":" + inQuotes(result.telling) + ",\"path\":[";
        for (std::size_t i = 0; i < result.path.size(); ++i) {
            text += (i == 0 ? "" : ",") + inQuotes(result.path[i].line);
        }
        text += "],\"script\":" + inQuotes(script(result));
    }
    return text + "}\n";
}

}  // namespace lockstep::explorer
