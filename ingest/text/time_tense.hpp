#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ingest/text/time_lexer.hpp"

namespace annalist::text {

enum class Tense : std::uint8_t { Unknown, Past, Perfect, Future };

/// The tense of the words around the units [first, last), read from the nearest verb of the
/// clause: tags where the analysis gives them, else word lists and endings. Looks at most a
/// sentence far.
class TenseReader {
public:
    TenseReader(std::string_view text, std::span<const TimeUnit> units, const TimeTable& table,
                std::span<const Sentence> sentences);

    Tense around(std::uint32_t first, std::uint32_t last) const;
    /// True when the word before unit `at` is `word`.
    bool preceded_by(std::uint32_t at, std::string_view word) const;

private:
    Tense cue(std::uint32_t at) const;

    std::string_view text_;
    std::span<const TimeUnit> units_;
    std::span<const Sentence> sentences_;
    Symbol past_, future_;
};

}  // namespace annalist::text
