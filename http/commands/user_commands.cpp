#include <ostream>

#include <nlohmann/json.hpp>

#include "http/commands/commands.h"
#include "http/commands/desk_client.h"

namespace http {
namespace {

// Asks, and prints one field of the answer alone on its line, fit for a script.
Exit ask_for(const World& world, const std::string& path, const nlohmann::json& body,
             const char* field) {
    DeskClient desk(world);
    const auto reply = desk.ask("POST", path, body.dump());
    if (!reply.is_good()) return explain(world, reply);
    world.out << nlohmann::json::parse(reply.body).at(field).get<std::string>() << '\n';
    return Exit::done;
}

}  // namespace

Exit add_user(const World& world, const std::string& name, const std::string& role) {
    return ask_for(world, "/api/v1/users", {{"name", name}, {"role", role}}, "password");
}

Exit change_password(const World& world, const std::string& name) {
    return ask_for(world, "/api/v1/users/" + path_segment(name) + "/password",
                   nlohmann::json::object(), "password");
}

Exit make_token(const World& world, const std::string& name) {
    return ask_for(world, "/api/v1/users/" + path_segment(name) + "/tokens",
                   nlohmann::json::object(), "token");
}

}  // namespace http
