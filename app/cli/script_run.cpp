// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/script_run.h"

#include "cli/complaints.h"
#include "cli/console.h"
#include "script/reader.h"

namespace lockstep::cli {

std::optional<PlayedScript> playScript(const std::string& file, const Catalog& catalog,
                                       int& status) {
    status = unreadable;
    auto text = readInput(file);
    if (!text) return std::nullopt;
    return playText(file, std::move(*text), catalog, status);
}

std::optional<PlayedScript> playText(const std::string& name, std::string text,
                                     const Catalog& catalog, int& status) {
    status = unreadable;
    std::vector<Fault> faults;
    const auto script = script::readScript(text, catalog, faults);
    if (!script) {
        complain(name, faults.front());
        return std::nullopt;
    }
    status = failed;
    PlayedScript played{std::move(text), script::open(*script)};
    Complaining<script::Listener> listener(name);
    if (script::Player(*played.timeline, listener).play(script->commands) !=
        script::Outcome::done) {
        return std::nullopt;
    }
    status = succeeded;
    return played;
}

}  // namespace lockstep::cli
