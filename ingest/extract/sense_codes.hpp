#pragma once

#include <string>
#include <string_view>

#include "graph/event.hpp"
#include "ingest/extract/senses.hpp"

namespace annalist::ingest {

/// The CAMEO code of a mention, as fine as the sense that tells of it has one: "0871" where type and mode
/// give "087". What is only promised, asked for, threatened or refused has the code of doing so for
/// what it is: help that is promised is 033. `text` is the article's. Without a sense, cameo_code().
std::string cameo_of(const Mention& mention, std::string_view text, const Senses& senses);

}  // namespace annalist::ingest
