#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ingest/text/time_lexer.hpp"

namespace annalist::text {

enum class Tense : std::uint8_t { Unknown, Past, Perfect, Present, Future };

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
    bool beside_past(std::uint32_t first, std::uint32_t last) const;
    bool plan_before(std::uint32_t at) const;
    bool will_before(std::uint32_t at) const;
    /// From the parse; nullopt when there is none there.
    std::optional<Tense> parsed(std::uint32_t begin, std::uint32_t end) const;

    std::string_view text_;
    std::span<const TimeUnit> units_;
    std::span<const Sentence> sentences_;
    Symbol past_, future_, reporting_, be_;
};

}  // namespace annalist::text
