// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <utility>

namespace lockstep::lesson {

namespace {

constexpr std::size_t maximumBytes = std::size_t{64} * 1024;
constexpr std::size_t maximumDepth = 8;
constexpr std::size_t maximumNodes = 2000;

// Ends the reading; what is wrong has been told already.
struct Stop {};

// Builds the tree from the parser's events, and stops it at the first thing
// that we do not take, before anything is built from it.
class Builder final : public YAML::EventHandler {
public:
    Builder(std::string_view source, Origin origin, Faults& faults)
        : source_(source), origin_(origin), faults_(faults) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse(mark, "", anchor);
        put(node(YamlNode::Kind::none, mark));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        stop(mark, "an alias (*name); write the value out");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag,
                  YAML::anchor_t anchor, const std::string& value) override {
        refuse(mark, tag, anchor);
        if (!isClosed(mark)) stop(mark, "a quote that is not closed; close it");
        YamlNode scalar = node(YamlNode::Kind::scalar, mark);
        scalar.text = value;
        scalar.body = bodyAt(mark);
        put(std::move(scalar));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                         YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(node(YamlNode::Kind::list, mark), mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag,
                    YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(node(YamlNode::Kind::map, mark), mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

    Place place(const YAML::Mark& mark) const {
        return origin_.place({mark.line + 1, mark.column + 1});
    }
    std::optional<YamlNode>& result() { return result_; }

private:
    struct Open {
        YamlNode node;
        bool hasKey = false;
        std::string key;
        Place keyPlace;
    };

    [[noreturn]] void stop(const YAML::Mark& mark, std::string message) {
        faults_.add(place(mark), std::move(message));
        throw Stop{};
    }

    void refuse(const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor) {
        if (anchor != 0) {
            stop(mark, "an anchor (&name); write the value plainly");
        }
        // Quoted scalars come with the tag "!".
        if (!tag.empty() && tag != "?" && tag != "!") {
            stop(mark, "a tag (" + tag + "); write the value plainly");
        }
    }

    YamlNode node(YamlNode::Kind kind, const YAML::Mark& mark) {
        if (++count_ > maximumNodes) {
            stop(mark, "more than " + std::to_string(maximumNodes) +
                           " values in one block; split it");
        }
        YamlNode made;
        made.kind = kind;
        made.place = place(mark);
        return made;
    }

    void open(YamlNode made, const YAML::Mark& mark, const std::string& tag,
              YAML::anchor_t anchor) {
        refuse(mark, tag, anchor);
        if (!open_.empty() && isWaitingForKey()) {
            stop(mark, "a list or map as a name; a name is one word");
        }
        if (open_.size() == maximumDepth) {
            stop(mark, "nested more than " + std::to_string(maximumDepth) +
                           " deep; flatten it");
        }
        open_.push_back({std::move(made), false, {}, {}});
    }

    void close() {
        YamlNode done = std::move(open_.back().node);
        open_.pop_back();
        put(std::move(done));
    }

    bool isWaitingForKey() const {
        return open_.back().node.kind == YamlNode::Kind::map &&
               !open_.back().hasKey;
    }

    void put(YamlNode done) {
        if (open_.empty()) {
            result_ = std::move(done);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.kind == YamlNode::Kind::list) {
            parent.node.items.push_back(std::move(done));
        } else if (!parent.hasKey) {
            takeKey(parent, done);
        } else {
            parent.node.fields.push_back(
                {parent.key, parent.keyPlace, std::move(done)});
            parent.hasKey = false;
        }
    }

    void takeKey(Open& parent, const YamlNode& key) {
        if (const YamlField* first = parent.node.find(key.text)) {
            faults_.add(key.place, "'" + key.text + "' stands here twice, at "
                                   "line " + std::to_string(first->place.line) +
                                   " before; keep one");
        }
        parent.hasKey = true;
        parent.key = key.text;
        parent.keyPlace = key.place;
    }

    // The parser takes an open quote to the end of the text for closed.
    bool isClosed(const YAML::Mark& mark) const {
        const auto at = static_cast<std::size_t>(mark.pos);
        const char quote = at < source_.size() ? source_[at] : ' ';
        if (quote != '"' && quote != '\'') return true;
        for (std::size_t end = at + 1; end < source_.size(); ++end) {
            if (quote == '"' && source_[end] == '\\') {
                ++end;
            } else if (source_[end] == quote) {
                return true;
            }
        }
        return false;
    }

    // A block scalar's text begins in the line after its | and is indented;
    // any other stands where its mark is.
    Origin bodyAt(const YAML::Mark& mark) const {
        const auto at = static_cast<std::size_t>(mark.pos);
        const bool isBlock =
            at < source_.size() && (source_[at] == '|' || source_[at] == '>');
        if (!isBlock) {
            const Place start = place(mark);
            const bool isQuoted = at < source_.size() &&
                                  (source_[at] == '"' || source_[at] == '\'');
            return {start.line, start.column + (isQuoted ? 1 : 0)};
        }
        std::size_t line = source_.find('\n', at);
        const int below = place(mark).line + 1;
        int indent = 0;
        while (line != std::string_view::npos) {
            const std::size_t first =
                source_.find_first_not_of(' ', line + 1);
            if (first == std::string_view::npos) break;
            if (source_[first] != '\n') {
                indent = static_cast<int>(first - line - 1);
                break;
            }
            line = first;
        }
        return {below, origin_.column + indent};
    }

    std::string_view source_;
    Origin origin_;
    Faults& faults_;
    std::size_t count_ = 0;
    std::vector<Open> open_;
    std::optional<YamlNode> result_;
};

std::string inOurWords(const std::string& message) {
    if (message.find("illegal map value") != std::string::npos) {
        return "a colon where none can be; put a text with a colon in quotes";
    }
    if (message.find("end of map") != std::string::npos ||
        message.find("end of sequence") != std::string::npos) {
        return "the lines do not line up, or a quote or bracket is not "
               "closed; indent fields of one list or map alike";
    }
    if (message.find("anchor is not defined") != std::string::npos) {
        return "an alias (*name); write the value plainly";
    }
    return "this is not YAML (" + message + "); write 'name: value'";
}

}  // namespace

const YamlField* YamlNode::find(std::string_view key) const {
    for (const YamlField& field : fields) {
        if (field.key == key) return &field;
    }
    return nullptr;
}

std::optional<YamlNode> readYaml(std::string_view text, Origin origin,
                                 Faults& faults) {
    if (text.size() > maximumBytes) {
        faults.add(origin.place({1, 1}),
                   "a block of more than 64 KiB; make it shorter");
        return {};
    }
    Builder builder(text, origin, faults);
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        const bool any = parser.HandleNextDocument(builder);
        if (any && parser.HandleNextDocument(builder)) {
            faults.add(origin.place({1, 1}),
                       "a second document after ---; keep one");
            return {};
        }
    } catch (const Stop&) {
        return {};
    } catch (const YAML::Exception& error) {
        faults.add(builder.place(error.mark), inOurWords(error.msg));
        return {};
    }
    if (!builder.result()) {
        YamlNode nothing;
        nothing.place = origin.place({1, 1});
        return nothing;
    }
    return std::move(builder.result());
}

}  // namespace lockstep::lesson
