#include "query/actor_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

#include "graph/fold.hpp"
#include "query/json_writer.hpp"

namespace annalist::query {
namespace {

constexpr std::size_t kCandidates = 8;  // as many as one reads in an error
constexpr std::size_t kNear = 3;
constexpr std::size_t kAllActors = 200'000;

bool named_exactly(const Actor& actor, const std::string& folded) {
    return fold_name(actor.name) == folded ||
           std::ranges::any_of(actor.aliases,
                               [&](const std::string& alias) { return fold_name(alias) == folded; });
}

/// Whether `folded` stands in one of the actor's names with a word's end on both sides.
bool has_words(const Actor& actor, const std::string& folded) {
    const auto in = [&](const std::string& name) {
        return (" " + fold_name(name) + " ").find(" " + folded + " ") != std::string::npos;
    };
    return in(actor.name) || std::ranges::any_of(actor.aliases, in);
}

bool begins(const Actor& actor, const std::string& folded) {
    const auto in = [&](const std::string& name) { return fold_name(name).starts_with(folded); };
    return in(actor.name) || std::ranges::any_of(actor.aliases, in);
}

std::string listed(const std::vector<Actor>& actors) {
    std::string text;
    for (std::size_t i = 0; i < actors.size() && i < kCandidates; ++i)
        fmt::format_to(std::back_inserter(text), "{}{} ({})", i ? ", " : "", actors[i].name,
                       actors[i].key);
    if (actors.size() > kCandidates) text += " ...";
    return text;
}

Error ambiguous(std::string_view name, const std::vector<Actor>& candidates) {
    return {ErrorCode::InvalidArgument,
            fmt::format("\"{}\" may mean {}; write more of the name, or the key in brackets", name,
                        listed(candidates))};
}

Result<Actor> unknown(std::string_view name, const storage::Store& store) {
    const auto near = nearest_names(name, 3, store);
    if (!near) return near.error();
    if (near->empty())
        return Error{ErrorCode::NotFound, fmt::format("no actor is called \"{}\"", name)};
    std::string offered;
    for (const std::string& each : *near)
        offered += (offered.empty() ? "\"" : ", \"") + each + "\"";
    return Error{ErrorCode::NotFound,
                 fmt::format("no actor is called \"{}\"; near to it: {}", name, offered)};
}

std::string upper(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
}

bool is_code(std::string_view text) {
    return text.size() == 3 && std::ranges::all_of(text, [](unsigned char c) {
               return std::isupper(c) != 0;
           });
}

/// Of a country: the code in its `country` or, without one, in its key "country:CHN".
std::string code_of(const Actor& country) {
    if (!country.country.empty()) return country.country;
    return country.key.substr(std::min(country.key.size(), country.key.find(':') + 1));
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t longer = std::max(a.size(), b.size());
    if (longer - std::min(a.size(), b.size()) > limit) return limit + 1;
    std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + same});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                next[j] = std::min(next[j], before[j - 2] + 1);
        }
        std::swap(before, row);
        std::swap(row, next);
    }
    return std::min(row[b.size()], limit + 1);
}

Result<std::vector<std::string>> nearest_names(std::string_view name, std::size_t limit,
                                               const storage::Store& store) {
    const std::string folded = fold_name(name);
    std::multimap<std::size_t, std::string> near;
    std::set<ActorId> seen;
    // People err late in a name more often than at its start: look among those that begin alike,
    // and only when there are none among all that the store will list.
    for (const std::size_t kept : {std::size_t{2}, std::size_t{1}, std::size_t{0}}) {
        auto actors = store.find_actors(folded.substr(0, kept), kAllActors);
        if (!actors) return actors.error();
        for (const Actor& actor : *actors) {
            if (!seen.insert(actor.id).second) continue;
            std::size_t best = edit_distance(folded, fold_name(actor.name), kNear);
            for (const std::string& alias : actor.aliases)
                best = std::min(best, edit_distance(folded, fold_name(alias), kNear));
            // A part of the name ("Lavrof" for "Sergei Lavrov") counts as well.
            const std::string whole = fold_name(actor.name);
            for (std::size_t begin = 0; begin < whole.size();) {
                const std::size_t end = std::min(whole.find(' ', begin), whole.size());
                best = std::min(best, edit_distance(folded, std::string_view{whole}.substr(
                                                                begin, end - begin), kNear));
                begin = end + 1;
            }
            const std::size_t allowed = folded.size() <= 4 ? 1 : folded.size() <= 7 ? 2 : kNear;
            if (best <= allowed) near.emplace(best, actor.name);
        }
        if (!near.empty()) break;
    }
    std::vector<std::string> names;
    for (const auto& [distance, each] : near) {
        if (names.size() == limit) break;
        if (std::ranges::find(names, each) == names.end()) names.push_back(each);
    }
    return names;
}

Result<Actor> resolve_actor(std::string_view name, const storage::Store& store) {
    if (!is_utf8(name))
        return Error{ErrorCode::InvalidArgument, "the name of an actor is not UTF-8"};
    if (name.find(':') != std::string_view::npos) {
        auto actor = store.actor_by_key(name);
        if (!actor) return actor.error();
        if (*actor) return **std::move(actor);
    }
    const std::string folded = fold_name(name);
    if (folded.empty())
        return Error{ErrorCode::InvalidArgument, "the name of an actor is empty"};
    auto found = store.find_actors(folded, 100);
    if (!found) return found.error();

    std::vector<Actor> exact;
    for (const Actor& actor : *found)
        if (named_exactly(actor, folded)) exact.push_back(actor);
    if (exact.size() == 1) return std::move(exact.front());
    if (exact.size() > 1) {
        // "China" is the country, whoever else goes by that name; and a canonical name outdoes an
        // alias. Otherwise the user must say.
        std::vector<Actor> canonical;
        for (const Actor& actor : exact)
            if (fold_name(actor.name) == folded) canonical.push_back(actor);
        if (canonical.size() == 1) return std::move(canonical.front());
        for (Actor& actor : canonical)
            if (actor.kind == ActorKind::Country) return std::move(actor);
        return ambiguous(name, exact);
    }
    if (found->size() == 1) return std::move(found->front());
    // "Xi" is Xi Jinping rather than Xinhua, "Lavrov" is Sergei Lavrov: whole words of one name only.
    std::vector<Actor> by_word;
    auto among = found->empty() ? store.find_actors("", kAllActors) : std::move(found);
    if (!among) return among.error();
    for (const Actor& actor : *among)
        if (has_words(actor, folded)) by_word.push_back(actor);
    if (by_word.size() == 1) return std::move(by_word.front());
    if (by_word.size() > 1) return ambiguous(name, by_word);
    // Without a whole word, the list still holds what begins with the name, or all there is.
    std::vector<Actor> beginning;
    for (const Actor& actor : *among)
        if (begins(actor, folded)) beginning.push_back(actor);
    return beginning.empty() ? unknown(name, store) : ambiguous(name, beginning);
}

Result<std::optional<std::string>> country_code(std::string_view name,
                                                const storage::Store& store) {
    if (is_code(name)) return std::optional{std::string{name}};
    if (!is_utf8(name))
        return Error{ErrorCode::InvalidArgument, "the name of a country is not UTF-8"};
    auto by_code = store.actor_by_key("country:" + upper(name));
    if (!by_code) return by_code.error();
    if (*by_code) return std::optional{code_of(**by_code)};
    const std::string folded = fold_name(name);
    auto found = store.find_actors(folded, 100);
    if (!found) return found.error();
    for (const Actor& actor : *found)
        if (actor.kind == ActorKind::Country && named_exactly(actor, folded))
            return std::optional{code_of(actor)};
    return std::optional<std::string>{};
}

Result<std::string> resolve_country(std::string_view name, const storage::Store& store) {
    auto code = country_code(name, store);
    if (!code) return code.error();
    if (*code) return **std::move(code);
    const auto actor = resolve_actor(name, store);
    if (!actor) return actor.error();
    if (actor->kind == ActorKind::Country) return code_of(*actor);
    return Error{ErrorCode::NotFound,
                 fmt::format("\"{}\" is {} ({}), not a country", name, actor->name, actor->key)};
}

Result<const Actor*> ActorBook::find(ActorId id) {
    if (const auto it = known_.find(id); it != known_.end()) return &it->second;
    auto actor = store_.actor(id);
    if (!actor) return actor.error();
    if (!*actor)
        return Error{ErrorCode::Corruption,
                     fmt::format("actor {} is in an event but not in the store; run annalist verify",
                                 id.value)};
    return &known_.emplace(id, **std::move(actor)).first->second;
}

Result<NamedActor> ActorBook::named(ActorId id, Role role) {
    const auto actor = find(id);
    if (!actor) return actor.error();
    const Actor& a = **actor;
    return NamedActor{a.id, a.key, a.name, a.kind, a.country, role};
}

Result<std::vector<NamedActor>> ActorBook::named(const std::vector<EventActor>& actors) {
    std::vector<NamedActor> result;
    result.reserve(actors.size());
    for (const EventActor& each : actors) {
        auto actor = named(each.actor, each.role);
        if (!actor) return actor.error();
        result.push_back(*std::move(actor));
    }
    return result;
}

}  // namespace annalist::query
