#pragma once

#include <date/date.h>

#include <span>
#include <string>
#include <string_view>

#include "ingest/text/analysis.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::text {

/// One JSON line for `annalist code --form timex`: {"id", "timexes": [{"start", "end", "type",
/// "value", ...}]}. Offsets are code points of `text`; no line end.
std::string timex_row(std::string_view id, std::string_view text, std::span<const Timex> timexes);

/// An event whose day is asked for: code points [begin, end) of its trigger.
struct GivenEvent {
    std::string id;
    std::size_t begin = 0, end = 0;
};

/// One JSON line for `annalist code --form eventtime`: {"id", "events": [{"id", "begin", "end"}]}, an
/// open end as "". After the custom of that form, whose bounds exclude the day they name, an event
/// somewhere within a longer time ("in 1979") is given as after its first and before its last day.
std::string event_time_row(std::string_view id, std::string_view text,
                           std::span<const Sentence> sentences, std::span<const Timex> timexes,
                           std::span<const GivenEvent> events, date::sys_days dct);

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
