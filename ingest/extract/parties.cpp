#include "ingest/extract/party_finder.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "graph/fold.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

namespace {

/// Nouns that end the name of a firm, club or association.
bool ends_a_firm(std::string_view word) {
    return is_one_of(word, {"association", "federation", "corporation", "corp", "corp.", "company", "co", "co.", "inc", "inc.",
                            "ltd", "ltd.", "plc", "airlines", "airways", "motors", "steel", "university", "college", "club", "league",
                            "society", "orchestra", "chamber", "foundation", "institute"});
}

/// Parties that are called by a common word at home.
bool is_word_at_home(std::string_view word) {
    return is_one_of(word, {"congress", "labour", "labor", "conservatives", "liberals", "democrats", "republicans", "greens", "solidarity", "unity",
                            "forward", "homeland", "progress", "justice"});
}

}  // namespace

void PartyFinder::match_known_names() {
    known_at_.assign(tree_.size(), -1);
    for (const NameMatch& match : cast_.lexicon().find_names(tree_.text(), tree_.sentence().span)) {
        std::uint32_t first = tree_.size(), last = 0;
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            if (!tree_.token(i).span.overlaps(match.words)) continue;
            first = std::min(first, i);
            last = i + 1;
        }
        if (first >= last || (last - first == 1 && is_region(first))) continue;  // "Central American" is not of the United States
        // "Members of the Congress" are of the Indian party only where the article speaks of India.
        if (const auto* r = match.as(NameKind::Organization); r && last - first == 1 && is_word_at_home(tree_.lower(first))) {
            const auto& body = cast_.lexicon().organization(r->row);
            if (body.type == "party" && !in_cast(body.country)) continue;
        }
        for (std::uint32_t i = first; i < last; ++i) known_at_[i] = static_cast<int>(known_.size());
        known_.push_back({match, first, last});
    }
}

bool PartyFinder::is_mandate(const KnownName& k, const std::string& body) const {
    return !body.empty() && k.first > 0 && is_one_of(tree_.lower(k.first - 1), {"for", "to", "on", "in"});
}

PartyFinder::Belonging PartyFinder::belonging(std::uint32_t first, std::uint32_t last) {
    Belonging found;
    for (std::uint32_t i = first; i < last; ++i) {
        const KnownName* k = known(i);
        if (!k) continue;
        if (const auto* r = k->match.as(NameKind::Organization); r && k->last - k->first >= 1) {
            const auto& body = cast_.lexicon().organization(r->row);
            if (body.type == "party") cast_.organization(body);
            if (found.body.empty()) found.body = body.id;
            if (found.country.empty()) found.country = body.country;
        } else if (const auto* n = country_reading(*k); n && found.country.empty() && !is_mandate(*k, found.body)) {
            found.country = cast_.lexicon().country(n->row).id;
        }
        i = k->last - 1;
    }
    return found;
}

const NameReading* PartyFinder::country_reading(const KnownName& k) const {
    const NameReading* fallback = nullptr;
    const NameReading* best = nullptr;
    int best_life = 0;
    for (const NameReading& reading : k.match.readings) {
        if (reading.kind != NameKind::Country && reading.kind != NameKind::Nationality &&
            reading.kind != NameKind::Seat)
            continue;
        const CountryRow& row = cast_.lexicon().country(reading.row);
        // A state that ended is spoken of for a while; in its time its name is no other's: the Federal
        // Republic of Germany of 1985 is the western one, the Yugoslavia of 1995 that of two republics.
        const bool begun = !row.valid_from || *row.valid_from <= cast_.day();
        const bool over = row.valid_to && *row.valid_to < cast_.day();
        int life = 0;
        if (begun && !over) life = row.valid_to ? 3 : 2;
        if (begun && over && cast_.day() <= *row.valid_to + date::days{400}) life = 1;
        if (life > best_life) {
            best = &reading;
            best_life = life;
        }
        // Salisbury is no seat of Rhodesia any more.
        if (!fallback && reading.kind != NameKind::Seat) fallback = &reading;
    }
    return best ? best : fallback;
}

bool PartyFinder::is_modifier(std::uint32_t head) const {
    return tree_.is(head, "amod") || tree_.is(head, "compound");
}

void PartyFinder::described(std::uint32_t at) {
    if (!tree_.is_noun(at) || known(at)) return;  // the "States" of "United States" is no role
    std::uint32_t first = at;
    std::string title;
    const RoleNoun* role = role_ending(at, first, title);
    if (!role) return;
    // "the party", "a country" inside a longer role phrase: only its head counts.
    const bool plural = tree_.token(at).xpos == "NNS" || tree_.token(at).xpos == "NNPS";
    std::vector<std::uint32_t> sources;
    std::uint32_t i = first;
    std::uint32_t start = first;
    while (i > 0) {
        const std::uint32_t j = i - 1;
        if (taken_[j]) break;
        if (const KnownName* k = known(j)) {
            sources.push_back(j);
            i = k->first;
            start = i;
            continue;
        }
        const auto upos = tree_.token(j).upos;
        const std::string& word = tree_.lower(j);
        const bool list = (word == "and" || word == "," || word == "-" || word == "/") && j > 0 && known(j - 1) && !sources.empty();
        const bool owner = word == "'s" || word == "’s" || word == "'" || word == "’";
        const bool inside = upos == Upos::ADJ || upos == Upos::NOUN || upos == Upos::NUM || upos == Upos::PROPN;
        if (!list && !owner && !inside) break;
        i = j;
    }
    for (const auto c : tree_.children(at)) {
        if (c < at || !tree_.is(c, "nmod")) continue;
        const auto preposition = tree_.preposition(c);
        if (preposition != "of" && preposition != "from" && preposition != "for" && preposition != "in" && preposition != "at")
            continue;
        // "the Iranian ambassador in Moscow" is Iran's.
        if ((preposition == "in" || preposition == "at") && (!sources.empty() || role->office == "faction")) continue;
        for (const auto n : tree_.conjuncts(c)) {
            if (known(n)) {
                sources.push_back(n);
            } else if (const auto owner = tree_.child(n, {"nmod:poss", "amod", "compound"}); owner && known(*owner)) {
                // "leaders of Germany's coalition", "head of the Chinese delegation"
                sources.push_back(*owner);
            } else if (tree_.is_noun(n)) {
                for (const auto m : tree_.children(n))
                    if (tree_.is(m, "nmod") && tree_.preposition(m) == "of" && known(m)) sources.push_back(m);
            }
        }
    }
    std::set<std::uint32_t> members;
    for (const auto source : sources) {
        KnownName& k = known_[static_cast<std::size_t>(known_at_[source])];
        std::optional<std::uint32_t> member;
        NameKind via = NameKind::Country;
        if (const auto* r = k.match.as(NameKind::Organization)) {
            const auto& body = cast_.lexicon().organization(r->row);
            member = cast_.organization(body);
            via = NameKind::Organization;
            if (!plural && !role->office.empty())
                if (const auto holder = cast_.office_holder("", body.id, role->office)) member = holder;
        } else if (const auto* n = country_reading(k); n && !is_part_of_name(k)) {
            const CountryRow& row = cast_.lexicon().country(n->row);
            member = role->office == "faction" ? cast_.faction(title, row) : cast_.country(row);
            if (title == "party") member = ruling_party(row.id).value_or(*member);
            if (!plural && title == "leader" && members.empty()) {
                // "the Saudi leader": whoever of the state's heads the article names.
                if (const auto head = cast_.head_of(row.id)) member = head;
            }
            if (!plural && !role->office.empty() && members.empty()) {
                if (const auto named = cast_.by_title(title, row.id)) member = named;
                else if (const auto holder = cast_.office_holder(row.id, "", role->office)) {
                    member = holder;
                    cast_.describe(*holder, row.id, "", title);
                }
            }
        }
        if (!member || !members.insert(*member).second) continue;
        k.used = true;
        const auto extent = source > at ? source + 1 : at + 1;
        names_.parties.push_back({*member, at, std::min(start, first), extent,
                                  tree_.span(std::min(start, first), extent), via, true, is_modifier(at)});
        if (const auto half = half_named(k); half && members.insert(*half).second)
            names_.parties.push_back({*half, at, std::min(start, first), extent,
                                      tree_.span(std::min(start, first), extent), via, true, is_modifier(at)});
    }
    if (members.empty() && role->office == "faction") {
        // "the government of Colombia and the guerrillas": of the state beside them.
        for (const Party& other : names_.parties) {
            const auto* row = cast_.lexicon().country_by_id(cast_[other.member].actor.country);
            const bool beside = tree_.first_conjunct(other.head) == tree_.first_conjunct(at) || (other.described && other.last <= first);
            if (!row || !beside || cast_[other.member].actor.kind == ActorKind::Group) continue;
            names_.parties.push_back({cast_.faction(title, *row), at, first, at + 1, tree_.span(first, at + 1), NameKind::Organization, true, is_modifier(at)});
            return;
        }
    }
    if (members.empty() && plural && first > 0 && is_region(first - 1)) return regional(at, first);
    // There is one Pope, and he needs no state beside him.
    if (members.empty() && !plural && title == "pope")
        if (const auto holder = cast_.office_holder("VAT", "", role->office)) {
            cast_.describe(*holder, "VAT", "", title);
            names_.parties.push_back({*holder, at, first, at + 1, tree_.span(first, at + 1), NameKind::Person, true, is_modifier(at)});
            return;
        }
    if (members.empty()) names_.bare_roles.push_back({at, first, title, plural});
}

void PartyFinder::regional(std::uint32_t at, std::uint32_t first) {
    std::uint32_t start = first - 1;
    if (start > 0 && is_one_of(tree_.lower(start), {"american", "eastern", "african", "asian"}) &&
        is_one_of(tree_.lower(start - 1), {"central", "latin", "south", "middle", "southeast", "east", "west", "north"}))
        --start;
    const TextSpan words = tree_.span(start, at + 1);
    names_.parties.push_back({cast_.group(words.in(tree_.text())), at, start, at + 1, words, NameKind::Organization, true, is_modifier(at)});
}

void PartyFinder::namesakes(std::uint32_t at) {
    struct Pair {
        std::string_view plural, one, other;
    };
    static constexpr Pair kPairs[] = {{"koreas", "KOR", "PRK"}, {"congos", "COG", "COD"}, {"sudans", "SDN", "SSD"}, {"germanys", "DEU", "DDR"}};
    // "North and South Korea": the parse hangs both on the one name.
    const bool coordinated = at >= 3 && is_one_of(tree_.lower(at), {"korea", "sudan"}) && tree_.lower(at - 2) == "and" &&
                             is_one_of(tree_.lower(at - 1), {"north", "south"}) && is_one_of(tree_.lower(at - 3), {"north", "south", "the"});
    for (const Pair& pair : kPairs) {
        const bool both = coordinated && pair.plural == tree_.lower(at) + "s" && tree_.lower(at - 3) != "the";
        const bool inter = pair.one == "KOR" && (tree_.lower(at) == "inter-korean" || (at > 1 && tree_.lower(at) == "korean" && tree_.lower(at - 2) == "inter"));
        if (tree_.lower(at) != pair.plural && !both && !inter) continue;
        for (const auto code : {pair.one, pair.other})
            if (const auto* row = cast_.lexicon().country_by_id(code))
                names_.parties.push_back({cast_.country(*row), at, at, at + 1, tree_.token(at).span, NameKind::Country, false, is_modifier(at)});
    }
}

std::optional<std::uint32_t> PartyFinder::half_named(const KnownName& k) {
    struct Half {
        std::string_view word, of, is;
    };
    static constexpr Half kHalves[] = {{"north", "KOR", "PRK"}, {"south", "PRK", "KOR"}, {"east", "FRG", "DDR"}, {"west", "DDR", "FRG"},
                                       {"north", "YMD", "YAR"}, {"south", "YAR", "YMD"}, {"north", "RVN", "VDR"}, {"south", "VDR", "RVN"}};
    if (k.first < 2 || tree_.lower(k.first - 1) != "and") return std::nullopt;
    const auto* whole = country_reading(k);
    if (!whole || whole->kind == NameKind::Seat) return std::nullopt;
    for (const Half& half : kHalves)
        if (tree_.lower(k.first - 2) == half.word && cast_.lexicon().country(whole->row).id == half.of)
            if (const auto* row = cast_.lexicon().country_by_id(half.is)) return cast_.country(*row);
    return std::nullopt;
}

bool PartyFinder::is_part_of_name(const KnownName& k) const {
    std::uint32_t last = k.last;
    const auto capital = [&](std::uint32_t at) {
        const auto upos = tree_.token(at).upos;
        return tree_.form(at)[0] >= 'A' && tree_.form(at)[0] <= 'Z' && (upos == Upos::PROPN || upos == Upos::NOUN || upos == Upos::ADJ);
    };
    while (last < tree_.size() && capital(last) && !known(last)) ++last;
    if (last > k.last && ends_a_firm(tree_.lower(last - 1))) return true;
    if (last > k.last + 1 && tree_.lower(last - 1) == "committee" && is_one_of(tree_.lower(last - 2), {"olympic", "paralympic", "organizing", "organising"}))
        return true;
    return k.last + 1 < tree_.size() && tree_.form(k.last) == "-" &&
           is_one_of(tree_.lower(k.last + 1), {"based", "born", "bound", "made", "registered", "flagged"});
}

std::optional<std::uint32_t> PartyFinder::ruling_party(const std::string& country) const {
    for (std::uint32_t i = 0; i < cast_.members().size(); ++i)
        if (cast_[i].party && cast_[i].actor.country == country) return i;
    return std::nullopt;
}

void PartyFinder::remaining(KnownName& k) {
    bool inside = true;
    for (std::uint32_t i = k.first; i < k.last; ++i) inside = inside && taken_[i];
    if (inside) return;
    std::optional<std::uint32_t> member;
    NameKind via = NameKind::Country;
    if (const auto* r = k.match.as(NameKind::Organization)) {
        const auto& body = cast_.lexicon().organization(r->row);
        if (body.type == "media") return;
        member = cast_.organization(body);
        via = NameKind::Organization;
    } else if (const auto* n = country_reading(k)) {
        if (is_part_of_name(k)) return;
        // "in Moscow" is a place, "Moscow said" an actor; both stay open here.
        member = cast_.country(cast_.lexicon().country(n->row));
        via = n->kind;
    }
    if (!member) return;
    // "U.S. dollars", "Swiss francs" are money.
    if (via != NameKind::Organization && k.last < tree_.size() &&
        is_one_of(tree_.lemma(k.last), {"dollar", "dlr", "pound", "franc", "yen", "mark", "crown", "peso", "ruble", "rouble", "yuan", "rupee", "won", "real", "lira", "krona", "krone", "sterling"}))
        return;
    auto head = tree_.head_of(k.first, k.last);
    if (const auto half = half_named(k)) {
        head = k.last - 1;  // a parse hangs the halves on each other
        names_.parties.push_back({*half, head, k.first - 2, k.last, tree_.token(k.first - 2).span, via, false, is_modifier(head) || k.used});
    }
    const bool adjective = via == NameKind::Nationality && tree_.token(head).upos == Upos::ADJ;
    names_.parties.push_back({*member, head, k.first, k.last, k.match.words, via, false,
                              adjective || is_modifier(head) || k.used});
}

void PartyFinder::find_places() {
    for (const KnownName& k : known_) {
        bool inside = true;
        for (std::uint32_t i = k.first; i < k.last; ++i) inside = inside && taken_[i];
        if (inside) continue;
        const auto* city = best_city(k);
        const auto* country = k.match.as(NameKind::Country);
        const auto* seat = k.match.as(NameKind::Seat);
        Place place;
        if (city) {
            // The text's own spelling ("Geneva"), unless it is in capitals.
            const auto words = k.match.words.in(tree_.text());
            const bool capitals = words.size() > 1 && words[1] >= 'A' && words[1] <= 'Z';
            place = {capitals ? city->name : std::string(words), city->country};
        } else if (country) {
            place = {"", cast_.lexicon().country(country->row).id};
        } else if (seat) {
            place = {std::string(k.match.words.in(tree_.text())), cast_.lexicon().country(seat->row).id};
        } else {
            continue;
        }
        names_.places.push_back({tree_.head_of(k.first, k.last), k.match.words, std::move(place)});
    }
    // "in the Uzbek capital", "Mali's capital"
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
        if (tree_.lemma(i) != "capital" || !tree_.is_noun(i)) continue;
        const auto whose = tree_.child(i, {"amod", "compound", "nmod:poss"});
        const KnownName* k = whose ? known(*whose) : nullptr;
        if (const auto* n = k ? country_reading(*k) : nullptr)
            names_.places.push_back({i, tree_.span(*whose, i + 1), {"", cast_.lexicon().country(n->row).id}});
    }
}

const PlaceRow* PartyFinder::best_city(const KnownName& k) const {
    const PlaceRow* best = nullptr;
    bool best_told = false;
    for (const NameReading& reading : k.match.readings) {
        if (reading.kind != NameKind::Place) continue;
        const PlaceRow& row = cast_.lexicon().place(reading.row);
        const bool told = in_cast(row.country);
        if (!best || std::tuple(row.venue, told, row.population) > std::tuple(best->venue, best_told, best->population)) {
            best = &row;
            best_told = told;
        }
    }
    return k.match.as(NameKind::Country) ? nullptr : best;
}

bool PartyFinder::in_cast(const std::string& country) const {
    return std::ranges::any_of(cast_.members(), [&](const CastMember& m) { return m.actor.country == country; });
}

std::vector<const Party*> SentenceNames::at(std::uint32_t head) const {
    std::vector<const Party*> found;
    for (const Party& party : parties)
        if (party.head == head) found.push_back(&party);
    return found;
}

const BareRole* SentenceNames::bare_role(std::uint32_t head) const {
    for (const BareRole& role : bare_roles)
        if (role.head == head) return &role;
    return nullptr;
}

SentenceNames find_parties(const Tree& tree, Cast& cast, const RoleNouns& roles) {
    return PartyFinder(tree, cast, roles).run();
}

}  // namespace annalist::ingest
