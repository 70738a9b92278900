// The parts of a scale as the files write them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "engine/figures/scale.h"
#include "surveys/questionnaires/json_fields.h"

namespace surveys {

// {"points":[100,80,60,30,0],"last_satisfied":"fairly_satisfied"}; the bureau's own when absent.
engine::Scale read_scale(Fields& file, std::string_view field, Problems& problems);
// Five whole numbers from 0 to 100 that never rise.
std::optional<std::array<int, 5>> read_points(Fields& fields, std::string_view field);

}  // namespace surveys
