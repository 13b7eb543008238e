// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace lockstep::ring {

// The natural logarithm by operations that every machine rounds alike, as the
// standard library's may not be: x = m·2^e, and the series of atanh for m.
// Requires x > 0.
inline double naturalLogarithm(double x) {
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);
    if (mantissa < 0.70710678118654752) {
        mantissa *= 2;
        --exponent;
    }
    const double z = (mantissa - 1) / (mantissa + 1);
    const double square = z * z;
    double sum = 0;
    for (int n = 23; n >= 1; n -= 2) {
        sum = sum * square + 1.0 / n;
    }
    return exponent * 0.69314718055994531 + 2 * z * sum;
}

}  // namespace lockstep::ring
