#include "ingest/text/time_order.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace annalist::text {
namespace {

/// Month before day, both orders (Canada), or a country's letters that sites of all countries use.
constexpr std::array<std::string_view, 14> kNotDayFirst = {"us", "ph", "ca", "pr", "gu", "tv", "io",
                                                           "co", "me", "ai", "cc", "fm", "ws", "to"};

}  // namespace

bool writes_day_first(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    auto host = url.substr(0, url.find_first_of("/?#"));
    if (const auto user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
    host = host.substr(0, host.find(':'));
    const auto dot = host.rfind('.');
    if (dot == std::string_view::npos || host.size() - dot != 3) return false;
    std::string country(host.substr(dot + 1));
    for (char& c : country) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        if (c < 'a' || c > 'z') return false;
    }
    return std::find(kNotDayFirst.begin(), kNotDayFirst.end(), country) == kNotDayFirst.end();
}

}  // namespace annalist::text
