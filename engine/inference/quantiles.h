// Quantiles: of the distributions that the methods refer to, computed by Boost.Math.
#pragma once

namespace engine {

// What is exceeded with chance `upper_tail`, 0 < upper_tail < 1. Pass the error itself: 1 - 0.95
// is not 0.05 in a double. `freedom` > 0.
double normal_quantile(double upper_tail);
double t_quantile(double freedom, double upper_tail);
double f_quantile(double numerator_freedom, double denominator_freedom, double upper_tail);

// What is not exceeded with chance `lower_tail`, and what is exceeded with chance `upper_tail`,
// by a Beta(a, b). a, b > 0.
double beta_lower_quantile(double a, double b, double lower_tail);
double beta_upper_quantile(double a, double b, double upper_tail);

}  // namespace engine
