#pragma once

#include <vector>

#include "ingest/extract/candidates.hpp"
#include "ingest/extract/deed_rules.hpp"
#include "ingest/extract/deeds.hpp"

namespace annalist::ingest {

/// The deeds of a sentence that the annals keep beside the contacts: told as the sentence's own and not inside what another deed
/// asks for or threatens, done by somebody named and to somebody named (what needs no other side, as a resignation, `rules` say). Contacts are read by find_candidates(); here only those that a user's senses tell of. Times are left for later.
std::vector<Candidate> deed_candidates(const Tree& tree, const SentenceNames& names, const Senses& senses, const DeedRules& rules, const Cast& cast);

}  // namespace annalist::ingest
