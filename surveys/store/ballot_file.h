// A ballot's file: the codes and the answers of one open ballot, in a database of its own.
//
// It lies in the folder `ballots` beside the store and is never part of a backup. Its one
// transaction a turn burns codes and adds answers: nothing else ever ties the two together. Rows
// lie in it in the order they came, so it goes as soon as the ballot is closed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/ballots/list_hash.h"
#include "surveys/store/connection.h"
#include "surveys/store/texts.h"

namespace surveys {

struct BallotCounts {
    std::int64_t codes = 0;
    std::int64_t used = 0;
    std::int64_t answers = 0;
};

// One answer, under a random id. Who sent it, when, from where and in which language is not kept.
struct BallotAnswer {
    ResponseId id;
    int version = 1;
    std::string answers;  // as encode() wrote them
    std::vector<TextRow> texts{};
};

// A file of that name, but of another ballot: another store may lie in the same folder.
class ForeignBallotFile : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

class BallotFile {
public:
    // An existing one, of this survey and list, else ForeignBallotFile. Throws when it is newer
    // than we know, or cannot be read.
    BallotFile(const std::filesystem::path& file, Connection::Kind kind, std::string_view survey,
               const ListHash& list);
    // A new file, or another list in the one of a draft: durable when this returns.
    static void write_list(const std::filesystem::path& file, std::string_view survey,
                           std::vector<CodeHash> hashes);

    // One transaction: kept durably when this returns, gone without a trace when it throws. After a
    // failed write or fsync nobody knows what the disk holds: then nothing more is kept.
    template <typename Work>
    void write(const Work& work) {
        begin();
        try {
            work();
            connection_.run("commit");
        } catch (const SQLite::Exception& failure) {
            give_up(failure);
            throw;
        } catch (...) {
            connection_.try_run("rollback");
            throw;
        }
    }

    struct Code {
        bool is_used = false;
        std::optional<std::string> use;  // 32 bytes
    };
    std::optional<Code> find(const CodeHash& hash);
    void burn(const CodeHash& hash, const std::optional<CodeHash>& use);  // requires an unused one
    void add(const BallotAnswer& answer);

    BallotCounts counts();
    ListHash list();                      // recounted from the codes that are there now
    std::vector<BallotAnswer> answers();  // in the order of their ids
    std::vector<std::string> flaws();     // of the file itself

private:
    void begin();
    void give_up(const SQLite::Exception& failure);

    Connection connection_;
    bool is_broken_ = false;
};

// FILE, FILE-wal and FILE-shm are gone, and their names are off the disk, when this returns. What
// they held is not overwritten: a solid-state disk would keep it anyway.
void remove_ballot_file(const std::filesystem::path& file);

}  // namespace surveys
