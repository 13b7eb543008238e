// SPDX-License-Identifier: GPL-3.0-or-later
// A font with just the letters that a file uses, so that an SVG looks the same where the font is
// not installed and stays small.
#pragma once

#include <QByteArray>
#include <set>

namespace lockstep::exporting {

// An OpenType font with the glyphs of these letters; empty if that is not possible.
QByteArray fontSubset(const QByteArray& font, const std::set<char32_t>& letters);

}  // namespace lockstep::exporting
