// Checkpoints: the month ends at which the bureau holds its figures against the year's plan.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace reports {

// 绩效运行监控 of the bureau's own plan: 25 % by the end of March, 50 % June, 75 % October, 100 %
// December.
struct Checkpoint {
    int month = 12;
    int percent = 100;
};
inline constexpr std::array checkpoints{Checkpoint{3, 25}, Checkpoint{6, 50}, Checkpoint{10, 75},
                                        Checkpoint{12, 100}};

bool is_checkpoint(int month);
std::int64_t last_day_of(int year, int month);

// The first checkpoint that ends on that day or later; each year has one on its last day.
Checkpoint next_checkpoint(std::int64_t day);

}  // namespace reports
