// The habits of the house: how a file looks, whatever it is about.
#pragma once

#include <vector>

#include "tests/house/includes.h"
#include "tests/house/source_file.h"

namespace house {

inline constexpr std::size_t columns_max = 100;
inline constexpr std::size_t file_lines_max = 300;
inline constexpr std::size_t function_lines_max = 50;

// Lines of code, SQL, pages and scripts, in code points.
Complaints long_lines(const SourceFile& file);
// Trailing blanks, tabs, carriage returns, and a last line without an end.
Complaints stray_blanks(const SourceFile& file);
Complaints long_files(const SourceFile& file);
// Functions that begin in the first column, outside tests: what a screen cannot show at once.
Complaints long_functions(const SourceFile& file);
Complaints whole_namespaces(const SourceFile& file);
// A thing left to do names who does it: TO-DO(name), written in one word.
Complaints things_nobody_does(const SourceFile& file);
// `#pragma once`, and first of all a sentence that says what the thing is.
Complaints silent_headers(const SourceFile& file);
// Where somebody's machine keeps things is nobody else's business. A page for people (.md) may put
// an example where every machine has room for it.
Complaints machine_paths(const SourceFile& file);
// A .cpp that no CMakeLists.txt in its folder or above it names is never built.
Complaints unbuilt_files(const std::vector<SourceFile>& files);

}  // namespace house
