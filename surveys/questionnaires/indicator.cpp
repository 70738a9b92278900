#include "surveys/questionnaires/indicator.h"

#include "engine/expects.h"

namespace surveys {

std::string_view name(Measure measure) {
    switch (measure) {
        case Measure::mean_score: return "mean_score";
        case Measure::satisfied_share: return "satisfied_share";
    }
    engine::expects(false, "a measure is one of two");
    return {};
}

std::string_view name(Design design) {
    switch (design) {
        case Design::census: return "census";
        case Design::probability: return "probability";
        case Design::volunteer: return "volunteer";
    }
    engine::expects(false, "a design is one of three");
    return {};
}

}  // namespace surveys
