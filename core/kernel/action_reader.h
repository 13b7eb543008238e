// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/action_text.h"

namespace lockstep {

// The words that serve every topic, as a script writes them.
struct CommonVerb {
    std::string_view name;
    Verb verb;
};
inline constexpr CommonVerb commonVerbs[] = {
    {"deliver", Verb::deliver},     {"drop", Verb::drop},
    {"duplicate", Verb::duplicate}, {"delay", Verb::delay},
    {"crash", Verb::crash},         {"restart", Verb::restart},
    {"slow", Verb::slow},           {"cut", Verb::cut},
    {"heal", Verb::heal},           {"partition", Verb::partition}};

// Reads the words of one action. Each reader takes the words it knows, or
// sets the fault and returns false.
class ActionReader {
public:
    ActionReader(const std::vector<Word>& words, const TopicInfo& topic,
                 const Setup& setup, Fault& fault)
        : words_(words), topic_(topic), setup_(setup), fault_(fault) {}

    std::optional<WrittenAction> read();

private:
    bool readVerb();
    bool readDialVerb(std::string_view name);
    bool readCommonVerb(Verb verb);
    bool readTopicVerb(const VerbSpec& verb);
    bool readField(Argument argument, std::uint32_t& field);
    bool readOptions(const VerbSpec& verb, std::uint32_t& field);
    bool readServer(ServerId& server);
    // A->B or A-B; a name may itself have a hyphen.
    bool readEnds(const std::string& text, bool& both);
    bool readLink(Verb oneWay, Verb bothWays);
    bool readMessage();
    bool readDelay();
    bool readFactor();
    bool readGroups();
    std::string groupsText(
        const std::vector<std::vector<ServerId>>& groups) const;
    bool readFlaw();
    bool readEnd();
    std::string rest();
    std::string serverList() const;
    std::string flawList() const;
    bool wrong(std::size_t word, std::string message);

    Action& action() { return written_.action; }

    const std::vector<Word>& words_;
    const TopicInfo& topic_;
    const Setup& setup_;
    Fault& fault_;
    WrittenAction written_;
    std::size_t next_ = 0;
};

// Whether one of these words means anything in a topic: some have no messages
// or links, some no servers that crash.
bool servesTopic(const CommonVerb& verb, const TopicInfo& topic);

// A whole number, nothing else.
std::optional<std::uint32_t> readWholeNumber(std::string_view text);

}  // namespace lockstep
