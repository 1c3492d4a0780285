#include "ingest/extract/parties.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "graph/fold.hpp"

namespace annalist::ingest {
namespace {

using text::Upos;

/// A known name with the tokens that it covers.
struct Known {
    NameMatch match;
    std::uint32_t first, last;
    bool used = false;
};

/// A run of tokens that names a person.
struct NameRun {
    std::uint32_t first, last;
    bool sure;  ///< an entity tag, a table or a title says so
};

bool starts_upper(std::string_view word) {
    return !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0xC3);
}

/// Days and months are written with capitals and are nobody.
bool is_calendar_word(std::string_view word) {
    static constexpr std::string_view kWords[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                                  "january", "february", "march", "april", "june", "july", "august",
                                                  "september", "october", "november", "december"};
    return std::ranges::find(kWords, word) != std::end(kWords);
}

class PartyFinder {
public:
    PartyFinder(const Tree& tree, Cast& cast, const RoleNouns& roles)
        : tree_(tree), cast_(cast), roles_(roles), taken_(tree.size(), false) {}

    SentenceNames run() {
        match_known_names();
        for (const NameRun& run : person_runs()) person(run);
        for (std::uint32_t i = 0; i < tree_.size(); ++i)
            if (!taken_[i]) described(i);
        for (Known& known : known_) remaining(known);
        find_places();
        std::ranges::sort(names_.parties, {}, [](const Party& p) { return std::pair(p.first, p.last); });
        return std::move(names_);
    }

private:
    void match_known_names() {
        known_at_.assign(tree_.size(), -1);
        for (const NameMatch& match : cast_.lexicon().find_names(tree_.text(), tree_.sentence().span)) {
            std::uint32_t first = tree_.size(), last = 0;
            for (std::uint32_t i = 0; i < tree_.size(); ++i) {
                if (!tree_.token(i).span.overlaps(match.words)) continue;
                first = std::min(first, i);
                last = i + 1;
            }
            if (first >= last) continue;
            for (std::uint32_t i = first; i < last; ++i) known_at_[i] = static_cast<int>(known_.size());
            known_.push_back({match, first, last});
        }
    }

    const Known* known(std::uint32_t at) const {
        return known_at_[at] < 0 ? nullptr : &known_[static_cast<std::size_t>(known_at_[at])];
    }

    /// The role noun phrase that ends with token `at`, longest first: "deputy foreign minister".
    /// Gives its first token.
    const RoleNoun* role_ending(std::uint32_t at, std::uint32_t& first, std::string& title) const {
        const RoleNoun* best = nullptr;
        std::string phrase;
        for (std::uint32_t n = 0; n < 4 && n <= at; ++n) {
            const std::uint32_t i = at - n;
            const std::string& word = n == 0 ? tree_.lemma(i) : tree_.lower(i);
            // "secretary-general": the hyphen is a token of its own.
            std::string part = n == 0 ? word : (word == "-" ? std::string() : word + " ");
            phrase = part + phrase;
            std::string bare = phrase;
            if (!bare.empty() && bare.back() == '.') bare.pop_back();
            if (const RoleNoun* role = roles_.find(bare)) {
                best = role;
                first = i;
                title = bare;
            }
        }
        return best;
    }

    bool is_title_word(std::uint32_t at) const {
        std::uint32_t first = at;
        std::string title;
        const RoleNoun* role = role_ending(at, first, title);
        return role != nullptr && role->kind == RoleKind::Person;
    }

    /// Tokens that can be part of a personal name.
    bool nameable(std::uint32_t at) const {
        const auto upos = tree_.token(at).upos;
        const auto form = tree_.form(at);
        if (is_calendar_word(tree_.lower(at))) return false;
        if (upos == Upos::PUNCT || upos == Upos::ADP || upos == Upos::DET || upos == Upos::CCONJ ||
            upos == Upos::PART || upos == Upos::AUX || upos == Upos::PRON)
            return false;
        return starts_upper(form) && (upos == Upos::PROPN || upos == Upos::X || upos == Upos::NOUN || upos == Upos::ADJ);
    }

    std::vector<NameRun> person_runs() {
        std::vector<NameRun> runs;
        std::vector<bool> in_run(tree_.size(), false);
        const auto add = [&](std::uint32_t first, std::uint32_t last, bool sure) {
            // "Trump and Xi" tagged as one name: the last of them here, the first by what follows.
            for (std::uint32_t i = last; i-- > first;)
                if (tree_.token(i).upos == Upos::CCONJ) {
                    first = i + 1;
                    break;
                }
            first = name_start(first, last);
            if (first >= last) return;
            // "Joseph R. Biden, Jr."
            if (last + 1 < tree_.size() && tree_.lower(last) == "," && is_suffix(last + 1)) last += 2;
            for (std::uint32_t i = first; i < last; ++i)
                if (in_run[i]) return;
            for (std::uint32_t i = first; i < last; ++i) in_run[i] = true;
            runs.push_back({first, last, sure});
        };
        // 1. Full names that a table knows.
        for (const Known& k : known_)
            if (k.match.as(NameKind::Person) && k.last - k.first >= 2 &&
                !k.match.as(NameKind::Organization) && !k.match.as(NameKind::Country)) {
                // Widen over what belongs to the name: "Joseph R. Biden" inside "Joseph R. Biden, Jr.".
                add(k.first, k.last, true);
            }
        // 2. Entities tagged as persons, unless a table knows them as something else.
        for (const text::Entity& entity : tree_.sentence().entities) {
            if (entity.type != text::EntityType::Person) continue;
            std::uint32_t first = entity.first, last = entity.last;
            const Known* whole = known(first);
            const bool other = whole && whole->first <= first && whole->last >= last &&
                               !whole->match.as(NameKind::Person) &&
                               !cast_.by_family(fold_name(tree_.form(last - 1)));
            if (other) continue;
            while (last > first && !nameable(last - 1)) --last;
            while (first < last && !nameable(first)) ++first;
            add(first, last, true);
        }
        // 3. Capitalised runs: after a title, beginning with a given name, or ending with the family
        //    name of somebody in the cast.
        for (std::uint32_t i = 0; i < tree_.size();) {
            if (in_run[i] || !nameable(i) || tree_.token(i).upos != Upos::PROPN || blocked(i)) {
                ++i;
                continue;
            }
            std::uint32_t last = i;
            while (last < tree_.size() && !in_run[last] && !blocked(last) &&
                   ((nameable(last) && (last == i || tree_.token(last).upos == Upos::PROPN)) ||
                    (last > i && particle(last) && last + 1 < tree_.size() && nameable(last + 1))))
                ++last;
            // "Hu Jintao": keep hyphenated given names ("Mahmoud al-Zahar") together.
            while (last + 1 < tree_.size() && tree_.form(last) == "-" &&
                   tree_.token(last).span.begin == tree_.token(last - 1).span.end && nameable(last + 1) &&
                   !in_run[last + 1])
                last += 2;
            const std::uint32_t first = name_start(i, last);
            i = std::max(last, i + 1);
            if (first >= last) continue;
            const bool titled = first > 0 && is_title_word(first - 1);
            const bool given = last - first >= 2 && cast_.lexicon().is_given_name(fold_name(tree_.form(first)));
            const bool family = cast_.by_family(fold_name(tree_.form(last - 1))).has_value();
            const bool leader = last - first == 1 && cast_.recognizes(tree_.form(first));
            if (titled || given || family || leader) add(first, last, titled || family);
        }
        std::ranges::sort(runs, {}, &NameRun::first);
        return runs;
    }

    bool is_suffix(std::uint32_t at) const {
        const std::string& word = tree_.lower(at);
        return word == "jr." || word == "jr" || word == "sr." || word == "sr";
    }

    /// Where the name itself begins in a run that may open with its bearer's titles and country:
    /// "French Minister for Foreign Trade Christine Lagarde". `last` when nothing else is there.
    std::uint32_t name_start(std::uint32_t first, std::uint32_t last) const {
        std::uint32_t start = first;
        for (std::uint32_t i = first; i < last; ++i) {
            std::uint32_t from = i;
            std::string title;
            const RoleNoun* role = role_ending(i, from, title);
            if (!role || role->kind != RoleKind::Person) continue;
            const bool surname = i + 1 == last && start < from;  // "John Major", not "Vice President"
            if (!surname) start = i + 1;
        }
        if (start < last && (tree_.lower(start) == "of" || tree_.lower(start) == "for")) {
            std::uint32_t given = start;
            while (given < last && !cast_.lexicon().is_given_name(fold_name(tree_.form(given)))) ++given;
            start = given < last ? given : (last - start > 2 ? last - 2 : last);
        }
        while (start < last) {
            const Known* k = known(start);
            if (!k || k->match.as(NameKind::Person) || k->last > last || k->last - k->first > 3) break;
            if (!k->match.as(NameKind::Nationality) && !k->match.as(NameKind::Organization) && !k->match.as(NameKind::Country)) break;
            if (k->last == last && start > first) break;  // a family name like "Chad" or "Jordan"
            start = k->last;
        }
        if (start + 1 == last && (is_suffix(start) || tree_.form(start).size() < 2)) return last;
        return start;
    }

    static bool particle_word(std::string_view word) {
        return word == "al" || word == "bin" || word == "ibn" || word == "von" || word == "van" || word == "de" ||
               word == "da" || word == "el" || word == "ben" || word == "abu";
    }
    bool particle(std::uint32_t at) const { return particle_word(tree_.lower(at)); }

    /// Known as a state, body or place, and not also the name of somebody in the cast.
    bool blocked(std::uint32_t at) const {
        const Known* k = known(at);
        if (!k || k->match.as(NameKind::Person)) return false;
        if (cast_.by_family(fold_name(tree_.form(at)))) return false;
        const bool small_place = k->match.readings.size() == 1 && k->match.as(NameKind::Place) &&
                                 cast_.lexicon().is_given_name(fold_name(tree_.form(at)));
        return !small_place;
    }

    /// Countries and bodies named in tokens [first, last).
    struct Belonging {
        std::string country, body;
    };
    Belonging belonging(std::uint32_t first, std::uint32_t last) {
        Belonging found;
        for (std::uint32_t i = first; i < last; ++i) {
            const Known* k = known(i);
            if (!k) continue;
            if (const auto* r = k->match.as(NameKind::Organization); r && k->last - k->first >= 1) {
                const auto& body = cast_.lexicon().organization(r->row);
                if (body.type == "party") cast_.organization(body);
                if (found.body.empty()) found.body = body.id;
                if (found.country.empty()) found.country = body.country;
            } else if (const auto* n = country_reading(*k); n && found.country.empty()) {
                found.country = cast_.lexicon().country(n->row).id;
            }
            i = k->last - 1;
        }
        return found;
    }

    /// The reading as a state that is alive at the article's day, nullptr when it has none.
    const NameReading* country_reading(const Known& k) const {
        const NameReading* fallback = nullptr;
        for (const NameReading& reading : k.match.readings) {
            if (reading.kind != NameKind::Country && reading.kind != NameKind::Nationality &&
                reading.kind != NameKind::Seat)
                continue;
            const CountryRow& row = cast_.lexicon().country(reading.row);
            const bool alive = (!row.valid_from || *row.valid_from <= cast_.day()) &&
                               (!row.valid_to || cast_.day() <= *row.valid_to + date::days{400});
            if (alive) return &reading;
            if (!fallback) fallback = &reading;
        }
        return fallback;
    }

    /// First token of the words before a name that give its bearer's role and country:
    /// "Russian Foreign Minister", "the Kremlin's chief of staff", "Minister of Trade of Chile".
    std::uint32_t title_start(std::uint32_t name, std::string& title) {
        std::uint32_t start = name;
        std::uint32_t i = name;
        while (i > 0 && name - i < 14) {
            const std::uint32_t j = i - 1;
            if (taken_[j]) break;
            const auto upos = tree_.token(j).upos;
            const std::string& word = tree_.lower(j);
            std::uint32_t first = j;
            std::string role;
            const RoleNoun* noun = role_ending(j, first, role);
            if (noun && noun->kind == RoleKind::Person) {
                if (title.empty() || title == "mr" || title == "ms" || title == "mrs" || title == "dr") title = role;
                start = first;
                i = first;
                continue;
            }
            if (known(j)) {
                i = known(j)->first;
                // "Iran's Zarif", "Russian President ...": a country counts from the left edge.
                start = i;
                continue;
            }
            const bool inside = word == "of" || word == "the" || word == "for" || word == "and" || word == "'s" ||
                                word == "’s" || word == "'" || word == "’" || word == "-";
            const bool nominal = upos == Upos::ADJ || upos == Upos::NOUN || upos == Upos::PROPN;
            if (!inside && !nominal) break;
            if (word == "and" && title.empty()) break;
            i = j;
        }
        if (title.empty()) {
            // Without a role, only a country or body right before the name belongs to it.
            start = name;
            std::uint32_t j = name;
            while (j > 0 && (tree_.lower(j - 1) == "'s" || tree_.lower(j - 1) == "’s")) --j;
            if (j > 0 && known(j - 1) && j < name) start = known(j - 1)->first;
        }
        return start;
    }

    void person(const NameRun& run) {
        std::string title;
        const std::uint32_t start = title_start(run.first, title);
        Belonging of = belonging(start, run.first);
        // "The Chinese foreign minister, Wang Yi": the name is in apposition to the role.
        const std::uint32_t head = tree_.head_of(start, run.last);
        std::uint32_t described_by = head;
        std::uint32_t from = start;
        if (const auto up = tree_.head(head); up && tree_.is(head, "appos") && *up < start && title.empty()) {
            std::uint32_t first = *up;
            std::string role;
            if (const RoleNoun* noun = role_ending(*up, first, role); noun && noun->kind == RoleKind::Person) {
                title = role;
                described_by = *up;
                from = tree_.extent(*up).first;
                of = belonging(from, run.first);
                for (std::uint32_t i = from; i < run.first; ++i)
                    taken_[i] = taken_[i] || tree_.token(i).upos != Upos::VERB;
            }
        }
        if (of.country.empty() && of.body.empty()) {
            // "Presidents Leonid Kuchma of Ukraine and Boris Yeltsin of Russia"
            for (const auto c : tree_.children(head))
                if (c >= run.last && tree_.is(c, "nmod") && tree_.preposition(c) == "of" && known(c)) of = belonging(c, c + 1);
            if (of.country.empty() && run.last + 1 < tree_.size() && tree_.lower(run.last) == "of" && known(run.last + 1))
                of = belonging(run.last + 1, run.last + 2);
        }
        std::string name(tree_.span(run.first, run.last).in(tree_.text()));
        std::ranges::replace(name, '\n', ' ');
        const std::uint32_t member = cast_.person(name, of.country, of.body, title);
        for (std::uint32_t i = start; i < run.last; ++i) taken_[i] = true;
        const Party party{member, described_by, from, run.last, tree_.span(run.first, run.last),
                          NameKind::Person, false, is_modifier(described_by)};
        names_.parties.push_back(party);
        if (head != described_by) {
            // The name's own token answers as well: a parse may attach things to either.
            Party twin = party;
            twin.head = head;
            names_.parties.push_back(twin);
        }
        if (!title.empty()) affiliate(member, title, of, from, run.first);
        apposition(member, head, run);
    }

    /// "Song Tao, minister of ...", "Xi, who is also general secretary of ...".
    void apposition(std::uint32_t member, std::uint32_t head, const NameRun& run) {
        for (const auto c : tree_.children(head)) {
            if (c < run.last) continue;
            const bool appositive = tree_.is(c, "appos");
            const bool clause = tree_.is(c, "acl:relcl") && tree_.child(c, {"cop"});
            if (!appositive && !clause) continue;
            for (const auto at : tree_.conjuncts(c)) {
                std::uint32_t first = at;
                std::string title;
                const RoleNoun* noun = role_ending(at, first, title);
                if (!noun || noun->kind != RoleKind::Person) continue;
                auto extent = tree_.extent(at);
                for (const auto below : tree_.children(at))
                    if (tree_.is(below, "acl") || tree_.is(below, "conj") || tree_.is(below, "parataxis") || tree_.is(below, "appos"))
                        extent.second = std::min(extent.second, std::max(at + 1, tree_.extent(below).first));
                const Belonging of = belonging(std::min(extent.first, first), extent.second);
                cast_.describe(member, of.country, of.body, title);
                affiliate(member, title, of, first, extent.second);
                for (std::uint32_t i = extent.first; i < extent.second; ++i) taken_[i] = true;
            }
        }
    }

    void affiliate(std::uint32_t member, const std::string& title, const Belonging& of, std::uint32_t first,
                   std::uint32_t last) {
        if (title == "mr" || title == "mrs" || title == "ms" || title == "dr" || first >= last) return;
        Affiliation affiliation;
        affiliation.actor = {member + 1};
        affiliation.role = title;
        affiliation.country = of.country;
        while (last > first && tree_.token(last - 1).upos == Upos::PUNCT) --last;
        if (last == first) return;
        affiliation.words = tree_.span(first, last);
        // "minister of the International Department of the CPC Central Committee": the body's own name.
        for (std::uint32_t i = first; i + 1 < last; ++i) {
            if (tree_.lower(i) != "of" && tree_.lower(i) != "at" && tree_.lower(i) != "for") continue;
            std::uint32_t begin = i + 1;
            if (tree_.lower(begin) == "the" && begin + 1 < last) ++begin;
            if (!starts_upper(tree_.form(begin))) continue;
            std::uint32_t end = begin;
            while (end < last && tree_.token(end).upos != Upos::PUNCT) ++end;
            const Known* k = known(begin);
            if (k && k->first == begin && k->last >= end) {
                if (const auto* r = k->match.as(NameKind::Organization))
                    affiliation.body = {cast_.organization(cast_.lexicon().organization(r->row)) + 1};
            } else if (end - begin >= 2) {
                affiliation.body = {cast_.unknown_body(tree_.span(begin, end).in(tree_.text()), of.country) + 1};
            }
            break;
        }
        if (affiliation.body.value == 0) {
            // "chairman of United Russia's Supreme Council" began after "of"; "United Russia's chairman".
            if (const auto* row = of.body.empty() ? nullptr : cast_.lexicon().organization_by_id(of.body))
                affiliation.body = {cast_.organization(*row) + 1};
        }
        names_.affiliations.push_back(std::move(affiliation));
    }

    bool is_modifier(std::uint32_t head) const {
        return tree_.is(head, "amod") || tree_.is(head, "compound");
    }

    /// Whose minister, officials or troops: countries and bodies among the words before a role noun
    /// and in its of-phrase.
    void described(std::uint32_t at) {
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
            if (const Known* k = known(j)) {
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
            Known& k = known_[static_cast<std::size_t>(known_at_[source])];
            std::optional<std::uint32_t> member;
            NameKind via = NameKind::Country;
            if (const auto* r = k.match.as(NameKind::Organization)) {
                const auto& body = cast_.lexicon().organization(r->row);
                member = cast_.organization(body);
                via = NameKind::Organization;
                if (!plural && !role->office.empty())
                    if (const auto holder = cast_.office_holder("", body.id, role->office)) member = holder;
            } else if (const auto* n = country_reading(k)) {
                const CountryRow& row = cast_.lexicon().country(n->row);
                member = cast_.country(row);
                if (title == "party") member = ruling_party(row.id).value_or(*member);
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
        }
        if (members.empty()) names_.bare_roles.push_back({at, first, title, plural});
    }

    /// The party of this country that the article names: "the ruling parties of China and Russia".
    std::optional<std::uint32_t> ruling_party(const std::string& country) const {
        for (std::uint32_t i = 0; i < cast_.members().size(); ++i)
            if (cast_[i].party && cast_[i].actor.country == country) return i;
        return std::nullopt;
    }

    void remaining(Known& k) {
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
            // "in Moscow" is a place, "Moscow said" an actor; both stay open here.
            member = cast_.country(cast_.lexicon().country(n->row));
            via = n->kind;
        }
        if (!member) return;
        const auto head = tree_.head_of(k.first, k.last);
        const bool adjective = via == NameKind::Nationality && tree_.token(head).upos == Upos::ADJ;
        names_.parties.push_back({*member, head, k.first, k.last, k.match.words, via, false,
                                  adjective || is_modifier(head) || k.used});
    }

    void find_places() {
        for (const Known& k : known_) {
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
    }

    /// Of places with one name a known venue, else the largest in a country that the article speaks of.
    const PlaceRow* best_city(const Known& k) const {
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

    bool in_cast(const std::string& country) const {
        return std::ranges::any_of(cast_.members(), [&](const CastMember& m) { return m.actor.country == country; });
    }

    const Tree& tree_;
    Cast& cast_;
    const RoleNouns& roles_;
    std::vector<bool> taken_;  ///< token belongs to a person's name, title or apposition
    std::vector<Known> known_;
    std::vector<int> known_at_;
    SentenceNames names_;
};

}  // namespace

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
