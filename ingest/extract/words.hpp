#pragma once

#include <string_view>

#include "ingest/text/words.hpp"

namespace annalist::ingest {

using text::is_one_of;

/// Whether a word begins with a capital letter.
inline bool starts_upper(std::string_view word) {
    return !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0xC3);
}

/// Whether a lemma names a day, month or stretch of time: "on Monday" is no complement of its verb.
inline bool is_time_noun(std::string_view lemma) {
    return is_one_of(lemma, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                             "today", "yesterday", "tomorrow", "week", "month", "year", "day", "morning",
                             "evening", "night", "hour", "time", "january", "february", "march", "april",
                             "may", "june", "july", "august", "september", "october", "november",
                             "december", "weekend", "moment"});
}

}  // namespace annalist::ingest
