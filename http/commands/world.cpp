#include "http/commands/world.h"

#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>

#include "surveys/store/store.h"

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

std::unique_ptr<surveys::Store> open_for_reading(const World& world) {
    if (!std::filesystem::exists(world.store))
        throw std::runtime_error(
            surveys::Words{"没有这个数据库：", "There is no such store: "}.in(world.locale) +
            world.store.string());
    return surveys::open_store(world.store, surveys::Access::read);
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
