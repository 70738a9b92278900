// A server: both listeners with what they serve, from the first connection to a graceful end.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace http {

enum class Exit;
struct Settings;
struct World;

class Server {
public:
    // Opens the store and listens. Throws std::runtime_error in words for a person. `dev_folder`
    // holds pages/ and assets/, read at each use; or it is empty. Both others outlive the server.
    Server(const World& world, const Settings& settings, const std::filesystem::path& dev_folder);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Tells the person at the terminal where everything is.
    void introduce();
    // Until SIGINT or SIGTERM. Requests that are complete by then are answered, nothing new is
    // taken; whoever does not read their answer is left behind after reply_wait_max. Work of the
    // desk that takes longer is broken off, as is everything at a second signal: what was
    // acknowledged is stored all the same. Also until the disk fails: then Exit::world_failed, and
    // the next start finds out what the disk holds.
    [[nodiscard]] Exit run();

private:
    class Body;
    std::unique_ptr<Body> body_;
};

// Keeps SIGINT and SIGTERM from ending the process. Before any thread, so that every thread
// leaves them to the server.
void await_signals();

}  // namespace http
