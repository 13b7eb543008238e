// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/topic.h"

namespace lockstep {

// A word of a line with its column, from 1. Quotes are taken off; `quoted`
// remembers them.
struct Word {
    std::string text;
    int column = 1;
    bool quoted = false;
};

// Splits a line at spaces; a # at the start or after a space begins a comment.
// Quotes keep spaces; in them \" and \\ are the only escapes. On a fault the
// words so far are returned.
std::vector<Word> splitWords(std::string_view line,
                             std::optional<Fault>& fault);

// An action as it was written: a message may be named by kind and link, "the
// oldest append S1->S3", which only a world can tell.
struct WrittenAction {
    Action action;
    std::string kind;  // set: action.a -> action.b, the oldest of this kind
};

// Reads an action: "timeout S3", "cut S1->S2", "latency 5 ms", "flaw X on".
// Nothing, and a fault with the column, if it is not one.
std::optional<WrittenAction> parseAction(const std::vector<Word>& words,
                                         const TopicInfo& topic,
                                         const Setup& setup, Fault& fault);
std::optional<WrittenAction> parseAction(std::string_view line,
                                         const TopicInfo& topic,
                                         const Setup& setup, Fault& fault);

// True if a line's first word begins an action of this topic.
bool isActionWord(std::string_view word, const TopicInfo& topic);

// True if an action's first argument is a server that may join by it.
bool introduces(const Action& action, const TopicInfo& topic);

// True if a line turns a dial. Where a dial has the name of a verb, it does if
// the rest is a value: "heartbeat 80 ms", but not "heartbeat S1".
bool turnsDial(const std::vector<Word>& words, const TopicInfo& topic);

// Finds the message meant. Nothing, and why, if there is none.
std::optional<Action> resolve(const WrittenAction& written,
                              const AnyWorld& world, std::string& why);

// The line that says an action, as parseAction reads it.
std::string toText(const Action& action, const TopicInfo& topic,
                   const Setup& setup);

// A server's name as a word: in quotes where the language needs them.
std::string quotedWord(std::string_view word);

// An action offered at a server, link or message: what a menu shows.
struct Offer {
    std::string label;        // "Crash"
    std::string line;         // "crash S3"; with "KEY=VALUE" left to fill in
    bool needsInput = false;  // the line has a place to fill in
    std::string refusal;      // why not now; empty if possible
};

std::vector<Offer> offersAtServer(const AnyWorld& world, const TopicInfo& topic,
                                  ServerId server);
// What concerns no one server: the topic's verbs without one, and healing.
std::vector<Offer> offersAtWorld(const AnyWorld& world, const TopicInfo& topic);
std::vector<Offer> offersAtLink(const AnyWorld& world, const TopicInfo& topic,
                                ServerId from, ServerId to);
std::vector<Offer> offersAtMessage(const AnyWorld& world,
                                   const TopicInfo& topic, MessageId message);

}  // namespace lockstep
