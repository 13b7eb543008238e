// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "script/json.h"
#include "script/lines.h"

namespace lockstep::script {

// Tells what a script does as JSON, one object a line for each step, print,
// expect, note, back, go and branch. The README of this room has their keys.
class JsonLines : public Listener {
public:
    explicit JsonLines(Write write) : write_(std::move(write)) {}

    // Call once, before the first command: what changes is told from here.
    void start(const Script& script, const Timeline& timeline);

    void acted(const Timeline& timeline) override;
    void expected(const Command& command, const Expression& expression,
                  bool holds, const FactList& got) override;
    void printed(const Timeline& timeline, const FactList& facts) override;
    void noted(const Timeline& timeline, const std::string& text) override;
    void wentBack(const Timeline& timeline, Step count) override;
    void went(const Timeline& timeline, const std::string& target) override;
    void branched(const Timeline& timeline, const std::string& name) override;
    void ended(const Command& command) override;
    bool listens() override { return writable_; }

    // Writes what is left. False if not all could be written.
    bool finish();

private:
    void line(const JsonWriter& json);
    void flush();
    void remember(const Timeline& timeline);
    void place(JsonWriter& json, const Timeline& timeline);

    Write write_;
    std::string text_;
    FactList facts_;  // where the timeline stands
    FactList next_;
    int branch_ = 0;
    bool writable_ = true;
};

}  // namespace lockstep::script
