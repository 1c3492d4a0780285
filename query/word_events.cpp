#include "query/word_events.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace annalist::query {
namespace {

using Ids = std::vector<EventId>;
using Kind = WordQuery::Kind;

Ids together(const Ids& a, const Ids& b) {
    Ids ids;
    std::ranges::set_union(a, b, std::back_inserter(ids));
    return ids;
}

Ids common(const Ids& a, const Ids& b) {
    Ids ids;
    std::ranges::set_intersection(a, b, std::back_inserter(ids));
    return ids;
}

Ids without(const Ids& a, const Ids& b) {
    Ids ids;
    std::ranges::set_difference(a, b, std::back_inserter(ids));
    return ids;
}

EventSet both(const EventSet& a, const EventSet& b) {
    if (a.all_but && b.all_but) return {together(a.ids, b.ids), true};
    if (a.all_but) return {without(b.ids, a.ids), false};
    if (b.all_but) return {without(a.ids, b.ids), false};
    return {common(a.ids, b.ids), false};
}

EventSet negated(EventSet set) {
    set.all_but = !set.all_but;
    return set;
}

void sort_out(Ids& ids) {
    std::ranges::sort(ids);
    const auto doubles = std::ranges::unique(ids);
    ids.erase(doubles.begin(), doubles.end());
}

/// The events of one phrase.
Result<std::optional<EventSet>> phrase_events(const storage::Store& store, const WordQuery& phrase,
                                              date::sys_days known, std::size_t most) {
    EventSet found;
    std::size_t distinct = 0;
    const auto scanned = store.scan_words(phrase.stems, known, [&](EventId id) {
        found.ids.push_back(id);
        if (found.ids.size() <= 2 * distinct + 1000) return true;
        sort_out(found.ids);
        distinct = found.ids.size();
        return distinct <= most;
    });
    if (!scanned) return scanned.error();
    sort_out(found.ids);
    if (!*scanned || found.ids.size() > most) return std::optional<EventSet>{};
    return std::optional(std::move(found));
}

}  // namespace

bool EventSet::has(EventId id) const { return std::ranges::binary_search(ids, id) != all_but; }

Result<std::optional<EventSet>> word_events(const storage::Store& store, const WordQuery& query,
                                            date::sys_days known, std::size_t most) {
    if (query.kind == Kind::Phrase) return phrase_events(store, query, known, most);
    // "a or b" is "not (not a and not b)".
    const bool any = query.kind != Kind::All;
    EventSet set{{}, true};  // all
    for (const WordQuery& part : query.parts) {
        auto found = word_events(store, part, known, most);
        if (!found || !*found) return found;
        set = both(set, any ? negated(**std::move(found)) : **std::move(found));
        if (!set.all_but && set.ids.empty()) break;
        if (set.ids.size() > most) return std::optional<EventSet>{};
    }
    return std::optional(query.kind == Kind::Any ? negated(std::move(set)) : std::move(set));
}

Result<void> WordEvents::ask() {
    if (std::exchange(asked_, true)) return {};
    const auto relations = store_.relations();
    if (!relations) return relations.error();
    if (!relations->empty()) {
        const auto decisions = store_.decisions();
        if (!decisions) return decisions.error();
        if (!decisions->empty()) return {};
        for (const storage::Relation& relation : *relations) coded_.insert(relation.name);
    }
    auto found = word_events(store_, query_, as_known_on_.value_or(date::sys_days::max()));
    if (!found) return found.error();
    found_ = *std::move(found);
    return {};
}

Result<bool> WordEvents::has(const Event& event) {
    if (auto asked = ask(); !asked) return asked.error();
    if (!found_ || coded_.contains(event.label)) return in_texts(event);
    return found_->has(event.id);
}

Result<const EventSet*> WordEvents::few(std::size_t most) {
    if (auto asked = ask(); !asked) return asked.error();
    const bool few = found_ && coded_.empty() && !found_->all_but && found_->ids.size() <= most;
    return few ? &*found_ : nullptr;
}

Result<bool> WordEvents::in_texts(const Event& event) const {
    WordMatch match(query_);
    const auto mentions = store_.mentions_of(event.id);
    if (!mentions) return mentions.error();
    for (const Mention& mention : *mentions) {
        if (as_known_on_ && mention.known > *as_known_on_) continue;
        const auto article = store_.article(mention.article);
        if (!article) return article.error();
        if (!*article) continue;
        match.see(mention.label);
        match.see((*article)->title);
        if (mention.sentence.end <= (*article)->text.size() &&
            mention.sentence.begin <= mention.sentence.end)
            match.see(mention.sentence.in((*article)->text));
        if (match.settled()) return true;
    }
    return match.holds();
}

}  // namespace annalist::query
