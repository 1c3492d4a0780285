#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/analysis.hpp"
#include "ingest/text/change.hpp"
#include "ingest/text/quantity.hpp"
#include "ingest/text/roles.hpp"

namespace annalist::text {

/// CoNLL-U comment lines for what a sentence says beyond its tree, with token numbers from 1:
///     # role 7-8 = Boris Gryzlov | chairman | United Russia's Supreme Council
///     # quantity 4-5 = nearly 8.3 %
///     # change 3 = up by 8.3 %, from 40000000000 USD, to 43320000000 USD, year-on-year
std::string notes_of(std::string_view text, const Sentence& sentence,
                     const std::vector<Role>& roles);

/// "more than 3 to 5 USD a year".
std::string describe(const Quantity& quantity);

}  // namespace annalist::text
