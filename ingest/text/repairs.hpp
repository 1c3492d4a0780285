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
///   visiting envoy Ivanov";
/// - of two complements of one verb, a noun and behind it a finite verb without a subject, the noun
///   is the subject: "'Talks between them will begin on Monday,' he said";
/// - a plural before a name describes it and those joined to it: "Presidents Chirac and Putin";
/// - in headlines a comma joins two subjects ("Ross, Hill sign treaty"), and what a name is "to" do is its predicate
///   ("Ross to visit Oslo").
/// `words` are the forms of `sentence`'s tokens. Heads and relations change, and nothing else.
void repair_parse(const std::vector<std::string_view>& words, Sentence& sentence);

}  // namespace annalist::text
