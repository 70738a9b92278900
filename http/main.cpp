#include "http/commands/command_line.h"

int main(int argc, char** argv) { return http::run_command_line(argc, argv); }
