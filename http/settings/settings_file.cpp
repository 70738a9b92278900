#include "http/settings/settings_file.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

#include "http/settings/setting_list.h"

namespace http {
namespace {

using surveys::Words;

struct Fault {
    toml::source_index line;
    std::string key;
    Words words;
};

// Into the place of a setting, or why not.
class Taking {
public:
    Taking(const Setting& setting, const toml::node& node) : setting_(setting), node_(node) {}

    std::optional<Words> operator()(std::size_t* place) const {
        return take_integer([&](auto value) { *place = static_cast<std::size_t>(value); });
    }
    std::optional<Words> operator()(std::int64_t* place) const {
        return take_integer([&](auto value) { *place = value; });
    }
    std::optional<Words> operator()(std::chrono::milliseconds* place) const {
        return take_integer([&](auto value) { *place = std::chrono::milliseconds(value); });
    }
    std::optional<Words> operator()(double* place) const {
        if (!node_.is_number()) return wrong_kind();
        const double value = node_.value<double>().value_or(-1);
        const bool fits = std::isfinite(value) && value >= static_cast<double>(setting_.least) &&
                          value <= static_cast<double>(setting_.most);
        if (!fits) return wrong_kind();
        *place = value;
        return std::nullopt;
    }
    std::optional<Words> operator()(bool* place) const {
        if (!node_.is_boolean()) return wrong_kind();
        *place = node_.as_boolean()->get();
        return std::nullopt;
    }
    std::optional<Words> operator()(std::string* place) const { return take_text(node_, *place); }
    std::optional<Words> operator()(std::vector<std::string>* place) const {
        if (!node_.is_array()) return wrong_kind();
        place->clear();
        for (const toml::node& one : *node_.as_array()) {
            if (auto words = take_text(one, place->emplace_back())) return words;
        }
        return std::nullopt;
    }

private:
    template <typename Keep>
    std::optional<Words> take_integer(Keep keep) const {
        if (!node_.is_integer()) return wrong_kind();
        const std::int64_t value = node_.as_integer()->get();
        if (value < setting_.least || value > setting_.most) return wrong_kind();
        keep(value);
        return std::nullopt;
    }

    std::optional<Words> take_text(const toml::node& node, std::string& place) const {
        if (!node.is_string()) return wrong_kind();
        place = node.as_string()->get();
        if (place.find_first_of(std::string_view("\0\r\n\x1b", 4)) != std::string::npos)
            return Words{"不能含控制字符", "must hold no control characters"};
        return setting_.fault ? setting_.fault(place) : std::nullopt;
    }

    Words wrong_kind() const {
        const Words kind = kind_in_words(setting_);
        return {"应为" + kind.zh_cn, "must be " + kind.en};
    }

    const Setting& setting_;
    const toml::node& node_;
};

class Reader {
public:
    explicit Reader(Settings& settings) : list_(list_settings(settings)) {}

    void read(const toml::table& table, const std::string& before) {
        for (const auto& [name, node] : table) {
            const std::string key = before + std::string(name.str());
            const auto line = name.source().begin.line;
            if (const Setting* setting = find(key)) {
                if (auto words = std::visit(Taking(*setting, node), setting->place))
                    faults.push_back({line, key, std::move(*words)});
            } else if (node.is_table() && is_table(key)) {
                read(*node.as_table(), key + ".");
            } else {
                faults.push_back({line, key, {"没有这个设置", "there is no such setting"}});
            }
        }
    }

    std::vector<Fault> faults;

private:
    const Setting* find(const std::string& key) const {
        const auto found = std::ranges::find(list_, key, &Setting::key);
        return found == list_.end() ? nullptr : &*found;
    }
    bool is_table(const std::string& key) const {
        return std::ranges::any_of(
            list_, [&](const Setting& one) { return one.key.starts_with(key + "."); });
    }

    const std::vector<Setting> list_;
};

std::string place(toml::source_index line, const std::string& key) {
    const std::string number = "line " + std::to_string(line);
    return key.empty() ? number : number + ": " + key;
}

}  // namespace

SettingsReading read_settings(std::string_view toml) {
    SettingsReading reading;
    const toml::parse_result parsed = toml::parse(toml);
    if (!parsed) {
        const std::string why(parsed.error().description());
        reading.problems.push_back({place(parsed.error().source().begin.line, ""),
                                    {"不是正确的 TOML：" + why, "this is no TOML: " + why}});
        return reading;
    }
    Reader reader(reading.settings);
    reader.read(parsed.table(), "");
    std::ranges::stable_sort(reader.faults, {}, &Fault::line);
    for (Fault& fault : reader.faults)
        reading.problems.push_back({place(fault.line, fault.key), std::move(fault.words)});
    return reading;
}

std::string settings_file(const Settings& settings) {
    Settings copy = settings;
    std::string text =
        "# manyidu 满意度：服务的设置 / the server's settings\n"
        "#\n"
        "# 每个键都可以省略，省略时用这里写的默认值；命令行选项优先于本文件。\n"
        "# Every key may be left out and then is what stands here; the command line wins.\n"
        "# 检查 / check:  manyidu serve --config FILE --check\n";
    std::string table;
    for (const Setting& setting : list_settings(copy)) {
        if (table_of(setting) != table) {
            table = table_of(setting);
            text.append("\n[").append(table).append("]\n");
        }
        const Words kind = kind_in_words(setting);
        text.append("# ").append(setting.words.zh_cn).append("（").append(kind.zh_cn);
        text.append("）\n# ").append(setting.words.en).append(" (").append(kind.en).append(")\n");
        text.append(name_of(setting)).append(" = ").append(value_in_toml(setting)).append("\n");
    }
    return text;
}

}  // namespace http
