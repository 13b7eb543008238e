// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/expression.h"

#include <algorithm>

#include "kernel/timeline.h"

namespace lockstep::script {
namespace {

// A timeline as a source of facts.
struct FactsOf {
    const Timeline& timeline;

    void operator()(const Glob& glob, const FactSink& sink) const {
        timeline.visitFacts(glob, sink);
    }
};

}  // namespace

FactList readFacts(FactSource source, const Glob& glob) {
    FactList facts;
    source(glob, [&](std::string_view name, const Value& value) {
        facts.emplace_back(name, value.text());
    });
    return facts;
}

FactList readFacts(const Timeline& timeline, const Glob& glob) {
    return readFacts(FactsOf{timeline}, glob);
}

FactList readFacts(FactSource source, const std::vector<FactUse>& uses) {
    FactList all;
    for (const FactUse& use : uses) {
        FactList facts = readFacts(source, use.glob);
        if (facts.empty() && use.glob.exact()) {
            facts.emplace_back(use.glob.pattern(), Value().text());
        }
        for (auto& fact : facts) {
            if (std::find(all.begin(), all.end(), fact) == all.end()) {
                all.push_back(std::move(fact));
            }
        }
    }
    return all;
}

FactList readFacts(const Timeline& timeline,
                   const std::vector<FactUse>& uses) {
    return readFacts(FactsOf{timeline}, uses);
}

bool Expression::holds(FactSource source) const {
    return holds(nodes_[root_], source);
}

bool Expression::holds(const Timeline& timeline) const {
    return holds(FactsOf{timeline});
}

std::string Expression::value(FactSource source) const {
    const Node& root = nodes_[root_];
    if (root.kind == Kind::fact) return factOf(root, source);
    if (root.kind == Kind::countValue) {
        return std::to_string(counted(root, source));
    }
    return holds(root, source) ? "true" : "false";
}

std::string Expression::value(const Timeline& timeline) const {
    return value(FactsOf{timeline});
}

FactList Expression::got(FactSource source) const {
    return readFacts(source, uses_);
}

FactList Expression::got(const Timeline& timeline) const {
    return got(FactsOf{timeline});
}

bool Expression::holds(const Node& node, FactSource source) const {
    const auto partHolds = [&](std::size_t part) {
        return holds(nodes_[part], source);
    };
    const auto& parts = node.parts;
    switch (node.kind) {
        case Kind::both:
            return std::all_of(parts.begin(), parts.end(), partHolds);
        case Kind::either:
            return std::any_of(parts.begin(), parts.end(), partHolds);
        case Kind::negation: return !partHolds(parts.front());
        case Kind::comparison:
            return compares(factOf(node, source), node.op, node.value);
        case Kind::count:
            return compares(std::to_string(counted(node, source)), node.op,
                            node.value);
        case Kind::same: return allSame(node, source);
        case Kind::fact:
        case Kind::countValue: break;
    }
    return false;
}

std::size_t Expression::counted(const Node& node, FactSource source) const {
    std::size_t count = 0;
    source(uses_[node.use].glob,
           [&](std::string_view, const Value& value) {
               count += compares(value.text(), node.inner, node.innerValue);
           });
    return count;
}

bool Expression::allSame(const Node& node, FactSource source) const {
    std::optional<std::string> first;
    bool same = true;
    source(uses_[node.use].glob,
           [&](std::string_view, const Value& value) {
               if (!first) {
                   first = value.text();
               } else if (!compares(value.text(), Operator::equal, *first)) {
                   same = false;
               }
           });
    return same;
}

// A fact that is known but not there just now is nothing.
std::string Expression::factOf(const Node& node, FactSource source) const {
    std::string text = Value().text();
    source(uses_[node.use].glob,
           [&](std::string_view, const Value& value) { text = value.text(); });
    return text;
}

}  // namespace lockstep::script
