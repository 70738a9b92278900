#include "tests/crash/mishap.h"

#include <algorithm>
#include <cstdlib>

namespace tests {

using Kind = Fault::Kind;

const std::vector<Mishap> mishaps{
    {Operation::write, Kind::refused},      {Operation::write, Kind::refused, true},
    {Operation::write, Kind::torn},         {Operation::write, Kind::full},
    {Operation::write, Kind::full, true},   {Operation::write, Kind::power_lost},
    {Operation::sync, Kind::refused},       {Operation::sync, Kind::refused, true},
    {Operation::sync, Kind::torn},          {Operation::sync, Kind::power_lost},
    {Operation::truncate, Kind::refused},   {Operation::truncate, Kind::power_lost},
    {Operation::open, Kind::refused},       {Operation::remove, Kind::refused},
    {Operation::remove, Kind::power_lost},  {Operation::read, Kind::refused},
};

std::string words(const Mishap& mishap, std::int64_t number, const std::string& state) {
    const std::map<Kind, std::string> kinds{{Kind::refused, "refused"},
                                            {Kind::full, "full"},
                                            {Kind::torn, "torn"},
                                            {Kind::power_lost, "power lost"}};
    return kinds.at(mishap.kind) + (mishap.lasting ? " for good" : "") + " at " +
           name(mishap.operation) + " " + std::to_string(number) + ", " + state;
}

Times times_of(const Disk& disk) {
    Times times;
    for (const Operation each : operations) times[each] = disk.times(each);
    return times;
}

void at_every_point(const Times& times,
                    const std::function<void(const Mishap&, std::int64_t number)>& expect_kept) {
    const char* const asked = std::getenv("FAILURE_STRIDE");
    const std::int64_t most = asked == nullptr ? 97 : std::stoll(asked);
    for (const Mishap& mishap : mishaps) {
        const std::int64_t last = times.at(mishap.operation);
        const std::int64_t step = std::min(most, std::max<std::int64_t>(last / 3, 1));
        for (std::int64_t number = 1; number <= last; number += step) expect_kept(mishap, number);
    }
}

}  // namespace tests
