#pragma once

#include <date/date.h>

#include <optional>
#include <string_view>

namespace annalist::ingest {

/// The day in an address: "/2020/07/24/", "/2020-07-24-", "20200724", "/2020/jul/24/".
std::optional<date::sys_days> day_in_url(std::string_view url);

/// The month in an address that names no day: "/2020/07/".
std::optional<date::year_month> month_in_url(std::string_view url);

}  // namespace annalist::ingest
