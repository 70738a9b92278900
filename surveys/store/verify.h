// Verification: the rows recounted and the journal rechecked, each disagreement with its place.
#pragma once

#include <optional>

#include "surveys/store/connections.h"
#include "surveys/store/definitions.h"
#include "surveys/store/key_file.h"
#include "surveys/store/store.h"

namespace surveys {

// Reads only. Without the key sealed contacts are not opened; their hashes still count.
Verification verify_store(const Connections& connections, Definitions& definitions,
                          const std::optional<Keys>& keys);

}  // namespace surveys
