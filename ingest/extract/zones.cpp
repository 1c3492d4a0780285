#include "ingest/extract/zones.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <stdexcept>

#include "ingest/extract/dateline.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

Result<Zones> Zones::load(const std::filesystem::path& file) {
    Zones zones;
    const auto read = read_table(file, {"country", "city", "zone"}, [&](const TableRow& row) -> Result<void> {
        const std::string country(row["country"]), city(row["city"]), zone(row["zone"]);
        if (country.size() != 3 || zone.find('/') == std::string::npos)
            return Error{ErrorCode::Corruption, fmt::format("\"{}\", \"{}\": a country's three letters and a zone like Asia/Tokyo are needed", country, zone)};
        if (!zones.zones_.emplace(std::pair(country, city), zone).second)
            return Error{ErrorCode::Corruption, fmt::format("{} {} stands twice", country, city)};
        return {};
    });
    if (!read) return read.error();
    return zones;
}

std::string_view Zones::zone(const Place& place) const {
    auto at = zones_.find(std::pair(place.country, place.city));
    if (at == zones_.end()) at = zones_.find(std::pair(place.country, std::string()));
    return at == zones_.end() ? std::string_view() : std::string_view(at->second);
}

std::optional<date::sys_days> Zones::day_at(const Place& place, Instant moment) const {
    const auto name = zone(place);
    if (name.empty()) return std::nullopt;
    try {
        const auto local = date::locate_zone(std::string(name))->to_local(moment);
        return date::sys_days{date::floor<date::days>(local).time_since_epoch()};
    } catch (const std::runtime_error&) {  // no tz database, or one without this name
        return std::nullopt;
    }
}

std::vector<text::LocalDay> local_days(std::string_view text, const std::vector<text::Sentence>& sentences,
                                       Instant moment, const Lexicon& lexicon, const Zones& zones) {
    std::vector<text::LocalDay> days;
    for (const text::Sentence& sentence : sentences) {
        const auto begin = sentence.span.begin;
        if (begin > 0 && text[begin - 1] != '\n') continue;
        const auto dateline = find_dateline(text.substr(begin), lexicon);
        if (!dateline || dateline->place.empty()) continue;
        if (const auto day = zones.day_at(dateline->place, moment)) days.push_back({begin, *day});
    }
    return days;
}

}  // namespace annalist::ingest
