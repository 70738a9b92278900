#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ostream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "http/commands/commands.h"
#include "http/commands/desk_client.h"

namespace http {
namespace {

// A file only its owner can read; one with something in it stays, so no sheet of codes is lost.
class PrivateFile {
public:
    explicit PrivateFile(const std::filesystem::path& path) {
        std::error_code none;
        if (std::filesystem::exists(path) && std::filesystem::file_size(path, none) > 0) return;
        descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (descriptor_ >= 0) ::fchmod(descriptor_, S_IRUSR | S_IWUSR);
    }
    ~PrivateFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    PrivateFile(const PrivateFile&) = delete;
    PrivateFile& operator=(const PrivateFile&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    void write(std::string_view text) const {
        while (!text.empty()) {
            const auto written = ::write(descriptor_, text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) throw std::runtime_error("the file of codes could not be written");
            text.remove_prefix(static_cast<std::size_t>(written));
        }
    }

private:
    int descriptor_ = -1;
};

}  // namespace

Exit make_codes(const World& world, const CodesOptions& options) {
    if (options.out.extension() != ".csv")
        return refuse(world, {{"--out", {"码表写成 .csv 文件", "Codes are written to a .csv file"}}});
    // Opened before any code is made: a batch is shown once.
    const PrivateFile file(options.out);
    if (!file.is_open())
        return refuse(world, {{options.out.string(),
                               {"这个文件已经存在,或无法写入", "This file exists, or cannot be "
                                                              "written"}}});
    nlohmann::ordered_json body{{"survey", options.survey}, {"count", options.count}};
    if (!options.unit.empty()) body["unit"] = options.unit;
    DeskClient desk(world);
    const auto reply = desk.ask("POST", "/api/v1/codes", body.dump());
    if (!reply.is_good()) {
        std::filesystem::remove(options.out);
        return explain(world, reply);
    }
    std::string text = "code,survey,unit\r\n";
    const auto made = nlohmann::json::parse(reply.body);
    for (const auto& code : made.at("codes"))
        text += code.get<std::string>() + "," + options.survey + "," + options.unit + "\r\n";
    file.write(text);
    world.out << made.at("codes").size()
              << surveys::Words{" 个码已写入 ", " codes written to "}.in(world.locale)
              << options.out.string() << '\n';
    return Exit::done;
}

}  // namespace http
