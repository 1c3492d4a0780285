#include "ingest/extract/cast.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "graph/fold.hpp"

namespace annalist::ingest {
namespace {

/// Parts of a name after which no family name is looked for ("Joseph R. Biden, Jr.").
bool is_suffix(std::string_view word) {
    return word == "jr" || word == "sr" || word == "ii" || word == "iii" || word == "iv" || word == "xvi" ||
           word == "xiv" || word == "xxiii";
}

std::vector<std::string_view> words_of(std::string_view folded) {
    std::vector<std::string_view> words;
    while (!folded.empty()) {
        const auto space = folded.find(' ');
        words.push_back(folded.substr(0, space));
        folded = space == std::string_view::npos ? std::string_view{} : folded.substr(space + 1);
    }
    return words;
}

std::string family_of(std::string_view folded) {
    auto words = words_of(folded);
    while (words.size() > 1 && is_suffix(words.back())) words.pop_back();
    return words.empty() ? std::string() : std::string(words.back());
}

void add_alias(Actor& actor, std::string_view name) {
    if (name.empty() || name == actor.name) return;
    const auto at = std::ranges::lower_bound(actor.aliases, name);
    if (at != actor.aliases.end() && *at == name) return;
    actor.aliases.insert(at, std::string(name));
}

/// Whether every word of the shorter name is in the longer: "Jose Barroso", "Jose Manuel Barroso".
bool names_agree(std::string_view a, std::string_view b) {
    auto shorter = words_of(a), longer = words_of(b);
    if (shorter.size() > longer.size()) std::swap(shorter, longer);
    return std::ranges::all_of(shorter, [&](std::string_view word) {
        return std::ranges::any_of(longer, [&](std::string_view other) {
            return other == word || (word.size() == 1 && other.starts_with(word));
        });
    });
}

/// Whether it is the title of a sovereign, who is called by the name of his reign and has no family name.
bool is_throne(std::string_view title) {
    static constexpr std::string_view kThrones[] = {"king", "queen", "emperor", "empress", "sultan", "emir", "grand duke", "pope"};
    return std::ranges::find(kThrones, title) != std::end(kThrones);
}

/// A last name that so many known office holders have says little of whom it means.
constexpr std::size_t kCommonName = 3;

/// Whether the last part names the father or grandfather ("Yusuf bin Alawi bin Abdullah"), by which
/// nobody is called.
bool is_patronymic(std::string_view name) {
    return name.find(" bin ") != std::string_view::npos || name.find(" ibn ") != std::string_view::npos;
}

/// Offices of a state, which a report from that state gives without its name.
bool is_public_office(std::string_view title) {
    static constexpr std::string_view kOffices[] = {"president", "premier", "minister", "chancellor", "secretary", "senator",
                                                    "governor", "ambassador", "lawmaker", "congressman", "king", "queen"};
    return std::ranges::any_of(kOffices, [&](std::string_view office) { return title.find(office) != std::string_view::npos; });
}

}  // namespace

std::uint32_t Cast::add(CastMember member) {
    const auto at = static_cast<std::uint32_t>(members_.size());
    by_key_.emplace(member.actor.key, at);
    members_.push_back(std::move(member));
    return at;
}

std::uint32_t Cast::country(const CountryRow& row) {
    const std::string key = "country:" + row.id;
    if (const auto hit = by_key_.find(key); hit != by_key_.end()) return hit->second;
    CastMember member;
    member.actor = {{}, key, ActorKind::Country, row.name, {}, row.id, ""};
    for (const auto& alias : row.aliases) add_alias(member.actor, alias);
    return add(std::move(member));
}

std::uint32_t Cast::organization(const OrganizationRow& row) {
    const std::string key = "org:" + row.id;
    if (const auto hit = by_key_.find(key); hit != by_key_.end()) return hit->second;
    CastMember member;
    const auto kind = row.type == "armed_group" ? ActorKind::Group : ActorKind::Organization;
    member.actor = {{}, key, kind, row.name, {}, row.country, ""};
    for (const auto& alias : row.aliases) add_alias(member.actor, alias);
    member.body = row.id;
    member.party = row.type == "party";
    return add(std::move(member));
}

std::uint32_t Cast::unknown_body(std::string_view name, std::string_view country) {
    const std::string key = fmt::format("org:{}/{}", country, fold_name(name));
    if (const auto hit = by_key_.find(key); hit != by_key_.end()) return hit->second;
    CastMember member;
    member.actor = {{}, key, ActorKind::Organization, std::string(name), {}, std::string(country), ""};
    return add(std::move(member));
}

std::uint32_t Cast::group(std::string_view words) {
    const std::string key = "group:" + fold_name(words);
    if (const auto hit = by_key_.find(key); hit != by_key_.end()) return hit->second;
    CastMember member;
    std::string name(words);
    std::ranges::replace(name, '\n', ' ');
    member.actor = {{}, key, ActorKind::Group, std::move(name), {}, "", ""};
    return add(std::move(member));
}

std::uint32_t Cast::faction(std::string_view words, const CountryRow& row) {
    const std::string key = fmt::format("group:{}/{}", row.id, fold_name(words));
    if (const auto hit = by_key_.find(key); hit != by_key_.end()) return hit->second;
    CastMember member;
    member.actor = {{}, key, ActorKind::Group, fmt::format("{} of {}", words, row.name), {}, row.id, ""};
    return add(std::move(member));
}

std::uint32_t Cast::known_person(std::uint32_t row, std::string_view country, std::string_view body) {
    const PersonRow& person = lexicon_.person(row);
    const std::string id = person.wikidata.empty() ? fold_name(person.name) + "/" + person.country : person.wikidata;
    const std::string key = "person:" + id;
    if (const auto hit = by_key_.find(key); hit != by_key_.end()) return hit->second;
    CastMember member;
    member.actor = {{}, key, ActorKind::Person, person.name, {}, std::string(country), person.wikidata};
    for (const auto& alias : person.aliases) add_alias(member.actor, alias);
    if (member.actor.country.empty()) member.actor.country = person.country;
    member.body = body.empty() ? person.organization : std::string(body);
    member.family = family_of(fold_name(person.name));
    return add(std::move(member));
}

std::optional<std::uint32_t> Cast::recognize(std::string_view name, std::string_view country, std::string_view title) const {
    const std::string folded = fold_name(name);
    std::vector<std::uint32_t> candidates;
    if (is_throne(title)) {
        const auto called = words_of(folded);
        std::optional<std::uint32_t> one;
        for (const auto row : lexicon_.sovereigns()) {
            const std::string full = fold_name(lexicon_.person(row).name);
            if (words_of(full).front() != called.front() || !names_agree(folded, full)) continue;
            const bool fits = std::ranges::any_of(lexicon_.offices_of(row), [&](std::uint32_t at) {
                const OfficeRow& office = lexicon_.office(at);
                return office.code == "head_of_state" && (country.empty() || office.country == country) && office.held_on(day_);
            });
            if (!fits) continue;
            // Of the crowns that one person wears, the British stands for all.
            const std::string& realm = lexicon_.person(row).country;
            if (one && realm != "GBR" && lexicon_.person(*one).country != "GBR" && lexicon_.person(*one).country != realm) return std::nullopt;
            if (!one || realm == "GBR") one = row;
        }
        return one;
    }
    if (folded.find(' ') == std::string::npos) {
        const auto family = lexicon_.persons_by_family(folded);
        candidates.assign(family.begin(), family.end());
    } else {
        for (const NameReading& reading : lexicon_.readings(name))
            if (reading.kind == NameKind::Person) candidates.push_back(reading.row);
        if (candidates.empty())
            for (const auto row : lexicon_.persons_by_family(family_of(folded))) {
                const PersonRow& person = lexicon_.person(row);
                if (names_agree(folded, fold_name(person.name)) ||
                    std::ranges::any_of(person.aliases, [&](const std::string& alias) { return names_agree(folded, fold_name(alias)); }))
                    candidates.push_back(row);
            }
        // "Ali Bongo" is Ali Bongo Ondimba: who leads the state may have more names than he is called by.
        if (candidates.empty() && !country.empty())
            for (const std::string_view office : {"head_of_state", "head_of_government", "foreign_minister"})
                if (const auto row = lexicon_.holder(country, "", office, day_);
                    row && names_agree(folded, fold_name(lexicon_.person(*row).name)) && std::ranges::find(candidates, *row) == candidates.end())
                    candidates.push_back(*row);
    }
    const bool last_name_alone = folded.find(' ') == std::string::npos;
    if (last_name_alone && country.empty() && folded == "may") return std::nullopt;  // a month, and "may" in capitals
    const auto same_country = [&](std::uint32_t a, std::uint32_t b) {
        return lexicon_.person(a).country == lexicon_.person(b).country;
    };
    // "Joe Biden" and "Joseph R. Biden, Jr." of two tables: two rows cannot hold one office on one day.
    const auto same_seat = [&](std::uint32_t a, std::uint32_t b) {
        const auto offices = lexicon_.offices_of(b);
        return std::ranges::any_of(lexicon_.offices_of(a), [&](std::uint32_t at) {
            const OfficeRow& one = lexicon_.office(at);
            return one.held_on(day_) && std::ranges::any_of(offices, [&](std::uint32_t other_at) {
                       const OfficeRow& other = lexicon_.office(other_at);
                       return other.held_on(day_) && (other.code == one.code || other.title == one.title) && other.country == one.country &&
                              other.organization == one.organization && one.code.starts_with("head_of");
                   });
        });
    };
    // "Mr. Li" is nobody's leader unless the article gives an office or speaks of the state.
    const bool needs_support = last_name_alone && country.empty() && candidates.size() >= kCommonName && !is_public_office(title);
    std::optional<std::uint32_t> best;
    int best_score = 0;
    bool tie = false;
    for (const auto row : candidates) {
        if (last_name_alone && is_patronymic(lexicon_.person(row).name)) continue;
        if (needs_support && std::ranges::none_of(members_, [&](const CastMember& m) {
                return m.actor.country == lexicon_.person(row).country;
            }))
            continue;
        int score = last_name_alone ? 0 : 2;
        bool in_office = false, of_country = country.empty(), top = false;
        for (const auto at : lexicon_.offices_of(row)) {
            const OfficeRow& office = lexicon_.office(at);
            of_country = of_country || office.country == country;
            // A former minister stays the best reading of a full name for years.
            if (office.held_on(day_)) {
                in_office = true;
                top = top || office.code.starts_with("head_of") || office.code == "supreme_leader" || office.code == "foreign_minister" ||
                      !office.organization.empty();
            }
        }
        if (!of_country) continue;
        if (!country.empty()) score += 2;
        if (in_office) score += 3;
        if (top) score += 2;
        if (score > best_score) {
            best = row;
            best_score = score;
            tie = false;
        } else if (score == best_score && same_seat(*best, row)) {
            // The row that is known elsewhere stands for both.
            if (lexicon_.person(*best).wikidata.empty() && !lexicon_.person(row).wikidata.empty()) best = row;
        } else if (score == best_score &&
                   !(same_country(*best, row) && names_agree(fold_name(lexicon_.person(*best).name), fold_name(lexicon_.person(row).name)))) {
            tie = true;  // "Donald Trump" and "Donald J. Trump" of two tables are one
        }
    }
    // A last name alone must belong to somebody who leads or speaks for a state at that time.
    const int need = last_name_alone ? 5 : 2;
    if (!best || best_score < need || (tie && last_name_alone)) return std::nullopt;
    return best;
}

std::uint32_t Cast::person(std::string_view name, std::string_view country, std::string_view body,
                           std::string_view title) {
    const std::string folded = fold_name(name);
    const std::string family = family_of(folded);
    // Somebody of the cast already? Of two with one name, "President Marcos" is the president.
    const auto titled = [&](std::size_t i) { return std::ranges::find(members_[i].titles, title) != members_[i].titles.end(); };
    std::vector<std::size_t> order;
    for (std::size_t i = members_.size(); i-- > 0;)
        if (members_[i].actor.kind == ActorKind::Person) order.push_back(i);
    if (is_public_office(title)) std::ranges::stable_partition(order, titled);
    for (const std::size_t i : order) {
        const CastMember& member = members_[i];
        const bool same_family = member.family == family;
        const bool single = folded.find(' ') == std::string::npos;
        const std::string own = fold_name(member.actor.name);
        const auto own_words = words_of(own);
        const bool part = folded.size() > 2 && std::ranges::find(own_words, folded) != own_words.end();
        const bool match = (single && (same_family || part)) ||
                           (!single && (same_family || own == family) && names_agree(folded, own)) ||
                           std::ranges::any_of(member.actor.aliases, [&](const std::string& alias) {
                               return fold_name(alias) == folded;
                           });
        const bool clash = !country.empty() && !member.actor.country.empty() && member.actor.country != country;
        if (!match || clash) continue;
        const auto at = static_cast<std::uint32_t>(i);
        if (!single && own.size() < folded.size() && member.actor.key.starts_with("person:~")) {
            add_alias(members_[i].actor, members_[i].actor.name);
            members_[i].actor.name = std::string(name);
            members_[i].family = family;
        } else {
            add_alias(members_[i].actor, name);
        }
        describe(at, country, body, title);
        return at;
    }
    std::uint32_t at = 0;
    if (const auto row = recognize(name, country, title)) {
        at = known_person(*row, country, body);
        add_alias(members_[at].actor, name);
    } else {
        CastMember member;
        const std::string key = fmt::format("person:~{}/{}", folded, country);
        if (const auto hit = by_key_.find(key); hit != by_key_.end()) {
            at = hit->second;
        } else {
            member.actor = {{}, key, ActorKind::Person, std::string(name), {}, std::string(country), ""};
            member.family = family;
            at = add(std::move(member));
        }
    }
    describe(at, country, body, title);
    return at;
}

bool Cast::is_official(std::uint32_t at) const {
    const CastMember& member = members_[at];
    if (member.actor.kind == ActorKind::Country) return false;
    if (member.actor.kind != ActorKind::Person) return true;
    if (!member.actor.key.starts_with("person:~") || !member.body.empty()) return true;
    return std::ranges::any_of(member.titles, [](const std::string& title) {
        return title != "mr" && title != "mrs" && title != "ms" && title != "miss" && title != "dr" && title != "sir" &&
               title != "captain" && title != "judge" && title != "lady" && title != "lord" && title != "prof";
    });
}

bool Cast::has_officials() const {
    for (std::uint32_t i = 0; i < members_.size(); ++i)
        if (members_[i].actor.kind == ActorKind::Person && is_official(i)) return true;
    return false;
}

void Cast::settle_countries(std::string_view country) {
    for (CastMember& member : members_)
        if (member.actor.kind == ActorKind::Person && member.actor.country.empty() && member.body.empty() &&
            std::ranges::any_of(member.titles, is_public_office))
            member.actor.country = country;
}

void Cast::describe(std::uint32_t at, std::string_view country, std::string_view body, std::string_view title) {
    CastMember& member = members_[at];
    if (member.actor.country.empty()) member.actor.country = country;
    if (member.body.empty()) member.body = body;
    if (!title.empty() && std::ranges::find(member.titles, title) == member.titles.end())
        member.titles.emplace_back(title);
}

std::optional<std::uint32_t> Cast::by_family(std::string_view folded) const {
    for (std::size_t i = members_.size(); i-- > 0;)
        if (members_[i].actor.kind == ActorKind::Person && members_[i].family == folded)
            return static_cast<std::uint32_t>(i);
    return std::nullopt;
}

std::optional<std::uint32_t> Cast::by_title(std::string_view title, std::string_view country) const {
    for (std::size_t i = members_.size(); i-- > 0;) {
        const CastMember& member = members_[i];
        if (member.actor.kind != ActorKind::Person) continue;
        if (!country.empty() && member.actor.country != country) continue;
        if (std::ranges::find(member.titles, title) != member.titles.end()) return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Cast::head_of(std::string_view country) const {
    static constexpr std::string_view kHeads[] = {"president", "prime minister", "premier", "chancellor", "king", "queen", "emir",
                                                  "sultan", "emperor", "supreme leader", "crown prince", "taoiseach", "leader"};
    for (std::size_t i = members_.size(); i-- > 0;) {
        const CastMember& member = members_[i];
        if (member.actor.kind != ActorKind::Person || member.actor.country != country) continue;
        if (std::ranges::any_of(member.titles, [](const std::string& t) { return std::ranges::find(kHeads, t) != std::end(kHeads); }))
            return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Cast::office_holder(std::string_view country, std::string_view body,
                                                 std::string_view office_code) {
    const auto row = lexicon_.holder(country, body, office_code, day_);
    if (!row) return std::nullopt;
    return known_person(*row, country, body);
}

}  // namespace annalist::ingest
