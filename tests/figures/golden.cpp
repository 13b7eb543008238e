// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/golden.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "drawing/dump.h"
#include "support/paths.h"

namespace lockstep::testing {

void expectGolden(const std::string& name, const drawing::Figure& figure) {
    const auto path = sourceFolder() / "tests/figures/goldens" / (name + ".txt");
    const std::string text = drawing::toText(figure);
    if (updatesGoldens()) {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(text, golden.str()) << path;
}

}  // namespace lockstep::testing
