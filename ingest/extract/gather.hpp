#pragma once

#include <cstdint>
#include <vector>

#include "ingest/extract/candidates.hpp"
#include "ingest/extract/cast.hpp"

namespace annalist::ingest {

/// Reports of one event in one article.
struct Draft {
    std::vector<Candidate> reports;   ///< in text order
    std::vector<Involved> parties;    ///< of all reports; a person stands for the state it speaks for
};

/// Brings the reports of an article together, so that each event stands once: "the talks", "their
/// meeting" are the event told before; reports of one kind with agreeing parties, days, count and
/// status are one. What has no parties in the end, or only one where it takes two, is left out.
/// `candidates` are in text order.
std::vector<Draft> gather(std::vector<Candidate> candidates, Cast& cast, std::string_view home = {});

/// Whether two actors can be the same side of an event: the same actor, or a state (or body) and
/// somebody who speaks for it.
bool same_side(const CastMember& a, const CastMember& b);

}  // namespace annalist::ingest
