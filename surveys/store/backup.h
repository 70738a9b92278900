// A backup: the store copied page by page beside its intake, and verified before it counts.
#pragma once

#include <filesystem>
#include <optional>

#include "surveys/store/connections.h"
#include "surveys/store/key_file.h"
#include "surveys/store/store.h"

namespace surveys {

// The copy goes on at the writing connection in steps of a quarter of a millisecond, with the
// intake between them: SQLite then carries each commit into the copy, so that it ends as the store
// was at its last step, and no long reader holds back the log. It is one file that needs no other;
// the key is never part of it, and neither are the files of open ballots.
//
// Throws std::runtime_error when a disk fails; then nothing lies at `file`.
Backup back_up_store(Connections& connections, const std::optional<Keys>& keys,
                     const std::filesystem::path& file);

}  // namespace surveys
