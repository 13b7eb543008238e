// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a script: it is told what is wrong, or played; nothing else may happen.
#include <cstdint>
#include <cstdlib>

#include "catalog/catalog.h"
#include "script/json_lines.h"
#include "script/reader.h"
#include "script/recording.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace lockstep;
    static const Catalog catalog = allTopics();
    // Most inputs should get past the topic.
    std::string text = "topic raft\n";
    text.append(reinterpret_cast<const char*>(bytes), size);
    std::vector<Fault> faults;
    const auto script = script::readScript(text, catalog, faults);
    if (!script) {
        if (faults.empty() || faults.front().place.line < 1) std::abort();
        return 0;
    }
    std::size_t said = 0;
    script::JsonLines teller([&](std::string_view piece) {
        said += piece.size();
        return said < 500'000;
    });
    const auto timeline = script::open(*script);
    teller.start(*script, *timeline);
    script::Player(*timeline, teller).play(script->commands);
    // Whatever was done can be recorded, and the recording read.
    faults.clear();
    if (timeline->step() < 2'000 &&
        !script::readScript(script::writeRecording(*timeline), catalog, faults)) {
        std::abort();
    }
    return 0;
}
