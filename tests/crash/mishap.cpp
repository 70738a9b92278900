#include "tests/crash/mishap.h"

#include <algorithm>
#include <cstdlib>
#include <map>

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

std::int64_t stride(std::int64_t times) {
    const char* const asked = std::getenv("FAILURE_STRIDE");
    const std::int64_t most = asked == nullptr ? 97 : std::stoll(asked);
    return std::min(most, std::max<std::int64_t>(times / 3, 1));
}

}  // namespace tests
