#include "ingest/lexicon/lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "graph/fold.hpp"
#include "graph/time_span.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {
namespace {

/// "2019-03-06", "2019-03" (the first day) or "2019"; nullopt when empty. With `last`, the last day.
std::optional<date::sys_days> table_day(std::string_view cell, bool last) {
    if (cell.empty()) return std::nullopt;
    const auto range = DayRange::parse(cell, cell);
    if (!range) return std::nullopt;
    return last ? range->last : range->first;
}

/// Refuses a term of office with a day that is none or an end before its start.
Result<void> check_term(std::string_view start, std::string_view end) {
    for (const auto cell : {start, end})
        if (!cell.empty() && !table_day(cell, false))
            return Error{ErrorCode::Corruption, fmt::format("\"{}\" is no day", cell)};
    const auto from = table_day(start, false), to = table_day(end, true);
    if (from && to && *to < *from)
        return Error{ErrorCode::Corruption, fmt::format("a term from {} to {} ends before it begins", start, end)};
    return {};
}

/// Refuses a state or body that no table has.
Result<void> check_seat(const Lexicon& lexicon, std::string_view country, std::string_view organization) {
    if (!country.empty() && !lexicon.country_by_id(country))
        return Error{ErrorCode::Corruption, fmt::format("country {} is in no row of countries.tsv", country)};
    if (!organization.empty() && !lexicon.organization_by_id(organization))
        return Error{ErrorCode::Corruption, fmt::format("body {} is in no row of organizations.tsv", organization)};
    return {};
}

/// Which of two overlapping terms holds on a day of both: where one end is known only to the year (31
/// December, 1 January) and the other to the day, the latter decides; nullptr when neither does.
const OfficeRow* settled(const OfficeRow& a, const OfficeRow& b) {
    const OfficeRow& early = *a.from <= *b.from ? a : b;
    const OfficeRow& late = &early == &a ? b : a;
    if (!early.to) return nullptr;
    const date::year_month_day end{*early.to}, start{*late.from};
    if (end.year() != start.year()) return nullptr;
    const bool vague_end = end.month() == date::December && end.day() == date::day{31};
    const bool vague_start = start.month() == date::January && start.day() == date::day{1};
    if (vague_end == vague_start) return nullptr;
    return vague_end ? &late : &early;
}

std::string seat_key(std::string_view country, std::string_view organization, std::string_view code) {
    return fmt::format("{}|{}|{}", country, organization, code);
}

}  // namespace

bool OfficeRow::held_on(date::sys_days day) const {
    if (!from || day < *from) return false;
    if (to) return day <= *to;
    return !as_of || day <= *as_of + date::days{730};
}

Result<Lexicon> Lexicon::load(const std::filesystem::path& folder) {
    Lexicon lexicon;
    for (auto step : {lexicon.load_countries(folder), lexicon.load_organizations(folder),
                      lexicon.load_leaders(folder / "leaders.tsv"),
                      lexicon.load_leaders(folder / "leaders-by-sa.tsv"),
                      lexicon.load_leaders(folder / "leaders-early.tsv"),
                      lexicon.load_officials(folder / "officials.tsv"), lexicon.load_places(folder),
                      lexicon.load_regions(folder / "regions.tsv"),
                      lexicon.load_female_names(folder / "given-names-female.tsv")})
        if (!step) return step.error();
    lexicon.stamp_ = fmt::format("lexicon:{}c{}o{}p{}h", lexicon.countries_.size(),
                                 lexicon.organizations_.size(), lexicon.places_.size(),
                                 lexicon.offices_.size());
    return lexicon;
}

Result<void> Lexicon::load_female_names(const std::filesystem::path& file) {
    return read_table(file, {"name"}, [&](const TableRow& row) -> Result<void> {
        female_names_.insert(fold_name(row["name"]));
        return {};
    });
}

Result<void> Lexicon::load_countries(const std::filesystem::path& folder) {
    auto read = read_table(
        folder / "countries.tsv",
        {"id", "name", "official_name", "other_names", "demonyms", "adjectives", "capitals", "metonyms"},
        [&](const TableRow& row) -> Result<void> {
            const auto at = static_cast<std::uint32_t>(countries_.size());
            CountryRow country{std::string(row["id"]), std::string(row["name"]), {},
                               table_day(row["valid_from"], false), table_day(row["valid_to"], true)};
            if (country.id.empty() || country.name.empty())
                return Error{ErrorCode::Corruption, "a country needs an id and a name"};
            if (!country_ids_.emplace(country.id, at).second)
                return Error{ErrorCode::Corruption, fmt::format("country {} stands twice", country.id)};
            add_name(country.name, NameReading{NameKind::Country, at});
            if (!row["official_name"].empty()) {
                country.aliases.emplace_back(row["official_name"]);
                add_name(row["official_name"], NameReading{NameKind::Country, at});
            }
            for (const auto name : split_cell(row["other_names"])) {
                country.aliases.emplace_back(name);
                add_name(name, NameReading{NameKind::Country, at});
            }
            for (const auto name : split_cell(row["demonyms"])) add_name(name, NameReading{NameKind::Nationality, at});
            for (const auto name : split_cell(row["adjectives"])) add_name(name, NameReading{NameKind::Nationality, at});
            for (const auto name : split_cell(row["capitals"])) add_name(name, NameReading{NameKind::Seat, at});
            for (const auto name : split_cell(row["metonyms"])) add_name(name, NameReading{NameKind::Seat, at});
            countries_.push_back(std::move(country));
            return {};
        });
    if (!read) return read;
    return read_table(folder / "metonyms.tsv", {"term", "country"}, [&](const TableRow& row) -> Result<void> {
        const auto at = country_ids_.find(std::string(row["country"]));
        if (at == country_ids_.end()) return {};  // seats of bodies: not read yet
        add_name(row["term"], NameReading{NameKind::Seat, at->second});
        return {};
    });
}

Result<void> Lexicon::load_organizations(const std::filesystem::path& folder) {
    return read_table(
        folder / "organizations.tsv", {"id", "name", "acronyms_and_names", "type", "home_country"},
        [&](const TableRow& row) -> Result<void> {
            const auto at = static_cast<std::uint32_t>(organizations_.size());
            const auto type = row["type"];
            const bool national = type == "party" || type == "military" || type == "government" ||
                                  type == "intelligence" || type == "company" || type == "bank" ||
                                  type == "armed_group" || type == "police" || type == "political_movement";
            OrganizationRow body{std::string(row["id"]), std::string(row["name"]), {}, std::string(type),
                                 national ? std::string(row["home_country"]) : ""};
            if (!organization_ids_.emplace(body.id, at).second)
                return Error{ErrorCode::Corruption, fmt::format("body {} stands twice", body.id)};
            add_name(body.name, NameReading{NameKind::Organization, at});
            for (const auto name : split_cell(row["acronyms_and_names"])) {
                body.aliases.emplace_back(name);
                add_name(name, NameReading{NameKind::Organization, at});
            }
            organizations_.push_back(std::move(body));
            return {};
        });
}

Result<void> Lexicon::load_places(const std::filesystem::path& folder) {
    return read_table(folder / "places.tsv", {"name", "other_names", "country", "population", "is_venue"},
                      [&](const TableRow& row) -> Result<void> {
                          const auto at = static_cast<std::uint32_t>(places_.size());
                          PlaceRow place{std::string(row["name"]), std::string(row["country"]), 0, row["is_venue"] == "1"};
                          const auto count = row["population"];
                          std::from_chars(count.data(), count.data() + count.size(), place.population);
                          add_name(place.name, NameReading{NameKind::Place, at});
                          for (const auto name : split_cell(row["other_names"]))
                              add_name(name, NameReading{NameKind::Place, at});
                          places_.push_back(std::move(place));
                          return {};
                      });
}

Result<void> Lexicon::load_regions(const std::filesystem::path& file) {
    return read_table(file, {"name"}, [&](const TableRow& row) -> Result<void> {
        add_name(row["name"], std::nullopt);
        return {};
    });
}

std::uint32_t Lexicon::person_row(std::string_view name, std::string_view wikidata,
                                  std::string_view country, std::string_view organization) {
    const auto key = fmt::format("{}|{}|{}", fold_name(name), country, organization);
    const auto at = static_cast<std::uint32_t>(persons_.size());
    const auto [it, fresh] = person_keys_.emplace(key, at);
    if (fresh && !wikidata.empty()) {
        // The same person in another country's or body's service.
        const auto [same, first] = person_keys_.emplace(std::string(wikidata), at);
        if (!first) {
            it->second = same->second;
            return same->second;
        }
    }
    if (!fresh) {
        PersonRow& person = persons_[it->second];
        if (person.wikidata.empty()) person.wikidata = wikidata;
        return it->second;
    }
    persons_.push_back({std::string(name), {}, std::string(wikidata), std::string(country),
                        std::string(organization)});
    offices_by_person_.emplace_back();
    add_name(name, NameReading{NameKind::Person, at});
    const std::string folded = fold_name(name);
    const auto space = folded.rfind(' ');
    if (space != std::string::npos) {
        families_[folded.substr(space + 1)].push_back(at);
        // Where the family name comes first: "Xi" is Xi Jinping.
        static constexpr std::string_view kFamilyFirst[] = {"CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "KHM"};
        if (std::ranges::find(kFamilyFirst, country) != std::end(kFamilyFirst))
            families_[folded.substr(0, folded.find(' '))].push_back(at);
        given_names_.insert(folded.substr(0, folded.find(' ')));
    }
    return at;
}

void Lexicon::add_office(OfficeRow office) {
    const auto at = static_cast<std::uint32_t>(offices_.size());
    offices_by_seat_[seat_key(office.country, office.organization, office.code)].push_back(at);
    offices_by_person_[office.person].push_back(at);
    const bool throne = office.title.starts_with("King") || office.title.starts_with("Queen") || office.title.starts_with("Emperor") ||
                        office.title.starts_with("Sultan") || office.title.starts_with("Emir") || office.title.starts_with("Amir") ||
                        office.title.starts_with("Grand Duke") || office.title == "Pope";
    if (office.code == "head_of_state" && throne && std::ranges::find(sovereigns_, office.person) == sovereigns_.end())
        sovereigns_.push_back(office.person);
    offices_.push_back(std::move(office));
}

Result<void> Lexicon::load_leaders(const std::filesystem::path& file) {
    return read_table(
        file, {"country", "organization", "office_code", "office", "name", "name_variants", "start", "end"},
        [&](const TableRow& row) -> Result<void> {
            if (auto known = check_seat(*this, row["country"], row["organization"]); !known) return known;
            if (auto term = check_term(row["start"], row["end"]); !term) return term;
            const auto person = person_row(row["name"], row["wikidata"], row["country"], row["organization"]);
            for (const auto name : split_cell(row["name_variants"])) {
                // "Zelenskiy" alone is Zelenskyy: another spelling of the last name.
                const std::string folded = fold_name(name), own = fold_name(row["name"]);
                const std::string last = folded.substr(folded.rfind(' ') + 1);
                const std::string own_last = own.substr(own.rfind(' ') + 1);
                auto& family = families_[last];
                if (last.size() > 3 && last.substr(0, 3) == own_last.substr(0, 3) &&
                    std::ranges::find(family, person) == family.end())
                    family.push_back(person);
                if (name.find(' ') == std::string_view::npos) continue;
                auto& aliases = persons_[person].aliases;
                if (std::ranges::find(aliases, name) == aliases.end()) aliases.emplace_back(name);
                add_name(name, NameReading{NameKind::Person, person});
            }
            add_office({person, std::string(row["country"]), std::string(row["organization"]),
                        std::string(row["office_code"]), std::string(row["office"]),
                        table_day(row["start"], false), table_day(row["end"], true),
                        table_day(row["asof"], true)});
            return {};
        });
}

Result<void> Lexicon::load_officials(const std::filesystem::path& file) {
    const auto as_of = parse_iso_day("2022-08-31");
    return read_table(file, {"country", "office_code", "office", "name", "start", "end"},
                      [&](const TableRow& row) -> Result<void> {
                          if (auto known = check_seat(*this, row["country"], ""); !known) return known;
                          if (auto term = check_term(row["start"], row["end"]); !term) return term;
                          const auto person = person_row(row["name"], row["wikidata"], row["country"], "");
                          add_office({person, std::string(row["country"]), "", std::string(row["office_code"]),
                                      std::string(row["office"]), table_day(row["start"], false),
                                      table_day(row["end"], true), as_of});
                          return {};
                      });
}

const CountryRow* Lexicon::country_by_id(std::string_view id) const {
    const auto hit = country_ids_.find(std::string(id));
    return hit == country_ids_.end() ? nullptr : &countries_[hit->second];
}

const OrganizationRow* Lexicon::organization_by_id(std::string_view id) const {
    const auto hit = organization_ids_.find(std::string(id));
    return hit == organization_ids_.end() ? nullptr : &organizations_[hit->second];
}

std::span<const std::uint32_t> Lexicon::persons_by_family(std::string_view folded) const {
    const auto hit = families_.find(std::string(folded));
    if (hit == families_.end()) return {};
    return hit->second;
}

std::span<const std::uint32_t> Lexicon::offices_of(std::uint32_t person) const {
    return offices_by_person_[person];
}

std::optional<std::uint32_t> Lexicon::holder(std::string_view country, std::string_view organization,
                                             std::string_view code, date::sys_days day) const {
    const auto hit = offices_by_seat_.find(seat_key(country, organization, code));
    if (hit == offices_by_seat_.end()) return std::nullopt;
    const OfficeRow* best = nullptr;
    for (const std::uint32_t row : hit->second) {
        const OfficeRow& office = offices_[row];
        if (!office.held_on(day)) continue;
        if (best && best->person != office.person) {
            best = settled(*best, office);
            if (!best) return std::nullopt;
        } else {
            best = &office;
        }
    }
    if (!best) return std::nullopt;
    return best->person;
}

std::filesystem::path default_lexicon_folder() {
    if (const char* set = std::getenv("ANNALIST_LEXICON")) return set;
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) {
        auto installed = self.parent_path().parent_path() / "share" / "annalist" / "lexicon";
        if (std::filesystem::exists(installed / "countries.tsv", error)) return installed;
    }
    return ANNALIST_LEXICON_SOURCE;
}

}  // namespace annalist::ingest
