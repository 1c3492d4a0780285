#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ingest/text/timex.hpp"

namespace annalist::text {

/// One JSON line for `annalist code --form timex`: {"id", "timexes": [{"start", "end", "type",
/// "value", ...}]}. Offsets are code points of `text`; no line end.
std::string timex_row(std::string_view id, std::string_view text, std::span<const Timex> timexes);

/// `text` in double quotes as JSON writes it.
std::string json_quoted(std::string_view text);

/// Counts code points for byte offsets that only grow. `text` must outlive it.
class CodePoints {
public:
    explicit CodePoints(std::string_view text) : text_(text) {}
    /// Code points before byte `offset`, which is not before an earlier one asked for.
    std::size_t before(std::size_t offset);

private:
    std::string_view text_;
    std::size_t at_ = 0, count_ = 0;
};

}  // namespace annalist::text
