// Digests: a hash over each small table that no journal guards, kept beside it as a mark.
//
// A flipped bit in an indicator's target would make another verdict, and nothing else would notice.
// Each is renewed in the transaction that changes its table; verification computes them again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace surveys {

class Connection;

// `surveys`: not the ends of their journals. `imports`: not their progress, which the rows tell.
// Whoever changes one of these tables renews its digest in the same transaction.
enum class Guarded { units, indicators, surveys, imports, code_batches };

void renew_digest(Connection& connection, Guarded table);
// The codes of a batch, just made: their hashes and units never change.
void keep_digest_of_codes(Connection& connection, std::int64_t survey, std::int64_t batch);
// Of a store that was made before there were any.
bool has_digests(Connection& connection);
void keep_missing_digests(Connection& connection);

// What is another than was kept, in words.
std::vector<std::string> broken_digests(Connection& connection);

}  // namespace surveys
