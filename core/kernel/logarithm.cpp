// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/logarithm.h"

#include <cmath>

namespace lockstep {
namespace {

constexpr double ln2 = 0.693147180559945309417232121458;

}  // namespace

// x = m 2^e with m near 1, and ln m = 2 atanh((m-1) / (m+1)), whose series
// ends early for so small an argument.
double naturalLogarithm(double x) {
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);
    if (mantissa < 0.70710678118654752) {
        mantissa *= 2;
        --exponent;
    }
    const double s = (mantissa - 1) / (mantissa + 1);
    const double square = s * s;
    double sum = 0;
    for (int k = 23; k >= 1; k -= 2) {
        sum = sum * square + 1.0 / k;
    }
    return 2 * s * sum + exponent * ln2;
}

// exp x = 2^n exp r with |r| <= ln 2 / 2, and Taylor's series for exp r.
double exponential(double x) {
    const double n = std::floor(x / ln2 + 0.5);
    const double r = x - n * ln2;
    double sum = 1;
    for (int k = 18; k >= 1; --k) {
        sum = 1 + sum * r / k;
    }
    return std::ldexp(sum, static_cast<int>(n));
}

}  // namespace lockstep
