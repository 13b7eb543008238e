// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include "cli/console.h"
#include "script/lines.h"
#include "script/text.h"

namespace lockstep::cli {

// A listener that says on standard error, too, what failed and where.
template <class Base>
class Complaining : public Base {
public:
    template <class... BaseArguments>
    explicit Complaining(std::string file, BaseArguments&&... arguments)
        : Base(std::forward<BaseArguments>(arguments)...), file_(std::move(file)) {}

    void expected(const script::Command& command, const script::Expression& expression, bool holds,
                  const script::FactList& got) override {
        Base::expected(command, expression, holds, got);
        if (holds) return;
        complaint(expression.place(), script::tellFacts(got) + "; this was expected: " +
                                          expression.text());
    }

    void refused(const script::Command& command, const std::string& why) override {
        Base::refused(command, why);
        complaint(command.place, script::shown(command.text) + " is refused: " + why);
    }

protected:
    // What was told so far comes first where both go to one terminal.
    virtual void flushBefore() {}

private:
    void complaint(Place place, std::string message) {
        flushBefore();
        complain(file_, {place, std::move(message)});
    }

    std::string file_;
};

}  // namespace lockstep::cli
