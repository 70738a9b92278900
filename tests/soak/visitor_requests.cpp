#include "tests/soak/visitor_requests.h"

#include <array>

namespace soak {
namespace {

constexpr std::uint64_t page_every = 12;
constexpr std::uint64_t comment_every = 10;
constexpr std::uint64_t own_key_every = 5;
constexpr std::uint64_t unit_every = 2;
constexpr std::uint64_t addresses = 4'000;  // each far below the limit of one
constexpr std::array grades{"very_satisfied", "very_satisfied", "very_satisfied", "satisfied",
                            "satisfied",      "fairly_satisfied", "dissatisfied"};

std::string head(const std::string& line, std::uint64_t number) {
    const std::uint64_t address = number % addresses;
    return line + " HTTP/1.1\r\nHost: pj.example.gov.cn\r\nX-Forwarded-For: 10.9." +
           std::to_string(address / 250) + '.' + std::to_string(address % 250 + 1) + "\r\n";
}

}  // namespace

VisitorRequest visitor_request(std::uint64_t number, std::uint64_t seed) {
    if (number % page_every == 0) return {head("GET /s/citizens?u=xz01", number) + "\r\n", false};
    std::string body = R"({"answers":{"overall":")" + std::string(grades[number % grades.size()]);
    body += '"';
    if (number % comment_every == 1)
        body += R"(,"comment":"等了很久才轮到，希望多开一个窗口。)" + std::to_string(number) + '"';
    body += '}';
    if (number % unit_every == 1) body += R"(,"unit":"xz0)" + std::to_string(number % 9 + 1) + '"';
    body += '}';
    std::string bytes = head("POST /api/v1/surveys/citizens/responses", number) +
                        "Content-Type: application/json\r\n";
    if (number % own_key_every == 2)
        bytes += "Idempotency-Key: soak-" + std::to_string(seed) + '-' + std::to_string(number) +
                 "\r\n";
    bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    return {std::move(bytes), true};
}

}  // namespace soak
