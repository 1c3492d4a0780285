#pragma once

#include <iosfwd>
#include <string>

#include "graph/result.hpp"

namespace annalist::cli {

struct CodeOptions {
    std::string form = "diplomacy";
    std::string input = "-";    ///< a JSON lines file, "-" for standard input
    double min_confidence = 0;  ///< 0 to 1; of the forms diplomacy and full
    std::string lexicon;        ///< folder of a user's lexicon, "" for none
};

/// Codes the rows of `in` to `out`, one line each, in order, without a store. A row that cannot be
/// read, or one of the user's lexicon, is reported to `errors` with its line and left out; gives how
/// many were. Errors: InvalidArgument (no such form or folder), Io and Corruption (model or lexicon).
Result<std::size_t> code_rows(const CodeOptions& options, std::istream& in, std::ostream& out, std::ostream& errors);

}  // namespace annalist::cli
