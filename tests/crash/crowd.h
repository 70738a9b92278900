// A crowd: several people use one store at once, each by chance, and remember what they were told.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "surveys/store/store.h"
#include "tests/crash/platter.h"

namespace tests {

struct Heard {
    surveys::Submission given;
    surveys::Outcome outcome;
};

// What somebody heard, in the order in which it came.
struct Memory {
    std::vector<Heard> heard;
    std::set<std::int64_t> undone;  // batches, as was acknowledged
    std::map<std::int64_t, std::int64_t> imported;  // rows seen of a batch, as was acknowledged
    std::int64_t audited = 0;
    std::vector<std::string> complaints;  // what should never have been said
};

// A file's row, the same for everybody who imports the file.
surveys::ImportedRow row_of_file(int file, std::int64_t row);

class Crowd {
public:
    static constexpr int people = 4;
    static constexpr int steps = 24;

    // The store has an open survey "citizens" with the units "hall" and "xz01".
    Crowd(surveys::Store& store, std::uint64_t seed);
    void run();
    // All that everybody heard, once they are gone.
    const Memory& memory() const { return memory_; }

private:
    class Person;

    surveys::Store& store_;
    std::uint64_t seed_;
    std::vector<std::string> codes_;
    std::mutex joining_;
    Memory memory_;
};

}  // namespace tests
