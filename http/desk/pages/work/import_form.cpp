#include "http/desk/pages/work/import_form.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "http/desk/accounts/accounts.h"
#include "http/desk/desk_api.h"
#include "http/desk/desk_routes.h"
#include "surveys/limits.h"
#include "surveys/store/store.h"

namespace http {
namespace {

using surveys::Words;

void take_file(const Asked& asked, Uploads& uploads, ImportFormReading& reading) {
    if (const FormPart* const file = asked.file("file")) {
        reading.upload.order.file_name = file->file_name.empty() ? "file" : file->file_name;
        reading.upload.bytes = file->content;
        return;
    }
    const std::string kept = asked.field("kept");
    if (auto before = kept.empty() ? std::nullopt : uploads.take(asked.visitor.name, kept)) {
        reading.upload.order.file_name = std::move(before->order.file_name);
        reading.upload.bytes = std::move(before->bytes);
        return;
    }
    reading.problems.push_back({"file", {"请选择一个 CSV 文件", "Choose a CSV file"}});
}

void take_map(const Asked& asked, ImportFormReading& reading) {
    const FormPart* const file = asked.file("map");
    const std::string& number = reading.form.map_of;
    if (file && !number.empty())
        reading.problems.push_back({"map", {"沿用以前的对应表，就不要再选文件；二者取一",
                                            "Choose an earlier map or a file, not both"}});
    if (file && file->content.size() > surveys::limits.definition_bytes_max)
        reading.problems.push_back({"map", {"对应表文件太大", "The map's file is too large"}});
    else if (file) reading.upload.order.map_json = std::string(file->content);
    if (number.empty() || file) return;
    for (const surveys::Batch& batch : asked.desk.store.batches())
        if (std::to_string(batch.number) == number) reading.upload.order.map_json = batch.map_json;
    if (!reading.upload.order.map_json)
        reading.problems.push_back({"map_of", {"没有这批导入", "There is no such import"}});
}

bool is_line(const std::string& place) {
    return !place.empty() && std::all_of(place.begin(), place.end(), [](unsigned char c) {
        return std::isdigit(c) != 0;
    });
}

}  // namespace

ImportFormReading read_import_form(const Asked& asked, Uploads& uploads) {
    ImportFormReading reading{.form = {.survey = asked.field("survey"),
                                       .map_of = asked.field("map_of"),
                                       .encoding = asked.field("encoding"),
                                       .kept = {},
                                       .kept_name = {}},
                              .upload = {},
                              .problems = {}};
    reading.upload.order.survey = reading.form.survey;
    if (!asked.desk.store.survey(reading.form.survey))
        reading.problems.push_back({"survey", {"没有这项调查", "There is no such survey"}});
    take_file(asked, uploads, reading);
    take_map(asked, reading);
    reading.upload.order.encoding = surveys::encoding_named(reading.form.encoding);
    if (!reading.upload.order.encoding && reading.form.encoding != "auto")
        reading.problems.push_back({"encoding", {"没有这种编码", "There is no such encoding"}});
    return reading;
}

surveys::Problems by_field(const surveys::Problems& problems, bool has_map) {
    constexpr std::array<std::string_view, 4> fields{"survey", "file", "map", "encoding"};
    surveys::Problems ours;
    for (const surveys::Problem& problem : problems) {
        const std::string& place = problem.place;
        const Words& words = problem.words;
        if (std::find(fields.begin(), fields.end(), place) != fields.end())
            ours.push_back(problem);
        else if (is_line(place))
            ours.push_back({"file", {"第 " + place + " 行：" + words.zh_cn,
                                     "line " + place + ": " + words.en}});
        else
            ours.push_back({has_map ? "map" : "file",
                            {place + "：" + words.zh_cn, place + ": " + words.en}});
    }
    return ours;
}

}  // namespace http
