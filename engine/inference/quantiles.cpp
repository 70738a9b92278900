#include "engine/inference/quantiles.h"

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

namespace engine {

double normal_quantile(double upper_tail) {
    return boost::math::quantile(boost::math::complement(boost::math::normal(), upper_tail));
}

double t_quantile(double freedom, double upper_tail) {
    return boost::math::quantile(
        boost::math::complement(boost::math::students_t(freedom), upper_tail));
}

double f_quantile(double numerator_freedom, double denominator_freedom, double upper_tail) {
    return boost::math::quantile(boost::math::complement(
        boost::math::fisher_f(numerator_freedom, denominator_freedom), upper_tail));
}

double beta_lower_quantile(double a, double b, double lower_tail) {
    return boost::math::ibeta_inv(a, b, lower_tail);
}

double beta_upper_quantile(double a, double b, double upper_tail) {
    return boost::math::ibetac_inv(a, b, upper_tail);
}

}  // namespace engine
