#include "http/commands/world.h"

#include <fstream>
#include <iterator>
#include <ostream>

namespace http {

Exit refuse(const World& world, const surveys::Problems& problems) {
    for (const surveys::Problem& problem : problems) {
        if (!problem.place.empty()) world.err << problem.place << ": ";
        world.err << problem.words.in(world.locale) << '\n';
    }
    return Exit::wrong_use;
}

Exit refuse(const World& world, const surveys::Words& words) {
    return refuse(world, surveys::Problems{{"", words}});
}

std::optional<std::string> read_file(const World& world, const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) {
        refuse(world, surveys::Problems{
                          {file.string(), {"这个文件读不出来", "This file cannot be read"}}});
        return std::nullopt;
    }
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace http
