#include "surveys/store/journal.h"

#include "surveys/store/definitions.h"
#include "surveys/store/row.h"

namespace surveys {
namespace {

constexpr std::uint8_t format = 1;  // of the bytes below; a new one never changes old links

void write_row(LinkBytes& bytes, const Row& row, std::string_view unit) {
    bytes.varying(unit);
    bytes.integer(static_cast<std::uint8_t>(number_of(row.channel)));
    bytes.integer(static_cast<std::uint8_t>(number_of(row.source)));
    bytes.integer(static_cast<std::uint8_t>(number_of(row.locale)));
    bytes.integer(row.received_ms);
    bytes.varying(row.answers);
    bytes.integer(static_cast<std::uint8_t>(row.weight_micros.has_value()));
    if (row.weight_micros) bytes.integer(*row.weight_micros);
    bytes.varying(row.stratum);
    bytes.integer(static_cast<std::uint8_t>(row.batch.has_value()));
    if (row.batch) bytes.integer(*row.batch);
    bytes.integer(static_cast<std::uint8_t>(row.supplements.has_value()));
    if (row.supplements) bytes.fixed(row.supplements->bytes);
}

}  // namespace

Link next_link(const Chain& chain, const Entry& entry) {
    LinkBytes bytes(chain.head);
    bytes.integer(format);
    bytes.varying(entry.survey);
    bytes.integer(chain.length + 1);
    bytes.fixed(entry.row.id.bytes);
    bytes.integer(static_cast<std::uint32_t>(entry.row.version));
    bytes.fixed(entry.asked.sha256);
    write_row(bytes, entry.row, entry.unit);
    bytes.integer(static_cast<std::uint16_t>(entry.texts.size()));
    for (const TextRow& text : entry.texts) {
        bytes.integer(static_cast<std::uint16_t>(text.question));
        bytes.fixed(text.hash);
    }
    return bytes.link();
}

}  // namespace surveys
