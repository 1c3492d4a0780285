#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.hpp"
#include "ingest/text/analysis.hpp"
#include "ingest/text/coref.hpp"
#include "ingest/text/sentences.hpp"

namespace annalist::text {

/// A CoNLL-U file as one text with its sentences and tokens; analyses in it are kept apart, since
/// most uses only want the tokens. Multiword-token lines give the spacing, empty nodes are skipped.
struct ConlluDocument {
    std::string text;                     ///< the sentences' words, spaced as SpaceAfter says
    std::vector<RawSentence> raw;         ///< tokens of each sentence
    std::vector<Sentence> sentences;      ///< the same with the file's own analysis (no entities)
    std::vector<std::vector<std::string>> comments;  ///< "# ..." lines of each sentence
    std::vector<std::vector<std::string>> lines;     ///< token lines, multiword ones included
};

/// Reads CoNLL-U. Errors: InvalidArgument with the line number (fewer than ten columns, a head out
/// of range, an id out of order).
Result<ConlluDocument> read_conllu(std::istream& in);

/// Writes sentences as CoNLL-U with `# sent_id`, `# text`, SpaceAfter=No and, for names,
/// `Entity=(type ... )` brackets in MISC. `split` pieces carry the comment `# split = yes`. Mentions
/// that speak of the same thing share the number in their brackets `Coref=(c3 ... c3)`; a group says
/// before the sentence of its first mention whom it means: `# group c5 = c1 c3`. `notes` holds further
/// comment lines of each sentence, each ending in a line end (see notes_of), or is empty.
void write_conllu(std::ostream& out, std::string_view text, const std::vector<Sentence>& sentences,
                  const Coreference& coreference = {}, const std::vector<std::string>& notes = {});

/// Writes `parsed` under the ids, comments and multiword lines of `document`, whose tokens it has.
void write_conllu(std::ostream& out, const ConlluDocument& document,
                  const std::vector<Sentence>& parsed, const Coreference& coreference = {},
                  const std::vector<std::string>& notes = {});

}  // namespace annalist::text
