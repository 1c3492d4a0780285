#pragma once

#include <string_view>

namespace annalist::text {

/// Whether the publisher at this address writes the day before the month in "3/4/2019": by the
/// country of its host's last label ("bbc.co.uk"). False for the United States and the Philippines,
/// and where the address names no country ("example.com"): the date then gets a low confidence.
bool writes_day_first(std::string_view url);

}  // namespace annalist::text
