#include "ingest/text/time_build.hpp"
#include "ingest/text/time_reader.hpp"

namespace annalist::text {

std::optional<TimeQuantity> read_quantity(std::span<const TimeUnit> units, std::uint32_t at) {
    if (at >= units.size()) return std::nullopt;
    TimeQuantity q;
    if (is_number(units, at)) {
        q.count = units[at].number;
        q.last = at + 1;
        // "one and a half"
        if (is_word(units, q.last, "and") && is_word(units, q.last + 1, "a") &&
            is_word(units, q.last + 2, "half")) {
            q.count += 0.5;
            q.last += 3;
            return q;
        }
        if (is_word(units, q.last, "dozen")) {
            q.count *= 12;
            ++q.last;
            return q;
        }
        std::uint32_t then = q.last;
        const bool hyphen = is_word(units, then, "-");
        if (hyphen) ++then;
        if (is_word(units, then, "to") || is_word(units, then, "or")) {
            ++then;
            if (hyphen && is_word(units, then, "-")) ++then;
        } else if (!hyphen) {
            return q;
        }
        if (is_number(units, then) && !units[then].starts && units[then].number > q.count &&
            units[then].number < 100000) {
            q.high = units[then].number;
            q.last = then + 1;
        }
        return q;
    }
    if (!units[at].word) return std::nullopt;
    const auto next = [&](std::string_view word) { return is_word(units, q.last, word); };
    const std::string_view word = units[at].word->text;
    q.last = at + 1;
    if (word == "a" || word == "an") {
        if (next("few") || next("number")) {
            ++q.last;
            if (next("of")) ++q.last;
            return q;
        }
        if (next("couple") || next("dozen")) {
            q.count = next("couple") ? 2 : 12;
            ++q.last;
            if (next("of")) ++q.last;
            return q;
        }
        if (next("single")) ++q.last;
        q.count = 1;
        return q;
    }
    if (word == "couple" || word == "dozens" || word == "hundreds" || word == "thousands" ||
        word == "scores" || word == "tens") {
        if (word == "couple") q.count = 2;
        if (next("of")) ++q.last;
        return q;
    }
    if (word == "quite" && next("a") && is_word(units, q.last + 1, "few")) {
        q.last += 2;
        return q;
    }
    if (word == "several" || word == "few" || word == "many" || word == "numerous" ||
        word == "countless" || word == "various")
        return q;
    return std::nullopt;
}

}  // namespace annalist::text
