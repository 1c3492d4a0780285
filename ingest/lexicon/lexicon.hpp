#pragma once

#include <date/date.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/actor.hpp"
#include "graph/result.hpp"
#include "graph/text_span.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

/// What kind of thing a known name names.
enum class NameKind : std::uint8_t {
    Country,       ///< "Russia", "the Russian Federation"
    Nationality,   ///< "Russian", "Russians"
    Seat,          ///< a capital or a seat of power, which stands for its government: "Moscow", "Kremlin"
    Organization,  ///< "United Nations", "Hamas"
    Place,         ///< a city or venue
    Person,        ///< an office holder's full name
};

/// One reading of a known name: its kind and its row in the table of that kind (for Seat the row
/// in countries).
struct NameReading {
    NameKind kind;
    std::uint32_t row;

    bool operator==(const NameReading&) const = default;
};

/// A known name found in a text, longest first; several readings when the name is ambiguous.
struct NameMatch {
    TextSpan words;
    std::span<const NameReading> readings;

    /// The reading of this kind, nullptr when there is none.
    const NameReading* as(NameKind kind) const;
};

struct CountryRow {
    std::string id;    ///< ISO 3166 alpha-3 where there is one
    std::string name;
    std::vector<std::string> aliases;
    std::optional<date::sys_days> valid_from, valid_to;
    std::string cameo;  ///< CAMEO's code of it, "" when it has none
};

/// A code of an actor in CAMEO's way ("AFGGOV"), and when it holds, both days included.
struct DatedCode {
    std::string code;
    std::optional<date::sys_days> from, to;
};

struct OrganizationRow {
    std::string id;       ///< "UN", "COW:..."
    std::string name;
    std::vector<std::string> aliases;
    std::string type;     ///< "igo", "party", "armed_group" ...
    std::string country;  ///< where it belongs (parties, armies, companies), "" for international bodies
    std::string cameo;    ///< CAMEO's code of it, "" when it has none
    std::vector<DatedCode> codes;  ///< of a user's dictionary
};

struct PlaceRow {
    std::string name;
    std::string country;
    std::uint64_t population = 0;
    bool venue = false;  ///< where states are known to meet: "Bali", "Camp David"
};

struct PersonRow {
    std::string name;
    std::vector<std::string> aliases;
    std::string wikidata;
    std::string country;  ///< of the first office listed
    std::string organization;
    std::vector<DatedCode> codes;  ///< of a user's dictionary
};

/// One term of office.
struct OfficeRow {
    std::uint32_t person;
    std::string country;
    std::string organization;
    std::string code;   ///< "head_of_state", "foreign_minister" ...
    std::string title;  ///< "President"
    std::optional<date::sys_days> from, to;
    std::optional<date::sys_days> as_of;  ///< an open end says nothing after this day

    /// Whether the holder was in office on `day`, as far as the table knows; an open end is trusted
    /// for two years after `as_of`.
    bool held_on(date::sys_days day) const;
};

/// How an actor of a user's dictionary fits into the lexicon.
enum class ActorFit : std::uint8_t {
    Whole,
    State,    ///< its name is a state's or its seat's and stays so
    NoState,  ///< its code belongs to no state or international body that is known
};

/// Names of states, bodies, places and office holders, from the tables in this folder. Read only
/// after loading; safe to share.
class Lexicon {
public:
    /// Errors: Io (a table is missing), Corruption (file, line and reason).
    static Result<Lexicon> load(const std::filesystem::path& folder);

    /// Adds the tables of a user's folder, those of them that are there. A row with the key of one
    /// that is known (`id` of a state or body, name and country of a place, person, seat, office and
    /// start of a term) takes its place. What cannot be used is added to `refused` and left out.
    void add(const std::filesystem::path& folder, Refusals& refused);

    /// Adds an actor of a user's dictionary: names, and one or more codes of CAMEO's kind. A code of a
    /// state alone makes them names of the state. Else codes and further names are added to a body or
    /// person of one of the names; an unknown one with dated codes is a person that held those offices,
    /// without dates a body.
    ActorFit add_actor(const std::vector<std::string>& names, const std::vector<DatedCode>& codes);

    /// The code of an actor on a day in CAMEO's way: that of a user's dictionary, else of the tables;
    /// for an office holder the state's with GOV, with ELI after his last term. "" when none is known.
    std::string actor_code(const Actor& actor, date::sys_days day) const;

    /// Known names in `where` of `text`, left to right, longest first, not overlapping. Names need
    /// the capitals they are written with, except where the whole of `where` is in capitals.
    std::vector<NameMatch> find_names(std::string_view text, TextSpan where) const;

    /// All readings of one whole name, ignoring case and accents; empty when unknown.
    std::span<const NameReading> readings(std::string_view name) const;

    const CountryRow& country(std::uint32_t row) const { return countries_[row]; }
    const OrganizationRow& organization(std::uint32_t row) const { return organizations_[row]; }
    const PlaceRow& place(std::uint32_t row) const { return places_[row]; }
    const PersonRow& person(std::uint32_t row) const { return persons_[row]; }

    /// The country with this id, nullptr when there is none.
    const CountryRow* country_by_id(std::string_view id) const;
    const OrganizationRow* organization_by_id(std::string_view id) const;

    /// Office holders whose last name, folded, is this.
    std::span<const std::uint32_t> persons_by_family(std::string_view folded) const;
    /// Office holders who reign or reigned: kings, queens, emperors, sultans, emirs, grand dukes, popes.
    std::span<const std::uint32_t> sovereigns() const { return sovereigns_; }
    std::span<const std::uint32_t> offices_of(std::uint32_t person) const;
    const OfficeRow& office(std::uint32_t row) const { return offices_[row]; }

    /// Who held an office of a country (or, with country "", of a body) on a day; nullopt when
    /// nobody or more than one person is known to.
    std::optional<std::uint32_t> holder(std::string_view country, std::string_view organization,
                                        std::string_view code, date::sys_days day) const;

    /// Whether a word, folded, is the first name of a known office holder.
    /// Whether a given name, folded, is one of women.
    bool is_female_name(std::string_view folded) const { return female_names_.contains(std::string(folded)); }
    bool is_given_name(std::string_view folded) const { return given_names_.contains(std::string(folded)); }

    /// A short description of the tables' content, for the stamp of what was read with them.
    const std::string& stamp() const { return stamp_; }

private:
    struct Names {
        std::vector<NameReading> readings;
        bool capitals = false;  ///< an acronym: must stand in capitals
        bool lower = false;     ///< begins with a small letter
    };

    /// A user's tables while they are read: what is refused, and the rows whose place others take.
    struct Own {
        Refusals& refused;
        std::unordered_set<std::uint32_t> countries, organizations, places;
    };

    Result<void> load_female_names(const std::filesystem::path& file, Own* own = nullptr);
    Result<void> load_countries(const std::filesystem::path& file, Own* own = nullptr);
    Result<void> load_metonyms(const std::filesystem::path& file, Own* own = nullptr);
    Result<void> load_organizations(const std::filesystem::path& file, Own* own = nullptr);
    Result<void> load_places(const std::filesystem::path& file, Own* own = nullptr);
    Result<void> load_regions(const std::filesystem::path& file);
    Result<void> load_leaders(const std::filesystem::path& file, Own* own = nullptr);
    Result<void> load_officials(const std::filesystem::path& file, Own* own = nullptr);
    /// CAMEO's code of a state by its id, "" for none.
    std::string state_code(std::string_view country) const;
    /// The state whose letters a code begins with, nullptr for none.
    const CountryRow* state_of_code(std::string_view code) const;
    /// Takes the names of replaced rows out.
    void forget(const Own& own);
    std::uint32_t person_row(std::string_view name, std::string_view wikidata, std::string_view country,
                             std::string_view organization);
    /// A term that `replaces` takes the place of the same person's term in that office from that day.
    void add_office(OfficeRow office, bool replaces);
    void add_name(std::string_view name, NameReading reading) { enter_name(name, reading); }
    /// Without a reading the name stands for nobody, and shorter names are not looked for in it.
    void enter_name(std::string_view name, std::optional<NameReading> reading);

    std::vector<CountryRow> countries_;
    std::vector<OrganizationRow> organizations_;
    std::vector<PlaceRow> places_;
    std::vector<PersonRow> persons_;
    std::vector<std::uint32_t> sovereigns_;
    std::vector<OfficeRow> offices_;
    std::unordered_map<std::string, Names> names_;
    std::unordered_map<std::string, std::uint8_t> longest_;  ///< first word → words of the longest name
    std::unordered_map<std::string, std::uint32_t> country_ids_, organization_ids_, person_keys_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> families_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> offices_by_seat_;
    std::vector<std::vector<std::uint32_t>> offices_by_person_;
    std::unordered_set<std::string> given_names_, female_names_;
    std::string stamp_;
};

/// The folder of the lexicon: $ANNALIST_LEXICON, else beside the installed program
/// (../share/annalist/lexicon), else in the source tree it was built from.
std::filesystem::path default_lexicon_folder();

}  // namespace annalist::ingest
