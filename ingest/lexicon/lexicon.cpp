#include "ingest/lexicon/lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <set>

#include "graph/fold.hpp"
#include "graph/time_span.hpp"

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

/// The types of bodies; those of one state count as it.
struct BodyType {
    std::string_view name;
    bool national;
};
constexpr BodyType kBodyTypes[] = {
    {"agreement", false},   {"armed_group", true},   {"bank", true},           {"company", true},
    {"court", false},       {"forum", false},        {"government", true},     {"igo", false},
    {"igo_body", false},    {"intelligence", true},  {"media", false},         {"military", true},
    {"military_alliance", false}, {"ngo", false},    {"party", true},          {"peacekeeping", false},
    {"police", true},       {"political_movement", true},
};

/// Which of two overlapping terms holds on a day of both: where one end is known only to the year (31
/// December, 1 January) and the other to the day, the latter decides; at a change of office that took
/// up to a month, the one who came; where one stands in for two months at most, the one he stands in
/// for; nullptr when none of this is so.
const OfficeRow* settled(const OfficeRow& a, const OfficeRow& b) {
    const OfficeRow& early = *a.from <= *b.from ? a : b;
    const OfficeRow& late = &early == &a ? b : a;
    // Who steps in for a while ("acting president", a claimant of some weeks) does not end the term that goes on.
    if (late.to && (!early.to || *late.to <= *early.to) && *early.from < *late.from && *late.to - *late.from <= date::days{62}) return &early;
    if (!early.to) return nullptr;
    const date::year_month_day end{*early.to}, start{*late.from};
    const bool vague_end = end.month() == date::December && end.day() == date::day{31};
    const bool vague_start = start.month() == date::January && start.day() == date::day{1};
    if (vague_end != vague_start && end.year() == start.year()) return vague_end ? &late : &early;
    const bool change = *early.from < *late.from && (!late.to || *early.to < *late.to);
    if (vague_end || vague_start || !change || *early.to - *late.from > date::days{31}) return nullptr;
    return &late;
}

std::string seat_key(std::string_view country, std::string_view organization, std::string_view code) {
    return fmt::format("{}|{}|{}", country, organization, code);
}

/// Whether a variant of a name is somebody else's: none of its words but the last begins as one of the name's does, and it
/// holds all words of a name of `others`.
bool is_of_kin(std::string_view variant, std::string_view name, const std::set<std::string>& others) {
    const auto words = split_cell(variant, ' '), own = split_cell(name, ' ');
    if (words.size() < 2 || own.size() < 2) return false;
    const auto begins_alike = [&](std::string_view word) {
        return std::any_of(words.begin(), words.end() - 1, [&](std::string_view other) { return other.front() == word.front(); });
    };
    if (std::any_of(own.begin(), own.end() - 1, begins_alike)) return false;
    return std::ranges::any_of(others, [&](const std::string& other) {
        const auto parts = split_cell(other, ' ');
        return other != name && parts.size() >= 2 && std::ranges::all_of(parts, [&](std::string_view part) { return std::ranges::find(words, part) != words.end(); });
    });
}

}  // namespace

bool OfficeRow::held_on(date::sys_days day) const {
    if (!from || day < *from) return false;
    if (to) return day <= *to;
    return !as_of || day <= *as_of + date::days{730};
}

Result<Lexicon> Lexicon::load(const std::filesystem::path& folder) {
    Lexicon lexicon;
    for (auto step : {lexicon.load_countries(folder / "countries.tsv"), lexicon.load_metonyms(folder / "metonyms.tsv"),
                      lexicon.load_organizations(folder / "organizations.tsv"),
                      lexicon.load_leaders(folder / "leaders.tsv"),
                      lexicon.load_leaders(folder / "leaders-by-sa.tsv"),
                      lexicon.load_leaders(folder / "leaders-early.tsv"),
                      lexicon.load_officials(folder / "officials.tsv"), lexicon.load_places(folder / "places.tsv"),
                      lexicon.load_regions(folder / "regions.tsv"),
                      lexicon.load_female_names(folder / "given-names-female.tsv")})
        if (!step) return step.error();
    lexicon.stamp_ = fmt::format("lexicon:{}c{}o{}p{}h", lexicon.countries_.size(),
                                 lexicon.organizations_.size(), lexicon.places_.size(),
                                 lexicon.offices_.size());
    return lexicon;
}

void Lexicon::add(const std::filesystem::path& folder, Refusals& refused) {
    Own own{refused, {}, {}, {}};
    const auto table = [&](std::string_view name, Result<void> (Lexicon::*reader)(const std::filesystem::path&, Own*)) {
        std::error_code none;
        if (!std::filesystem::exists(folder / name, none)) return;
        if (const auto read = (this->*reader)(folder / name, &own); !read) refused.push_back(read.error().message);
    };
    table("countries.tsv", &Lexicon::load_countries);
    table("metonyms.tsv", &Lexicon::load_metonyms);
    table("organizations.tsv", &Lexicon::load_organizations);
    table("leaders.tsv", &Lexicon::load_leaders);
    table("officials.tsv", &Lexicon::load_officials);
    table("places.tsv", &Lexicon::load_places);
    table("given-names-female.tsv", &Lexicon::load_female_names);
    forget(own);
}

void Lexicon::forget(const Own& own) {
    if (own.countries.empty() && own.organizations.empty() && own.places.empty()) return;
    const auto replaced = [&](const NameReading& reading) {
        switch (reading.kind) {
            case NameKind::Country:
            case NameKind::Nationality:
            case NameKind::Seat: return own.countries.contains(reading.row);
            case NameKind::Organization: return own.organizations.contains(reading.row);
            case NameKind::Place: return own.places.contains(reading.row);
            case NameKind::Person: return false;
        }
        return false;
    };
    for (auto at = names_.begin(); at != names_.end();) {
        const bool taken = std::erase_if(at->second.readings, replaced) > 0;  // a region never had a reading
        at = taken && at->second.readings.empty() ? names_.erase(at) : std::next(at);
    }
}

Result<void> Lexicon::load_female_names(const std::filesystem::path& file, Own* own) {
    return read_table(
        file, {"name"},
        [&](const TableRow& row) -> Result<void> {
            if (row["name"].empty()) return Error{ErrorCode::Corruption, "no name"};
            female_names_.insert(fold_name(row["name"]));
            return {};
        },
        own ? &own->refused : nullptr);
}

Result<void> Lexicon::load_countries(const std::filesystem::path& file, Own* own) {
    std::unordered_set<std::string> seen;
    return read_table(
        file,
        {"id", "name", "official_name", "other_names", "demonyms", "adjectives", "capitals", "metonyms"},
        [&](const TableRow& row) -> Result<void> {
            const auto at = static_cast<std::uint32_t>(countries_.size());
            CountryRow country{std::string(row["id"]), std::string(row["name"]), {},
                               table_day(row["valid_from"], false), table_day(row["valid_to"], true), std::string(row["cameo_code"])};
            if (country.id.empty() || country.name.empty())
                return Error{ErrorCode::Corruption, "a country needs an id and a name"};
            if (auto term = check_term(row["valid_from"], row["valid_to"]); !term) return term;
            if (!seen.insert(country.id).second)
                return Error{ErrorCode::Corruption, fmt::format("country {} stands twice", country.id)};
            if (const auto [known, fresh] = country_ids_.emplace(country.id, at); !fresh) {
                own->countries.insert(known->second);
                known->second = at;
            }
            add_name(country.name, {NameKind::Country, at});
            if (!row["official_name"].empty()) {
                country.aliases.emplace_back(row["official_name"]);
                add_name(row["official_name"], {NameKind::Country, at});
            }
            for (const auto name : split_cell(row["other_names"])) {
                country.aliases.emplace_back(name);
                add_name(name, {NameKind::Country, at});
            }
            for (const auto name : split_cell(row["demonyms"])) add_name(name, {NameKind::Nationality, at});
            for (const auto name : split_cell(row["adjectives"])) add_name(name, {NameKind::Nationality, at});
            for (const auto name : split_cell(row["capitals"])) add_name(name, {NameKind::Seat, at});
            for (const auto name : split_cell(row["metonyms"])) add_name(name, {NameKind::Seat, at});
            countries_.push_back(std::move(country));
            return {};
        },
        own ? &own->refused : nullptr);
}

Result<void> Lexicon::load_metonyms(const std::filesystem::path& file, Own* own) {
    return read_table(
        file, {"term", "country"},
        [&](const TableRow& row) -> Result<void> {
            const auto at = country_ids_.find(std::string(row["country"]));
            if (own && row["term"].empty()) return Error{ErrorCode::Corruption, "no term"};
            if (own && at == country_ids_.end()) return check_seat(*this, row["country"].empty() ? "\"\"" : row["country"], "");
            if (at == country_ids_.end()) return {};  // seats of bodies: not read yet
            add_name(row["term"], {NameKind::Seat, at->second});
            return {};
        },
        own ? &own->refused : nullptr);
}

Result<void> Lexicon::load_organizations(const std::filesystem::path& file, Own* own) {
    std::unordered_set<std::string> seen;
    return read_table(
        file, {"id", "name", "acronyms_and_names", "type", "home_country"},
        [&](const TableRow& row) -> Result<void> {
            const auto at = static_cast<std::uint32_t>(organizations_.size());
            const auto type = std::ranges::find(kBodyTypes, row["type"], &BodyType::name);
            if (type == std::end(kBodyTypes)) return Error{ErrorCode::Corruption, fmt::format("type \"{}\" is none", row["type"])};
            if (own)
                if (auto known = check_seat(*this, row["home_country"], ""); !known) return known;
            OrganizationRow body{std::string(row["id"]), std::string(row["name"]), {}, std::string(type->name),
                                 type->national ? std::string(row["home_country"]) : "", std::string(row["cameo_code"]), {}};
            if (body.id.empty() || body.name.empty()) return Error{ErrorCode::Corruption, "a body needs an id and a name"};
            if (!seen.insert(body.id).second)
                return Error{ErrorCode::Corruption, fmt::format("body {} stands twice", body.id)};
            if (const auto [known, fresh] = organization_ids_.emplace(body.id, at); !fresh) {
                own->organizations.insert(known->second);
                known->second = at;
            }
            add_name(body.name, {NameKind::Organization, at});
            for (const auto name : split_cell(row["acronyms_and_names"])) {
                body.aliases.emplace_back(name);
                add_name(name, {NameKind::Organization, at});
            }
            organizations_.push_back(std::move(body));
            return {};
        },
        own ? &own->refused : nullptr);
}

Result<void> Lexicon::load_places(const std::filesystem::path& file, Own* own) {
    return read_table(
        file, {"name", "other_names", "country", "population", "is_venue"},
        [&](const TableRow& row) -> Result<void> {
            const auto at = static_cast<std::uint32_t>(places_.size());
            PlaceRow place{std::string(row["name"]), std::string(row["country"]), 0, row["is_venue"] == "1"};
            const auto count = row["population"];
            const auto [end, wrong] = std::from_chars(count.data(), count.data() + count.size(), place.population);
            if (place.name.empty()) return Error{ErrorCode::Corruption, "no name"};
            if (own) {
                if (auto known = check_seat(*this, place.country, ""); !known) return known;
                if (!count.empty() && (wrong != std::errc{} || end != count.data() + count.size()))
                    return Error{ErrorCode::Corruption, fmt::format("population \"{}\" is no whole number", count)};
                for (const NameReading& reading : readings(place.name))
                    if (reading.kind == NameKind::Place && places_[reading.row].name == place.name &&
                        places_[reading.row].country == place.country)
                        own->places.insert(reading.row);
            }
            add_name(place.name, {NameKind::Place, at});
            for (const auto name : split_cell(row["other_names"])) add_name(name, {NameKind::Place, at});
            places_.push_back(std::move(place));
            return {};
        },
        own ? &own->refused : nullptr);
}

Result<void> Lexicon::load_regions(const std::filesystem::path& file) {
    return read_table(file, {"name"}, [&](const TableRow& row) -> Result<void> {
        enter_name(row["name"], std::nullopt);
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
                        std::string(organization), {}});
    offices_by_person_.emplace_back();
    add_name(name, {NameKind::Person, at});
    const std::string folded = fold_name(name);
    const auto space = folded.rfind(' ');
    if (space != std::string::npos) {
        // "Ferdinand Marcos Jr." is a Marcos.
        const std::string_view whole = folded;
        const std::string_view without = whole.ends_with(" jr") || whole.ends_with(" sr") ? whole.substr(0, whole.size() - 3) : whole;
        families_[std::string(without.substr(without.rfind(' ') + 1))].push_back(at);
        // Where the family name comes first: "Xi" is Xi Jinping.
        static constexpr std::string_view kFamilyFirst[] = {"CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "KHM"};
        if (std::ranges::find(kFamilyFirst, country) != std::end(kFamilyFirst))
            families_[folded.substr(0, folded.find(' '))].push_back(at);
        given_names_.insert(folded.substr(0, folded.find(' ')));
    }
    return at;
}

void Lexicon::add_office(OfficeRow office, bool replaces) {
    if (replaces)
        for (const std::uint32_t known : offices_by_person_[office.person]) {
            OfficeRow& other = offices_[known];
            if (other.country != office.country || other.organization != office.organization || other.code != office.code || other.from != office.from) continue;
            other = std::move(office);
            return;
        }
    const auto at = static_cast<std::uint32_t>(offices_.size());
    offices_by_seat_[seat_key(office.country, office.organization, office.code)].push_back(at);
    offices_by_person_[office.person].push_back(at);
    const bool throne = office.title.starts_with("King") || office.title == "Monarch" || office.title.starts_with("Queen") || office.title.starts_with("Emperor") ||
                        office.title.starts_with("Sultan") || office.title.starts_with("Emir") || office.title.starts_with("Amir") ||
                        office.title.starts_with("Grand Duke") || office.title == "Pope";
    if (office.code == "head_of_state" && throne && std::ranges::find(sovereigns_, office.person) == sovereigns_.end())
        sovereigns_.push_back(office.person);
    offices_.push_back(std::move(office));
}

Result<void> Lexicon::load_leaders(const std::filesystem::path& file, Own* own) {
    // The names of all, to know variants that are other people's: the table mixes up fathers and sons, husbands and wives.
    std::map<std::string, std::set<std::string>> all;  // by country, folded
    if (!own) {  // a user means what he writes
        auto names = read_table(file, {"country", "name"}, [&](const TableRow& row) -> Result<void> {
            all[std::string(row["country"])].insert(fold_name(row["name"]));
            return {};
        });
        if (!names) return names.error();
    }
    return read_table(
        file, {"country", "organization", "office_code", "office", "name", "name_variants", "start", "end"},
        [&](const TableRow& row) -> Result<void> {
            if (fold_name(row["name"]).empty()) return Error{ErrorCode::Corruption, "no name"};
            if (auto known = check_seat(*this, row["country"], row["organization"]); !known) return known;
            if (auto term = check_term(row["start"], row["end"]); !term) return term;
            const auto person = person_row(row["name"], row["wikidata"], row["country"], row["organization"]);
            for (const auto name : split_cell(row["name_variants"])) {
                // "Zelenskiy" alone is Zelenskyy: another spelling of the last name.
                const std::string folded = fold_name(name), full = fold_name(row["name"]);
                if (const auto others = all.find(std::string(row["country"])); others != all.end() && is_of_kin(folded, full, others->second)) continue;
                const std::string last = folded.substr(folded.rfind(' ') + 1);
                const std::string full_last = full.substr(full.rfind(' ') + 1);
                auto& family = families_[last];
                if (last.size() > 3 && last.substr(0, 3) == full_last.substr(0, 3) &&
                    std::ranges::find(family, person) == family.end())
                    family.push_back(person);
                if (name.find(' ') == std::string_view::npos) continue;
                auto& aliases = persons_[person].aliases;
                if (std::ranges::find(aliases, name) == aliases.end()) aliases.emplace_back(name);
                add_name(name, {NameKind::Person, person});
            }
            add_office({person, std::string(row["country"]), std::string(row["organization"]),
                        std::string(row["office_code"]), std::string(row["office"]),
                        table_day(row["start"], false), table_day(row["end"], true),
                        table_day(row["asof"], true)}, own != nullptr);
            return {};
        },
        own ? &own->refused : nullptr);
}

Result<void> Lexicon::load_officials(const std::filesystem::path& file, Own* own) {
    // What the table says nothing of any more; a user's is taken to be of today.
    const auto as_of = own ? std::nullopt : std::optional(*parse_iso_day("2022-08-31"));
    return read_table(
        file, {"country", "office_code", "office", "name", "start", "end"},
        [&](const TableRow& row) -> Result<void> {
            if (fold_name(row["name"]).empty()) return Error{ErrorCode::Corruption, "no name"};
            if (auto known = check_seat(*this, row["country"], ""); !known) return known;
            if (auto term = check_term(row["start"], row["end"]); !term) return term;
            const auto person = person_row(row["name"], row["wikidata"], row["country"], "");
            add_office({person, std::string(row["country"]), "", std::string(row["office_code"]),
                        std::string(row["office"]), table_day(row["start"], false),
                        table_day(row["end"], true), as_of}, own != nullptr);
            return {};
        },
        own ? &own->refused : nullptr);
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
