// The calculator: every line gets one reply, a result without NaN or problems that say why.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "reports/calculator/calculator.h"
#include "tests/fuzz/fuzzed.h"

namespace {

using nlohmann::json;

bool is_finite(const json& value) {
    if (value.is_number_float()) return std::isfinite(value.get<double>());
    if (value.is_structured())
        return std::all_of(value.begin(), value.end(),
                           [](const json& part) { return is_finite(part); });
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const std::string reply = reports::calculate(tests::text_of(bytes, count));
    const json answered = json::parse(reply, nullptr, false);
    tests::demand(answered.is_object() && answered.contains("id"), "a reply is an object");
    tests::demand(answered.contains("result") != answered.contains("problem"),
                  "either a result or a problem");
    tests::demand(reply.find('\n') == std::string::npos, "a reply is one line");
    tests::demand(is_finite(answered), "a number that is printed is finite");
    if (answered.contains("result"))
        tests::demand(reports::calculate(tests::text_of(bytes, count)) == reply,
                      "the same line gets the same reply");
    return 0;
}
