// Many tests at once: p values raised so that a list of findings keeps one promise as a whole.
#pragma once

#include <span>
#include <vector>

namespace engine {

// Each takes m p values in 0..1 and gives as many in the same order: p(i), the i-th smallest, is
// multiplied as said, made monotone, and cut at 1. What is at most the error is a finding. Ties
// stay ties. Exact tests of counts have p values that are rather too large: all stay valid.
//
// The first three keep the chance of even one false finding below the error, for lists that name
// and shame. Bonferroni and Holm do so however the tests depend on each other.
std::vector<double> bonferroni(std::span<const double> p);  // m
std::vector<double> holm(std::span<const double> p);        // m - i + 1, from the smallest (1979)
// The same factors from the largest; for tests that are independent (Hochberg 1988, Biometrika 75).
std::vector<double> hochberg(std::span<const double> p);
// These keep the expected part of false findings below the error, for lists that are looked into.
// m/i from the largest; for independent tests (Benjamini & Hochberg 1995, JRSS B 57:289–300).
std::vector<double> benjamini_hochberg(std::span<const double> p);
// That times 1 + 1/2 + … + 1/m; for any dependence, as where units share citizens (Benjamini &
// Yekutieli 2001, Annals of Statistics 29:1165–1188).
std::vector<double> benjamini_yekutieli(std::span<const double> p);

}  // namespace engine
