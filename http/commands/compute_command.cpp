#include <istream>
#include <ostream>
#include <string>

#include "http/commands/commands.h"
#include "reports/calculator/calculator.h"
#include "reports/calculator/given.h"

namespace http {
namespace {

// The next line without its end, however long, but never more of it than one byte too many.
bool read_line(std::istream& in, std::string& line) {
    line.clear();
    std::streambuf& bytes = *in.rdbuf();
    constexpr auto end = std::char_traits<char>::eof();
    int byte = bytes.sbumpc();
    if (byte == end) return false;
    for (; byte != end && byte != '\n'; byte = bytes.sbumpc())
        if (line.size() <= reports::CalculatorLimits::line_bytes_max)
            line.push_back(static_cast<char>(byte));
    return true;
}

}  // namespace

// Each reply is sent before the next line is read: another program may wait for it.
Exit compute(const World& world, std::istream& in) {
    std::string line;
    while (world.out && read_line(in, line))
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            world.out << reports::calculate(line) << '\n' << std::flush;
    return world.out ? Exit::done : Exit::world_failed;
}

}  // namespace http
