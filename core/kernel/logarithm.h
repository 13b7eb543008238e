// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lockstep {

// The natural logarithm and the exponential function by additions,
// multiplications and divisions alone: the library's may differ in the last
// place between platforms, and a drawn time with them. Within 1e-14 of the
// true value, relatively. Requires x > 0 and normal.
double naturalLogarithm(double x);

// Requires -700 <= x <= 700.
double exponential(double x);

}  // namespace lockstep
