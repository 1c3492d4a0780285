#include "ingest/extract/party_finder.hpp"

#include <algorithm>
#include <set>

#include "graph/fold.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

namespace {

/// Days and months are written with capitals and are nobody.
bool is_calendar_word(std::string_view word) {
    static constexpr std::string_view kWords[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                                  "january", "february", "march", "april", "june", "july", "august",
                                                  "september", "october", "november", "december"};
    return std::ranges::find(kWords, word) != std::end(kWords);
}

}  // namespace

bool PartyFinder::is_region(std::uint32_t at) const {
    return is_one_of(tree_.lower(at), {"african", "arab", "asian", "caribbean", "balkan", "baltic", "nordic", "scandinavian", "gulf"}) ||
           (is_one_of(tree_.lower(at), {"american", "eastern"}) && at > 0 &&
            is_one_of(tree_.lower(at - 1), {"central", "latin", "south", "middle"}));
}

const KnownName* PartyFinder::known(std::uint32_t at) const {
    return known_at_[at] < 0 ? nullptr : &known_[static_cast<std::size_t>(known_at_[at])];
}

const RoleNoun* PartyFinder::role_ending(std::uint32_t at, std::uint32_t& first, std::string& title) const {
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
        if (n == 0 && tree_.token(i).upos == Upos::ADJ) break;  // "a major goal" has no officer
        if (const RoleNoun* role = roles_.find(bare)) {
            best = role;
            first = i;
            title = bare;
        }
    }
    return best;
}

bool PartyFinder::is_title_word(std::uint32_t at) const {
    std::uint32_t first = at;
    std::string title;
    const RoleNoun* role = role_ending(at, first, title);
    return role != nullptr && role->kind == RoleKind::Person;
}

bool PartyFinder::nameable(std::uint32_t at) const {
    const auto upos = tree_.token(at).upos;
    const auto form = tree_.form(at);
    if (is_calendar_word(tree_.lower(at))) return false;
    if (upos == Upos::PUNCT || upos == Upos::ADP || upos == Upos::DET || upos == Upos::CCONJ ||
        upos == Upos::PART || upos == Upos::AUX || upos == Upos::PRON)
        return false;
    return starts_upper(form) && (upos == Upos::PROPN || upos == Upos::X || upos == Upos::NOUN || upos == Upos::ADJ);
}

std::vector<NameRun> PartyFinder::person_runs() {
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
        // "Kim Tae-hyo" tagged without its last syllable; "Kim Tae" is nobody.
        if (last - first >= 2 && last + 1 < tree_.size() && tree_.form(last) == "-" && tree_.token(last + 1).upos == Upos::PROPN &&
            !starts_upper(tree_.form(last + 1)) && tree_.token(last).span.begin == tree_.token(last - 1).span.end &&
            tree_.token(last + 1).span.begin == tree_.token(last).span.end)
            last += 2;
        for (std::uint32_t i = first; i < last; ++i)
            if (in_run[i]) return;
        for (std::uint32_t i = first; i < last; ++i) in_run[i] = true;
        runs.push_back({first, last, sure});
    };
    // 1. Full names that a table knows.
    for (const KnownName& k : known_)
        if (k.match.as(NameKind::Person) && k.last - k.first >= 2 &&
            !k.match.as(NameKind::Organization) && !k.match.as(NameKind::Country)) {
            // Widen over what belongs to the name: "Joseph R. Biden" inside "Joseph R. Biden, Jr.".
            add(k.first, k.last, true);
        }
    // 2. Entities tagged as persons, unless a table knows them as something else.
    for (const text::Entity& entity : tree_.sentence().entities) {
        if (entity.type != text::EntityType::Person) continue;
        std::uint32_t first = entity.first, last = entity.last;
        const KnownName* whole = known(first);
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

bool PartyFinder::is_suffix(std::uint32_t at) const {
    const std::string& word = tree_.lower(at);
    return word == "jr." || word == "jr" || word == "sr." || word == "sr";
}

std::uint32_t PartyFinder::name_start(std::uint32_t first, std::uint32_t last) const {
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
        const KnownName* k = known(start);
        if (!k || k->match.as(NameKind::Person) || k->last > last || k->last - k->first > 3) break;
        if (!k->match.as(NameKind::Nationality) && !k->match.as(NameKind::Organization) && !k->match.as(NameKind::Country)) break;
        if (k->last == last && start > first) break;  // a family name like "Chad" or "Jordan"
        start = k->last;
    }
    if (start + 1 == last && (is_suffix(start) || tree_.form(start).size() < 2)) return last;
    return start;
}

bool PartyFinder::particle_word(std::string_view word) {
    return word == "al" || word == "bin" || word == "ibn" || word == "von" || word == "van" || word == "de" ||
           word == "da" || word == "el" || word == "ben" || word == "abu";
}

bool PartyFinder::particle(std::uint32_t at) const { return particle_word(tree_.lower(at)); }

bool PartyFinder::blocked(std::uint32_t at) const {
    const KnownName* k = known(at);
    if (!k || k->match.as(NameKind::Person)) return false;
    if (cast_.by_family(fold_name(tree_.form(at)))) return false;
    const bool small_place = k->match.readings.size() == 1 && k->match.as(NameKind::Place) &&
                             cast_.lexicon().is_given_name(fold_name(tree_.form(at)));
    return !small_place;
}

std::uint32_t PartyFinder::title_start(std::uint32_t name, std::string& title) {
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
        if (word == "and" && (title.empty() || (j > 0 && known(j - 1)))) break;  // "... of Chile and President X"
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

bool PartyFinder::is_past_office(std::uint32_t first, std::uint32_t name) const {
    for (std::uint32_t i = first > 2 ? first - 2 : 0; i < name; ++i) {
        const std::string& word = tree_.lower(i);
        if (word == "former" || word == "ex" || word == "late" || word == "ousted" || word == "deposed" || word == "then" || word == "toppled")
            return true;
    }
    return false;
}

void PartyFinder::person(const NameRun& run) {
    // "Haakon of Norway": the name ends before the country.
    for (std::uint32_t i = run.first + 1; i + 1 < run.last; ++i)
        if (tree_.lower(i) == "of" && known(i + 1) && country_reading(*known(i + 1))) return person({run.first, i, run.sure});
    std::string title;
    const std::uint32_t start = title_start(run.first, title);
    if (!title.empty() && is_past_office(start, run.first)) title = "former " + title;
    Belonging of = belonging(start, run.first);
    // "The Chinese foreign minister, Wang Yi": the name is in apposition to the role.
    const std::uint32_t head = tree_.head_of(start, run.last);
    std::uint32_t described_by = head;
    std::uint32_t from = start;
    auto up = tree_.head(head);
    if (up && tree_.is(head, "appos") && tree_.is(*up, "nmod") && tree_.head(*up) && known(*up) && is_title_word(*tree_.head(*up)))
        up = tree_.head(*up);  // "the Iranian ambassador in Moscow, Kazem Jalali"
    if (up && tree_.is(head, "appos") && *up < start) {
        std::uint32_t first = *up;
        std::string role;
        if (const RoleNoun* noun = role_ending(*up, first, role); noun && noun->kind == RoleKind::Person) {
            if (title.empty()) title = role;
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
    if (!title.empty() && cast_[member].actor.country.empty() && cast_[member].body.empty()) {
        // "the Prime Minister, Leszek Miller, and Foreign Minister X": of one government.
        const auto first = tree_.first_conjunct(described_by);
        for (const Party& other : names_.parties)
            if (first != described_by && other.head == first && other.via == NameKind::Person)
                cast_.describe(member, cast_[other.member].actor.country, "", "");
    }
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

void PartyFinder::apposition(std::uint32_t member, std::uint32_t head, const NameRun& run) {
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

void PartyFinder::affiliate(std::uint32_t member, const std::string& title, const Belonging& of, std::uint32_t first,
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
        const KnownName* k = known(begin);
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

}  // namespace annalist::ingest
