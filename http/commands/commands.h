// The commands: what manyidu does when it is called with a word. Each says how it ended.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "http/commands/world.h"

namespace http {

// What the command line says wins over the file.
struct ServeOptions {
    std::optional<std::filesystem::path> config;
    bool check_only = false;  // whether the settings are right, then the end
    std::optional<std::string> public_address;
    std::optional<std::string> desk_address;
    std::optional<std::string> origin;
    std::optional<std::string> desk_origin;
    std::optional<std::string> rate;  // "50/s" or "off"
    std::filesystem::path dev_folder;  // holds pages/ and assets/, read at each use; or empty
};
Exit serve(const World& world, const ServeOptions& options);

// Makes the store and fills it with made-up answers, marked as such for ever. A store that is
// there already is left alone.
Exit make_demo(const World& world);

Exit list_surveys(const World& world);
Exit show_survey(const World& world, const std::string& id);
Exit check_survey(const World& world, const std::filesystem::path& file);
Exit add_survey(const World& world, const std::filesystem::path& file);
Exit open_survey(const World& world, const std::string& id, const std::string& closing_date);
Exit close_survey(const World& world, const std::string& id);

Exit list_indicators(const World& world);
Exit check_indicator(const World& world, const std::filesystem::path& file);
Exit add_indicator(const World& world, const std::filesystem::path& file);

Exit import_units(const World& world, const std::filesystem::path& file);

struct CodesOptions {
    std::string survey;
    std::int64_t count = 0;
    std::string unit;
    std::string origin;         // what the links begin with; only slips (.html) have links
    std::filesystem::path out;  // .csv or .html
};
Exit make_codes(const World& world, const CodesOptions& options);

struct PosterOptions {
    std::string survey;
    std::string unit;
    std::string origin;
    std::filesystem::path out;
};
Exit make_poster(const World& world, const PosterOptions& options);

struct ImportOptions {
    std::string survey;
    std::filesystem::path file;
    std::optional<std::filesystem::path> map;
    std::string encoding = "auto";
    bool dry_run = false;
};
Exit import_answers(const World& world, const ImportOptions& options);
Exit undo_import(const World& world, std::int64_t batch, const std::string& reason);
Exit list_imports(const World& world);

struct ScoreOptions {
    std::optional<std::string> indicator;
    std::optional<std::string> by;
    std::optional<std::string> as_of;
    bool json = false;
};
Exit score(const World& world, const ScoreOptions& options);
Exit review(const World& world, int year, const std::filesystem::path& folder);
Exit verify(const World& world);

// The engine as a calculator: a line of JSON in, a line out (reports/calculator/calculator.h).
Exit compute(const World& world, std::istream& in);

// A verified copy in a new file; beside a running server it is the server that makes it.
Exit back_up(const World& world, const std::filesystem::path& file);

struct RestoreOptions {
    std::filesystem::path backup;
    std::optional<std::filesystem::path> key;  // else the one beside the store
    bool replace = false;                      // a store that is there; it is kept aside
};
Exit restore(const World& world, const RestoreOptions& options);

Exit add_user(const World& world, const std::string& name, const std::string& role);
Exit change_password(const World& world, const std::string& name);
Exit make_token(const World& world, const std::string& name);

}  // namespace http
