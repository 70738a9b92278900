#include <ostream>

#include "http/commands/commands.h"
#include "http/commands/serve_settings.h"
#include "http/commands/server.h"
#include "http/watch/log.h"

namespace http {

Exit serve(const World& world, const ServeOptions& options) {
    const SettingsReading reading = read_settings(world, options);
    if (!reading.problems.empty()) {
        const Exit mistaken = refuse(world, reading.problems);
        return options.check_only ? Exit::answer_is_no : mistaken;
    }
    if (options.check_only) {
        world.out << surveys::Words{"设置无误", "The settings are right"}.in(world.locale) << '\n';
        return Exit::done;
    }
    set_up_log(reading.settings.log);
    await_signals();
    Server server(world, reading.settings, options.dev_folder);
    server.introduce();
    return server.run();
}

}  // namespace http
