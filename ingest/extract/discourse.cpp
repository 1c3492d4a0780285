#include "ingest/extract/discourse.hpp"

#include <algorithm>
#include <set>

#include "graph/fold.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

/// Whether an odd number of quotation marks stands before the token in its sentence.
bool in_quotation(const Tree& tree, std::uint32_t at) {
    int marks = 0;
    for (std::uint32_t i = 0; i < at; ++i) {
        const auto form = tree.form(i);
        if (form == "\"" || form == "``" || form == "''") ++marks;
        if (form == "“") marks = 1;
        if (form == "”") marks = 0;
    }
    return marks % 2 == 1;
}

/// The verb of the clause that a nominal stands in: of "hold" in "hold talks with him".
std::optional<std::uint32_t> clause_of(const Tree& tree, std::uint32_t at) {
    auto up = tree.head(at);
    for (int step = 0; up && step < 4 && !tree.is_verb(*up); ++step) up = tree.head(*up);
    return up;
}

}  // namespace

void Discourse::enter(const Tree& tree, const SentenceNames& names) {
    ++sentence_;
    if (!current_.empty()) {
        earlier_.insert(earlier_.end(), previous_.begin(), previous_.end());
        previous_ = std::move(current_);
    }
    current_.clear();
    for (const Party& party : names.parties) {
        ++sides_[side_of(party.member)];
        if (party.modifier) continue;
        const auto first = tree.first_conjunct(party.head);
        ++times_[party.member];
        current_.push_back({party.member, party.head, tree.is(first, "nsubj")});
    }
    // "The minister later met the president. He ...": whom a title stands for is there as well.
    for (const BareRole& role : names.bare_roles) {
        if (role.plural || !tree.is(role.head, "nsubj")) continue;
        if (const auto who = bare_role(tree, role); who.size() == 1) current_.push_back({who.front(), role.head, true});
    }
    // "She said that she had told Merkel": whoever is spoken of by a pronoun is there, too.
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (!is_one_of(tree.lower(i), {"he", "she"}) || !tree.is(i, "nsubj") || in_quotation(tree, i)) continue;
        if (const auto who = last_person(i, std::nullopt, tree.lower(i) == "she")) current_.push_back({*who, i, true});
    }
    std::ranges::stable_sort(current_, {}, &Seen::token);
    if (earlier_.size() > 200) earlier_.erase(earlier_.begin(), earlier_.end() - 100);
}

bool Discourse::may_be(std::uint32_t member, bool woman) const {
    const CastMember& who = cast_[member];
    for (const std::string& title : who.titles) {
        if (is_one_of(title, {"ms", "mrs", "miss", "queen", "princess", "lady", "first lady"})) return woman;
        if (is_one_of(title, {"mr", "king", "prince", "emir", "sultan", "sir", "lord", "pope"})) return !woman;
    }
    const std::string folded = fold_name(who.actor.name);
    const std::string given = folded.substr(0, folded.find(' '));
    if (cast_.lexicon().is_female_name(given)) return woman;
    // Of names that no list has, most in the news are men's; for "she" they are left open.
    return !woman || !cast_.lexicon().is_given_name(given);
}

std::optional<std::uint32_t> Discourse::last_person(std::uint32_t before, std::optional<std::uint32_t> other,
                                                    bool woman) const {
    const auto person = [&](const Seen& seen) {
        return cast_[seen.member].actor.kind == ActorKind::Person && (!other || seen.member != *other) &&
               may_be(seen.member, woman);
    };
    // In the sentence itself: a subject before; then the subjects of the last sentence; then anyone.
    for (std::size_t i = current_.size(); i-- > 0;)
        if (current_[i].token < before && current_[i].subject && person(current_[i])) return current_[i].member;
    for (const Seen& seen : previous_)
        if (seen.subject && person(seen)) return seen.member;
    for (std::size_t i = previous_.size(); i-- > 0;)
        if (person(previous_[i])) return previous_[i].member;
    for (std::size_t i = earlier_.size(); i-- > 0;)
        if (earlier_[i].subject && person(earlier_[i])) return earlier_[i].member;
    return std::nullopt;
}

std::vector<std::uint32_t> Discourse::group(bool persons) const {
    for (std::size_t i = pairs_.size(); i-- > 0;) {
        const auto& pair = pairs_[i];
        const auto kind = [&](std::uint32_t member) { return cast_[member].actor.kind; };
        const bool all_persons = std::ranges::all_of(pair, [&](auto m) { return kind(m) == ActorKind::Person; });
        if (persons && !all_persons) continue;
        // Two sides are of two states; two people of one side are not "the two leaders".
        std::set<std::string> sides;
        for (const auto m : pair) sides.insert(side_of(m));
        if (sides.size() < 2) continue;
        return pair;
    }
    return {};
}

std::string Discourse::side_of(std::uint32_t member) const {
    const Actor& actor = cast_[member].actor;
    return actor.country.empty() || actor.kind == ActorKind::Group ? actor.key : actor.country;
}

std::vector<std::uint32_t> Discourse::story_pair() const {
    std::vector<std::pair<int, std::string>> ranked;
    for (const auto& [side, count] : sides_) ranked.emplace_back(count, side);
    std::ranges::stable_sort(ranked, std::greater{}, &std::pair<int, std::string>::first);
    if (ranked.size() < 2 || (ranked.size() > 2 && ranked[1].first == ranked[2].first)) return {};
    std::vector<std::uint32_t> pair;
    for (std::size_t i = 0; i < 2; ++i) {
        // The state itself where the article names it, else whoever of the side it speaks of most.
        std::optional<std::uint32_t> best;
        for (std::uint32_t m = 0; m < cast_.members().size(); ++m) {
            if (side_of(m) != ranked[i].second) continue;
            if (cast_[m].actor.country.empty() && cast_[m].body.empty()) continue;  // of no state or body
            const bool state = cast_[m].actor.kind == ActorKind::Country;
            if (!best || state || spoken_of(m) > spoken_of(*best)) best = m;
            if (state) break;
        }
        if (!best) return {};
        pair.push_back(*best);
    }
    return pair;
}

int Discourse::speaks_of(std::string_view country) const {
    const auto at = sides_.find(std::string(country));
    return at == sides_.end() ? 0 : at->second;
}

std::vector<std::uint32_t> Discourse::recent_pair() const {
    return pairs_.empty() || sentence_ - paired_ > 2 ? std::vector<std::uint32_t>{} : pairs_.back();
}

std::optional<std::uint32_t> Discourse::last_body() const {
    for (const auto* seen : {&current_, &previous_, &earlier_})
        for (std::size_t i = seen->size(); i-- > 0;) {
            const auto* row = cast_.lexicon().organization_by_id(cast_[(*seen)[i].member].body);
            if (row && cast_[(*seen)[i].member].actor.kind != ActorKind::Person &&
                is_one_of(row->type, {"igo", "igo_body", "forum", "military_alliance"}))
                return (*seen)[i].member;
        }
    return std::nullopt;
}

std::vector<std::uint32_t> Discourse::last_subjects() const {
    std::set<std::uint32_t> subjects;
    for (const Seen& seen : previous_)
        if (seen.subject) subjects.insert(seen.member);
    return {subjects.begin(), subjects.end()};
}

void Discourse::pair(const std::vector<std::uint32_t>& members) {
    std::set<std::uint32_t> distinct(members.begin(), members.end());
    if (distinct.size() < 2) return;
    paired_ = sentence_;
    pairs_.emplace_back(distinct.begin(), distinct.end());
}

std::optional<std::uint32_t> Discourse::subject_ahead(const Tree& tree, std::uint32_t at) const {
    if (!tree.is(at, "nmod:poss")) return std::nullopt;
    auto phrase = tree.head(at);
    while (phrase && !tree.is(*phrase, "obl") && !tree.is(*phrase, "advcl")) phrase = tree.head(*phrase);
    const auto verb = phrase ? tree.head(*phrase) : std::nullopt;
    const auto subject = verb ? tree.subject(*verb) : std::nullopt;
    if (!subject || *subject < at) return std::nullopt;
    for (const Seen& seen : current_) {
        const bool person = cast_[seen.member].actor.kind == ActorKind::Person;
        if (person && seen.token < at) return std::nullopt;
        if (person && seen.token == *subject && may_be(seen.member, tree.lower(at) == "her")) return seen.member;
    }
    return std::nullopt;
}

std::vector<std::uint32_t> Discourse::pronoun(const Tree& tree, std::uint32_t at) const {
    const std::string& word = tree.lower(at);
    if (is_one_of(word, {"he", "him", "his", "she", "her"})) {
        if (const auto subject = subject_ahead(tree, at)) return {*subject};
        // "hosted him": an object is somebody else than its verb's subject.
        std::optional<std::uint32_t> subject;
        if (!tree.is(at, "nsubj") && !tree.is(at, "nmod:poss"))
            if (const auto verb = clause_of(tree, at))
                if (const auto who = tree.subject(*verb))
                    for (const Seen& seen : current_)
                        if (seen.token == *who) subject = seen.member;
        if (const auto person = last_person(at, subject, word == "she" || word == "her")) return {*person};
        return {};
    }
    if (is_one_of(word, {"i", "me", "my", "we", "us", "our"})) {
        if (in_quotation(tree, at)) {
            // Whoever is quoted: the subject of the sentence's verb of telling.
            for (const Seen& seen : current_)
                if (seen.subject && cast_[seen.member].actor.kind == ActorKind::Person) return {seen.member};
            return {};
        }
        if (author_ && is_one_of(word, {"i", "me", "my"})) return {*author_};
        // "We met today", in a joint statement.
        if (const auto verb = clause_of(tree, at); word == "we" && verb && is_one_of(tree.lemma(*verb), {"meet", "sign", "gather", "conclude", "agree", "commit", "discuss"}) && tree.is(at, "nsubj"))
            return pairs_.empty() && cast_.has_officials() ? story_pair() : group(false);
        return {};
    }
    if (word == "their" || word == "they") {
        // "In their joint statement, Yeltsin and Kuchma called ...": in front of the subjects it means.
        std::vector<std::uint32_t> ahead;
        const bool fronted = std::ranges::none_of(current_, [&](const Seen& seen) { return seen.token < at; });
        for (const Seen& seen : current_)
            if (fronted && seen.token > at && seen.subject && std::ranges::find(ahead, seen.member) == ahead.end()) ahead.push_back(seen.member);
        if (ahead.size() == 2) return ahead;
    }
    if (is_one_of(word, {"they", "them", "their", "both"})) {
        // "Li told Millon at the start of their meeting": two people in the sentence before the word.
        std::vector<std::uint32_t> here;
        for (const Seen& seen : current_)
            if (seen.token < at && cast_[seen.member].actor.kind == ActorKind::Person &&
                std::ranges::find(here, seen.member) == here.end())
                here.push_back(seen.member);
        if (here.size() == 2) return here;
        // Coordinated subjects of the last sentence, else the last pair.
        if (auto subjects = last_subjects(); subjects.size() >= 2) {
            std::set<std::string> sides;
            for (const auto m : subjects) sides.insert(side_of(m));
            if (sides.size() >= 2) return subjects;
        }
        auto found = group(false);
        const auto verb = clause_of(tree, at);
        if (found.empty() && verb && cast_.has_officials() && is_one_of(tree.lemma(*verb), {"meet", "confer", "see", "speak", "sign", "talk"})) found = story_pair();
        return found;
    }
    if (is_one_of(word, {"it", "its"})) {
        for (const auto* seen : {&current_, &previous_})
            for (std::size_t i = seen->size(); i-- > 0;)
                if ((*seen)[i].subject && cast_[(*seen)[i].member].actor.kind != ActorKind::Person &&
                    (seen != &current_ || (*seen)[i].token < at))
                    return {(*seen)[i].member};
    }
    return {};
}

std::vector<std::uint32_t> Discourse::bare_role(const Tree& tree, const BareRole& role) const {
    bool two = false, definite = false, all = false;
    for (const auto c : tree.children(role.head)) {
        const std::string& word = tree.lower(c);
        if (word == "two" || word == "both") two = true;
        if (word == "the" || word == "these" || word == "those") definite = true;
        if (word == "all" || word == "three" || word == "four") all = true;
    }
    if (role.plural) {
        const bool of_nobody = !tree.child(role.head, {"nmod", "nmod:poss", "amod"});
        if (two || (definite && is_one_of(role.title, {"leader", "side", "president"})) ||
            (definite && of_nobody && is_one_of(role.title, {"foreign minister", "foreign secretary", "prime minister", "premier", "defense minister",
                                                             "defence minister", "defense secretary", "head of state", "negotiator"}))) {
            const bool persons = is_one_of(role.title, {"leader", "president", "minister", "foreign minister", "premier",
                                                        "prime minister", "official", "diplomat"});
            auto found = group(persons);
            if (is_one_of(role.title, {"negotiator", "delegation"}))
                // Those who negotiate are not the two who telephoned about it.
                for (std::size_t i = pairs_.size(); i-- > 0;)
                    if (std::ranges::none_of(pairs_[i], [&](auto m) { return cast_[m].actor.kind == ActorKind::Person; })) {
                        found = pairs_[i];
                        break;
                    }
            if (found.empty()) found = last_subjects();
            if (found.size() > 2 && two) found = group(false);
            if (found.size() < 2) found = story_pair();  // two sides that no event has brought together yet
            return found.size() == 2 || !two ? found : std::vector<std::uint32_t>{};
        }
        if (all) return group(false);
        return {};
    }
    if (!definite && !tree.child(role.head, {"nmod:poss"})) return {};
    // Of those who were given this title the one who was spoken of most.
    std::optional<std::uint32_t> best;
    for (std::uint32_t i = 0; i < cast_.members().size(); ++i) {
        const CastMember& member = cast_[i];
        if (member.actor.kind != ActorKind::Person || std::ranges::find(member.titles, role.title) == member.titles.end()) continue;
        if (!best || spoken_of(i) >= spoken_of(*best)) best = i;
    }
    // "the minister" is the foreign minister, where the article knows one minister only.
    if (!best)
        for (std::uint32_t i = 0; i < cast_.members().size(); ++i) {
            const CastMember& member = cast_[i];
            if (member.actor.kind != ActorKind::Person) continue;
            const bool one = std::ranges::any_of(member.titles, [&](const std::string& title) {
                return title.ends_with(" " + role.title) && title != "prime " + role.title && !title.starts_with("vice ") && !title.starts_with("deputy ");
            });
            if (!one) continue;
            if (best) return {};
            best = i;
        }
    if (best) return {*best};
    return {};
}

}  // namespace annalist::ingest
