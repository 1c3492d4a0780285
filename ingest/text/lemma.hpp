#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/result.hpp"
#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// Finds lemmas by rules on endings and a list of exceptions made from the treebanks.
class Lemmatizer {
public:
    /// Reads lines `class form lemma`, as train/lemmas.py writes them; `lines` must outlive it.
    /// Errors: Corruption (a line without three fields).
    static Result<Lemmatizer> load(std::string_view lines);

    /// The lemma of a word with its tags: lower case, but a proper noun as it is written (a plural
    /// one without its ending: "Koreans" gives "Korean").
    std::string lemma(std::string_view word, Upos upos, std::string_view xpos) const;

private:
    std::unordered_map<std::string_view, std::string_view> exceptions_;  // "VVBD went" -> "go"
};

}  // namespace annalist::text
