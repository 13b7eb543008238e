// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "script/player.h"

namespace lockstep::script {

// Takes a piece of output; false if it can be written no more.
using Write = std::function<bool(std::string_view text)>;

// Tells what a script does, in lines for people: each step with its time and
// its sentences (heartbeats and the like without), each print and expect.
class LineTeller : public Listener {
public:
    void acted(const Timeline& timeline) override;
    void expected(const Command& command, const Expression& expression,
                  bool holds, const FactList& got) override;
    void printed(const Timeline& timeline, const FactList& facts) override;
    void wentBack(const Timeline& timeline, Step count) override;
    void went(const Timeline& timeline, const std::string& target) override;
    void branched(const Timeline& timeline, const std::string& name) override;
    void idled(const Timeline& timeline) override;
    void refused(const Command& command, const std::string& why) override;

protected:
    // Never empty, and without its line feed.
    virtual void line(std::string_view text) = 0;

private:
    int branch_ = 0;  // the branch that was told of last
};

// The transcript of a script: the commands, each with its lines after a line
// ---- and an empty line below. That is how expected output is written too.
class Transcript : public LineTeller {
public:
    explicit Transcript(Write write) : write_(std::move(write)) {}

    // Writes the head. Call once, before the first command.
    void start(const Script& script, const Timeline& timeline);
    void began(const Command& command) override;
    void ended(const Command& command) override;
    bool listens() override { return writable_; }

    // Writes what is left. False if not all could be written.
    bool finish();

protected:
    void line(std::string_view text) override;

private:
    void flush();

    Write write_;
    std::string text_;
    bool lines_ = false;  // the command has said something
    bool writable_ = true;
};

// What an expect saw: "S1.role is leader, S2.role is down".
std::string tellFacts(const FactList& facts);

// An action as its line, with the message it means: "deliver 12 (append
// S1->S3)". The timeline stands after it.
std::string tellAction(const Timeline& timeline);

}  // namespace lockstep::script
