// An import watch: notes how long each chunk held the writer, and breaks off when the server stops.
#pragma once

#include <stdexcept>

#include "surveys/import/importer.h"

namespace http {

struct Desk;

// What was stored by then stays; the same file goes on behind it.
class ServerStops : public std::runtime_error {
public:
    ServerStops() : std::runtime_error("the server stops") {}
};

surveys::ImportWatch watch_import(const Desk& desk);

}  // namespace http
