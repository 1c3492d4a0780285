#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/event.hpp"
#include "ingest/extract/cast.hpp"
#include "ingest/extract/parties.hpp"
#include "ingest/extract/syntax.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {

/// The figures of one sentence: amounts of money or goods and changes in percent of trade, aid,
/// loans, output and the like. In `parties` an ActorId is 1 + the member of the cast. `story` are
/// the countries that the article is about, for "bilateral trade" without names. Article, ordinal
/// and known day are left for the caller.
std::vector<Figure> find_figures(const Tree& tree, const SentenceNames& names, const Cast& cast,
                                 std::span<const text::Timex> timexes,
                                 const std::vector<std::uint32_t>& story);

}  // namespace annalist::ingest
