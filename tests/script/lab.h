// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "script/reader.h"

namespace lockstep::script {

inline const Catalog& catalog() {
    static const Catalog all = allTopics();
    return all;
}

// Why a text cannot be read: "LINE:COLUMN: message", or nothing if it can.
inline std::string faultOf(std::string_view text) {
    std::vector<Fault> faults;
    if (readScript(text, catalog(), faults)) return {};
    const Fault& fault = faults.front();
    return std::to_string(fault.place.line) + ':' + std::to_string(fault.place.column) + ": " +
           fault.message;
}

inline Script read(std::string_view text) {
    std::vector<Fault> faults;
    auto script = readScript(text, catalog(), faults);
    return script ? std::move(*script) : Script{};
}

}  // namespace lockstep::script
