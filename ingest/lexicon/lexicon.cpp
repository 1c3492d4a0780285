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

constexpr std::size_t kMaxWords = 12;

/// "2019-03-06", "2019-03" (the first day) or "2019"; nullopt when empty. With `last`, the last day.
std::optional<date::sys_days> table_day(std::string_view cell, bool last) {
    if (cell.empty()) return std::nullopt;
    const auto range = DayRange::parse(cell, cell);
    if (!range) return std::nullopt;
    return last ? range->last : range->first;
}

bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }

/// No small letter at all, and short: an acronym, which in small letters would be another word.
bool is_acronym(std::string_view name) {
    bool upper = false;
    for (const unsigned char c : name) {
        if (is_lower(c) || c >= 0x80) return false;
        upper = upper || is_upper(c);
    }
    return upper && name.size() <= 8;
}

/// Acronyms that are common words where everything is in capitals.
bool is_word_in_capitals(std::string_view folded) {
    static constexpr std::string_view kWords[] = {"is",  "can", "who", "pa", "pt", "ai",  "nam",
                                                  "sf",  "as",  "ap",  "it", "inc", "an", "us",
                                                  "rn",  "dem", "ec",  "gap", "arg", "aid"};
    return std::ranges::find(kWords, folded) != std::end(kWords);
}

/// A word of a text with where it stands.
struct Piece {
    TextSpan span;
    std::string folded;
};

bool is_word_byte(unsigned char c) {
    return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') || c >= 0x80;
}

/// Curly quotes, dashes and spaces beyond ASCII end a word: U+2010 to U+201F, U+00A0.
std::size_t gap_bytes(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) return is_word_byte(c) ? 0 : 1;
    if (c == 0xE2 && at + 2 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0x80) return 3;
    if (c == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xA0) return 2;
    return 0;
}

std::vector<Piece> pieces_of(std::string_view text, TextSpan where) {
    std::vector<Piece> pieces;
    std::size_t at = where.begin;
    while (at < where.end) {
        if (const auto gap = gap_bytes(text, at)) {
            at += gap;
            continue;
        }
        std::size_t end = at;
        while (end < where.end) {
            if (gap_bytes(text, end) == 0) {
                ++end;
                continue;
            }
            // "U.S.": full stops between single letters belong to the word.
            const bool initial = text[end] == '.' && end - at >= 1 && (end - at == 1 || text[end - 2] == '.');
            const bool more = end + 1 < where.end && is_upper(static_cast<unsigned char>(text[end + 1]));
            const bool within = end - at > 1;
            if (initial && (more || within)) {
                ++end;
                continue;
            }
            break;
        }
        const TextSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        pieces.push_back({span, fold_name(span.in(text))});
        at = end;
    }
    return pieces;
}

/// What may stand between the words of one name.
bool joins(std::string_view between) {
    if (between.size() > 4) return false;
    return between.find_first_of(",;:()\n\"") == std::string_view::npos;
}

bool all_capitals(std::string_view words) {
    std::size_t upper = 0, lower = 0;
    for (const unsigned char c : words) {
        upper += is_upper(c);
        lower += is_lower(c);
    }
    return upper > 12 && lower * 10 < upper;
}

std::string seat_key(std::string_view country, std::string_view organization, std::string_view code) {
    return fmt::format("{}|{}|{}", country, organization, code);
}

}  // namespace

const NameReading* NameMatch::as(NameKind kind) const {
    for (const NameReading& reading : readings)
        if (reading.kind == kind) return &reading;
    return nullptr;
}

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
        });
    if (!read) return read;
    return read_table(folder / "metonyms.tsv", {"term", "country"}, [&](const TableRow& row) -> Result<void> {
        const auto at = country_ids_.find(std::string(row["country"]));
        if (at == country_ids_.end()) return {};  // seats of bodies: not read yet
        add_name(row["term"], {NameKind::Seat, at->second});
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
            add_name(body.name, {NameKind::Organization, at});
            for (const auto name : split_cell(row["acronyms_and_names"])) {
                body.aliases.emplace_back(name);
                add_name(name, {NameKind::Organization, at});
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
                          add_name(place.name, {NameKind::Place, at});
                          for (const auto name : split_cell(row["other_names"]))
                              add_name(name, {NameKind::Place, at});
                          places_.push_back(std::move(place));
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
    add_name(name, {NameKind::Person, at});
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
    offices_.push_back(std::move(office));
}

Result<void> Lexicon::load_leaders(const std::filesystem::path& file) {
    return read_table(
        file, {"country", "organization", "office_code", "office", "name", "name_variants", "start", "end"},
        [&](const TableRow& row) -> Result<void> {
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
                add_name(name, {NameKind::Person, person});
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
                          const auto person = person_row(row["name"], row["wikidata"], row["country"], "");
                          add_office({person, std::string(row["country"]), "", std::string(row["office_code"]),
                                      std::string(row["office"]), table_day(row["start"], false),
                                      table_day(row["end"], true), as_of});
                          return {};
                      });
}

void Lexicon::add_name(std::string_view name, NameReading reading) {
    if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
    const std::string folded = fold_name(name);
    if (folded.size() < 2) return;
    Names& names = names_[folded];
    if (std::ranges::find(names.readings, reading) == names.readings.end()) names.readings.push_back(reading);
    names.capitals = names.capitals || is_acronym(name);
    names.lower = names.lower || is_lower(static_cast<unsigned char>(name[0]));
    const auto words = static_cast<std::uint8_t>(1 + std::ranges::count(folded, ' '));
    auto& longest = longest_[folded.substr(0, folded.find(' '))];
    longest = std::max(longest, words);
}

std::vector<NameMatch> Lexicon::find_names(std::string_view text, TextSpan where) const {
    std::vector<NameMatch> found;
    const auto pieces = pieces_of(text, where);
    const bool shouting = all_capitals(where.in(text));
    std::string key;
    for (std::size_t i = 0; i < pieces.size();) {
        const auto first = longest_.find(pieces[i].folded);
        if (first == longest_.end()) {
            ++i;
            continue;
        }
        std::size_t best = 0;
        const Names* best_names = nullptr;
        key.clear();
        const std::size_t most = std::min<std::size_t>({first->second, kMaxWords, pieces.size() - i});
        for (std::size_t n = 1; n <= most; ++n) {
            const Piece& piece = pieces[i + n - 1];
            if (n > 1) {
                const auto before = pieces[i + n - 2].span.end;
                if (!joins(text.substr(before, piece.span.begin - before))) break;
                key += ' ';
            }
            key += piece.folded;
            const auto hit = names_.find(key);
            if (hit == names_.end()) continue;
            const std::string_view words = text.substr(pieces[i].span.begin, piece.span.end - pieces[i].span.begin);
            const bool capital = is_upper(static_cast<unsigned char>(words[0])) ||
                                 static_cast<unsigned char>(words[0]) >= 0x80 ||
                                 (words[0] >= '0' && words[0] <= '9');
            if (!capital && !hit->second.lower) continue;
            if (hit->second.capitals && n == 1) {
                const bool small = std::ranges::any_of(words, [](unsigned char c) { return is_lower(c); });
                // "Asean", "Nato": longer acronyms are also written as names.
                if (small && (words.size() < 4 || !capital)) continue;
                if (shouting && is_word_in_capitals(key)) continue;
            }
            best = n;
            best_names = &hit->second;
        }
        if (best == 0) {
            ++i;
            continue;
        }
        found.push_back({{pieces[i].span.begin, pieces[i + best - 1].span.end}, best_names->readings});
        i += best;
    }
    return found;
}

std::span<const NameReading> Lexicon::readings(std::string_view name) const {
    const auto hit = names_.find(fold_name(name));
    if (hit == names_.end()) return {};
    return hit->second.readings;
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
    std::optional<std::uint32_t> best;
    for (const std::uint32_t row : hit->second) {
        const OfficeRow& office = offices_[row];
        if (!office.held_on(day)) continue;
        if (best && *best != office.person) return std::nullopt;
        best = office.person;
    }
    return best;
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
