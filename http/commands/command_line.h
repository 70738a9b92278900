// The command line: from the words a person typed to the command that is meant.
#pragma once

namespace http {

int run_command_line(int argc, char** argv);

}  // namespace http
