#pragma once

#include <date/date.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/event.hpp"
#include "ingest/lexicon/lexicon.hpp"

namespace annalist::ingest {

/// An actor as one article presents it.
struct CastMember {
    Actor actor;
    std::string family;               ///< last name, folded; persons only
    std::vector<std::string> titles;  ///< roles the article gives, lower case: "foreign minister"
    std::string body;                 ///< id of the body it is or acts for, "" for none
    bool party = false;               ///< a political party
};

/// The actors of one article, each once. Members are named by their position.
class Cast {
public:
    Cast(const Lexicon& lexicon, date::sys_days day) : lexicon_(lexicon), day_(day) {}

    const Lexicon& lexicon() const { return lexicon_; }
    date::sys_days day() const { return day_; }
    const std::vector<CastMember>& members() const { return members_; }
    const CastMember& operator[](std::uint32_t at) const { return members_[at]; }

    std::uint32_t country(const CountryRow& row);
    std::uint32_t organization(const OrganizationRow& row);
    /// A body that no table knows, by its name in the article.
    std::uint32_t unknown_body(std::string_view name, std::string_view country);

    /// People without names of many states, as the article calls them: "African leaders".
    std::uint32_t group(std::string_view words);
    /// One side inside a state that its government is not: "the opposition" of Venezuela.
    std::uint32_t faction(std::string_view words, const CountryRow& row);

    /// A person named `name` ("Vladimir Putin", "Putin", "Hu Jintao"); `country`, `body` and
    /// `title` are what the article says there, "" when nothing. A last name alone is somebody
    /// already in the cast, else the only known office holder of that name then, else new.
    std::uint32_t person(std::string_view name, std::string_view country, std::string_view body,
                         std::string_view title);

    /// The member with this last name, folded; the latest one named when several have it.
    std::optional<std::uint32_t> by_family(std::string_view folded) const;
    /// The person last given this title, and country unless that is "".
    std::optional<std::uint32_t> by_title(std::string_view title, std::string_view country) const;

    /// The person of this country last named with the title of a head of state or government.
    std::optional<std::uint32_t> head_of(std::string_view country) const;

    /// Whether a last name alone is that of somebody who leads or speaks for a state at that time.
    bool recognizes(std::string_view name) const { return recognize(name, "", "").has_value(); }
    /// Whether a member acts for a state or body: a known or titled office holder, or a body.
    bool is_official(std::uint32_t member) const;
    /// Whether any member is an official person.
    bool has_officials() const;

    /// An acronym that the article has given to a body of its own.
    void set_own_acronym(std::string_view acronym) { own_acronyms_.emplace(acronym); }
    bool is_own_acronym(std::string_view acronym) const { return own_acronyms_.contains(std::string(acronym)); }

    /// Adds what an apposition says of a member.
    void describe(std::uint32_t member, std::string_view country, std::string_view body, std::string_view title);

    /// Gives holders of public offices whose state the article does not name the state it reports
    /// from: "Prime Minister X" in a report from London is Britain's.
    void settle_countries(std::string_view country);

    /// Who holds an office at the article's day, as a member; nullopt when not known.
    std::optional<std::uint32_t> office_holder(std::string_view country, std::string_view body,
                                               std::string_view office_code);

private:
    std::uint32_t add(CastMember member);
    std::uint32_t known_person(std::uint32_t row, std::string_view country, std::string_view body);
    /// The table's person who bears a name: the one in office then, of that country; nullopt when
    /// none or several fit. The title of a throne goes before a given name, others before a family name.
    std::optional<std::uint32_t> recognize(std::string_view name, std::string_view country, std::string_view title) const;

    const Lexicon& lexicon_;
    date::sys_days day_;
    std::vector<CastMember> members_;
    std::unordered_map<std::string, std::uint32_t> by_key_;
    std::set<std::string> own_acronyms_;
};

}  // namespace annalist::ingest
