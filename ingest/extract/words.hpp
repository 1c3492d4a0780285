#pragma once

#include "ingest/text/words.hpp"

namespace annalist::ingest {

using text::is_one_of;

}  // namespace annalist::ingest
