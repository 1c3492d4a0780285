#pragma once

#include <string_view>
#include <vector>

#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// Mends what a parse says against English grammar, where the words leave one reading only:
/// - a finite verb is not coordinated with an infinitive: "urged them to wait and spoke with Ivanov"
///   coordinates "urged" and "spoke";
/// - a weekday between a name and its verb is when, not who: "Egypt Monday signed";
/// - "visiting" before the object of a verb that takes no participle describes that object: "told
///   visiting envoy Ivanov".
/// `words` are the forms of `sentence`'s tokens. Heads and relations change, and nothing else.
void repair_parse(const std::vector<std::string_view>& words, Sentence& sentence);

}  // namespace annalist::text
