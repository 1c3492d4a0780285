#include "ingest/readers/url_day.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "ingest/readers/ascii.hpp"
#include "ingest/readers/written_day.hpp"

namespace annalist::ingest {
namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

unsigned number(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::optional<date::sys_days> day_in_url(std::string_view url) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= url.size(); ++i) {
        if (i < url.size() && is_ascii_digit(url[i])) continue;
        if (i > begin) parts.push_back(url.substr(begin, i - begin));
        begin = i + 1;
    }
    const auto make = [](unsigned y, unsigned m, unsigned d) -> std::optional<date::sys_days> {
        const date::year_month_day ymd{date::year(static_cast<int>(y)), date::month(m), date::day(d)};
        if (!ymd.ok() || y < 1990 || y > 2100) return std::nullopt;
        return date::sys_days(ymd);
    };
    for (std::size_t k = 0; k < parts.size(); ++k) {
        if (parts[k].size() == 8) {
            if (auto day = make(number(parts[k].substr(0, 4)), number(parts[k].substr(4, 2)),
                                number(parts[k].substr(6, 2))))
                return day;
        }
        if (k + 2 >= parts.size() || parts[k].size() != 4) continue;
        const auto gap = [&](std::size_t a) {  // what stands between two runs of digits
            const char* end = parts[a].data() + parts[a].size();
            return std::string_view(end, static_cast<std::size_t>(parts[a + 1].data() - end));
        };
        const std::string_view first = gap(k);
        if (first.size() != 1 || gap(k + 1) != first ||
            (first != "/" && first != "-" && first != "_" && first != "."))
            continue;
        if (parts[k + 1].size() > 2 || parts[k + 2].size() > 2) continue;
        if (auto day = make(number(parts[k]), number(parts[k + 1]), number(parts[k + 2])))
            return day;
    }
    // "/2019/nov/18/"
    for (std::size_t at = url.find('/'); at != std::string_view::npos; at = url.find('/', at + 1)) {
        const std::string_view rest = url.substr(at + 1);
        if (rest.size() < 11 || !is_digits(rest.substr(0, 4)) || rest[4] != '/') continue;
        const std::size_t slash = rest.find('/', 5);
        if (slash == std::string_view::npos || slash > 15) continue;
        const unsigned month = month_number(rest.substr(5, slash - 5));
        const std::size_t end = std::min(rest.find('/', slash + 1), rest.size());
        const std::string_view day = rest.substr(slash + 1, end - slash - 1);
        if (month == 0 || !is_digits(day) || day.size() > 2) continue;
        if (auto found = make(number(rest.substr(0, 4)), month, number(day))) return found;
    }
    return std::nullopt;
}

std::optional<date::year_month> month_in_url(std::string_view url) {
    for (std::size_t at = url.find('/'); at != std::string_view::npos; at = url.find('/', at + 1)) {
        const std::string_view rest = url.substr(at + 1);
        if (rest.size() < 8 || !is_digits(rest.substr(0, 4)) || (rest[4] != '/' && rest[4] != '-'))
            continue;
        if (!is_digits(rest.substr(5, 2)) || (rest[7] != '/' && rest[7] != '-')) continue;
        const date::year_month month{date::year(static_cast<int>(number(rest.substr(0, 4)))),
                                     date::month(number(rest.substr(5, 2)))};
        if (month.ok() && month.year() >= date::year(1990) && month.year() <= date::year(2100))
            return month;
    }
    return std::nullopt;
}

}  // namespace annalist::ingest
