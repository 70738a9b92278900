// The settings a server is started with: the file's, and over them what the command line says.
#pragma once

#include "http/commands/commands.h"
#include "http/settings/settings_file.h"

namespace http {

// Every problem of the file, of the options and of both together, each with its place.
[[nodiscard]] SettingsReading read_settings(const World& world, const ServeOptions& options);

}  // namespace http
