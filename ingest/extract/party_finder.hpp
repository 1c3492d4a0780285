#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/extract/parties.hpp"

namespace annalist::ingest {

/// A known name with the tokens that it covers.
struct KnownName {
    NameMatch match;
    std::uint32_t first, last;
    bool used = false;
};

/// A run of tokens that names a person.
struct NameRun {
    std::uint32_t first, last;
    bool sure;  ///< an entity tag, a table or a title says so
};

/// Reads one sentence for `find_parties`: names, roles and places, and whom they mean.
class PartyFinder {
public:
    PartyFinder(const Tree& tree, Cast& cast, const RoleNouns& roles)
        : tree_(tree), cast_(cast), roles_(roles), taken_(tree.size(), false) {}

    SentenceNames run() {
        match_known_names();
        own_acronyms();
        for (const NameRun& run : person_runs()) person(run);
        for (std::uint32_t i = 0; i < tree_.size(); ++i)
            if (!taken_[i]) {
                described(i);
                namesakes(i);
            }
        for (KnownName& known : known_) remaining(known);
        find_places();
        std::ranges::sort(names_.parties, {}, [](const Party& p) { return std::pair(p.first, p.last); });
        return std::move(names_);
    }

private:
    void match_known_names();
    /// Notes acronyms that the article gives to bodies that no table knows by them, and unknows these.
    void own_acronyms();
    const KnownName* known(std::uint32_t at) const;
    /// The role noun phrase that ends with token `at`, longest first: "deputy foreign minister".
    /// Gives its first token.
    const RoleNoun* role_ending(std::uint32_t at, std::uint32_t& first, std::string& title) const;
    bool is_title_word(std::uint32_t at) const;
    /// Tokens that can be part of a personal name.
    bool nameable(std::uint32_t at) const;
    std::vector<NameRun> person_runs();
    bool is_suffix(std::uint32_t at) const;
    /// Where the name itself begins in a run that may open with its bearer's titles and country:
    /// "French Minister for Foreign Trade Christine Lagarde". `last` when nothing else is there.
    std::uint32_t name_start(std::uint32_t first, std::uint32_t last) const;
    static bool particle_word(std::string_view word);
    bool particle(std::uint32_t at) const;
    /// KnownName as a state, body or place, and not also the name of somebody in the cast.
    bool blocked(std::uint32_t at) const;
    struct Belonging {
        std::string country, body;
    };
    Belonging belonging(std::uint32_t first, std::uint32_t last);
    /// "the United Nations envoy for Yemen": where a body's man works, not whose he is.
    bool is_mandate(const KnownName& k, const std::string& body) const;
    /// The reading as a state that is alive at the article's day, nullptr when it has none.
    const NameReading* country_reading(const KnownName& k) const;
    /// First token of the words before a name that give its bearer's role and country:
    /// "Russian Foreign Minister", "the Kremlin's chief of staff", "Minister of Trade of Chile".
    std::uint32_t title_start(std::uint32_t name, std::string& title);
    /// Whether the title in these tokens is one that its bearer no longer holds: "the ousted president".
    bool is_past_office(std::uint32_t first, std::uint32_t name) const;
    void person(const NameRun& run);
    /// "Song Tao, minister of ...", "Xi, who is also general secretary of ...".
    void apposition(std::uint32_t member, std::uint32_t head, const NameRun& run);
    void affiliate(std::uint32_t member, const std::string& title, const Belonging& of, std::uint32_t first,
                   std::uint32_t last);
    bool is_modifier(std::uint32_t head) const;
    /// Whose minister, officials or troops: countries and bodies among the words before a role noun
    /// and in its of-phrase.
    void described(std::uint32_t at);
    /// Whether the token is or ends the name of a part of the world: "Arab", "Central American".
    bool is_region(std::uint32_t at) const;
    /// "African leaders": a group of many states without names.
    void regional(std::uint32_t at, std::uint32_t first);
    /// "the two Koreas"
    void namesakes(std::uint32_t at);
    /// The state of which only half the name stands before this one: "North and South Korea".
    std::optional<std::uint32_t> half_named(const KnownName& k);
    /// The party of this country that the article names: "the ruling parties of China and Russia".
    std::optional<std::uint32_t> ruling_party(const std::string& country) const;
    /// Whether a state's name stands in a firm's or association's, or says where somebody is based:
    /// "United States Olympic Committee", "Seoul-based".
    bool is_part_of_name(const KnownName& k) const;
    void remaining(KnownName& k);
    void find_places();
    /// Of places with one name a known venue, else the largest in a country that the article speaks of.
    const PlaceRow* best_city(const KnownName& k) const;
    bool in_cast(const std::string& country) const;

    const Tree& tree_;
    Cast& cast_;
    const RoleNouns& roles_;
    std::vector<bool> taken_;  ///< token belongs to a person's name, title or apposition
    std::vector<KnownName> known_;
    std::vector<int> known_at_;
    SentenceNames names_;
};

}  // namespace annalist::ingest
