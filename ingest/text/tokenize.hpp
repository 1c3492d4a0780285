#pragma once

#include <string_view>
#include <vector>

#include "graph/text_span.hpp"

namespace annalist::text {

/// A word or mark as it stands in the text.
struct RawToken {
    TextSpan span;
    bool space_before = false;  ///< white space (or the start of the text) precedes it

    bool operator==(const RawToken&) const = default;
};

/// Cuts text into treebank tokens as English UD does: clitics ("do" "n't", "Iran" "'s"), hyphens
/// ("well" "-" "known", but "co-operate"), currency signs and "%" stand alone; abbreviations,
/// initials, numbers, dates, addresses and e-mails stay whole. Offsets are bytes; damaged UTF-8 and
/// other alphabets pass through. A run of more than 4,096 bytes without a space is cut. Linear time.
std::vector<RawToken> tokenize(std::string_view text);

/// ":-)" and its kin.
bool is_face(std::string_view token);

/// How a token with a final full stop behaves at a possible sentence end.
enum class Abbreviation {
    None,     ///< no abbreviation
    Title,    ///< Mr., Gen., St.: a name follows
    Initial,  ///< J.
    Other,    ///< U.S., Inc., Jan., etc.: may end a sentence
};

/// What `token`, with its full stop, is; None when it is no known abbreviation.
Abbreviation abbreviation_of(std::string_view token);

}  // namespace annalist::text
