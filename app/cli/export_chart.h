// SPDX-License-Identifier: GPL-3.0-or-later
// One of a topic's charts as a file: SVG, PDF, PNG, or its numbers as CSV.
#pragma once

#include <string>

#include "exporting/exporting.h"
#include "kernel/timeline.h"

namespace lockstep::cli {

bool isCsv(const std::string& path);

// Returns the exit code; complaints go to standard error. Needs a QApplication for pictures.
int exportChart(const Timeline& timeline, const std::string& id, drawing::Size size,
                const exporting::ExportOptions& options);

}  // namespace lockstep::cli
