#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "storage/bytes.hpp"
#include "storage/intake.hpp"
#include "storage/rocks_concluding.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {

/// One decide(): writes the decision down with everything that follows from it, as one batch.
class Deciding {
public:
    Deciding(RocksStore& store, const Decision& decision)
        : store_(store),
          database_(*store.database_),
          decision_(decision),
          before_(store.who()),
          out_(database_),
          next_actor_(store.next_actor_) {}

    Result<void> run() {
        auto decisions = store_.decisions(nullptr);
        if (!decisions) return decisions.error();
        // What an undoing touches is what the undone decision touched.
        touching_ = decision_.kind == DecisionKind::Undo ? (*decisions)[decision_.undoes - 1] : decision_;
        decisions->push_back(decision_);
        out_.put(Table::Decisions, sequence_key(decision_.number), encode(decision_));
        out_.add("decisions", 1);
        if (decision_.kind == DecisionKind::SplitActor)
            if (auto added = add_split_actor(); !added) return added.error();
        auto after = store_.identities_of(*decisions, nullptr, new_actor_);
        if (!after) return after.error();
        after_ = *std::move(after);
        const auto mark = database_.get(Table::Meta, kTellingsAsRead);
        if (!mark) return mark.error();
        if (!*mark && !after_->actors().empty()) out_.add(kTellingsAsRead, 1);
        if (auto named = change_names(); !named) return named.error();
        if (auto regrouped = bring_together(); !regrouped) return regrouped.error();
        const auto events = touched();
        if (!events) return events.error();
        for (const EventId id : *events)
            if (auto concluded = conclude_again(id); !concluded) return concluded.error();
        return commit();
    }

private:
    /// The actor that a split makes, told from then on like one that an article brought.
    Result<void> add_split_actor() {
        const auto id = store_.told_actor_id(decision_.actors.front(), nullptr);
        if (!id) return id.error();
        const auto whole = *id ? store_.actor_read(**id, *before_, nullptr) : std::optional<Actor>{};
        if (!whole) return whole.error();
        if (!*whole) return database_.corrupt(Table::ActorKeys, decision_.actors.front());
        Actor actor = **whole;
        actor.id = {next_actor_++};
        actor.key = decision_.actors.back();
        actor.name = decision_.name;
        actor.aliases.clear();
        actor.wikidata.clear();
        out_.put(Table::Actors, actor_key(actor.id), encode(actor));
        out_.put(Table::ActorKeys, actor.key, actor_key(actor.id));
        out_.put_names(actor);
        out_.add("actors", 1);
        new_actor_ = std::pair(actor.key, actor.id);
        return {};
    }

    /// Names that only decisions give, where the decision gives or takes them.
    Result<void> change_names() {
        if (touching_.kind != DecisionKind::RenameActor) return {};
        const auto id = store_.told_actor_id(touching_.actors.front(), nullptr);
        if (!id) return id.error();
        const auto told = *id ? store_.told_actor(**id, nullptr) : std::optional<Actor>{};
        if (!told) return told.error();
        if (!*told) return database_.corrupt(Table::ActorKeys, touching_.actors.front());
        const std::vector<std::string> own = search_names(**told);
        for (const std::string& name : before_->names(**id))
            if (!std::ranges::binary_search(own, name)) out_.remove(Table::Names, name_key(name, **id));
        for (const std::string& name : after_->names(**id))
            out_.put(Table::Names, name_key(name, **id), "");
        return {};
    }

    /// Told events that are decided about leave those they were brought together with by the rules;
    /// those of an undone decision go back to them. What was told of actors that are others now is
    /// compared anew.
    Result<void> bring_together() {
        RocksTellings stored(database_, nullptr);
        const auto ids = told_of_actors();
        if (!ids) return ids.error();
        const auto changed = tell_again(*ids, stored);
        if (!changed) return changed.error();
        for (const auto& [id, telling] : *changed) out_.replace(id, stored.telling(id), telling);
        auto regrouping = regroup(stored, *changed, before_->pinned(), after_->pinned());
        if (!regrouping) return regrouping.error();
        regrouping_ = *std::move(regrouping);
        out_.replace(regrouping_, stored);
        if (stored.failed()) return *stored.failed();
        return {};
    }

    /// The told events of which it may read otherwise who takes part in them, or for whom.
    Result<std::set<EventId>> told_of_actors() const {
        std::set<EventId> told;
        const auto add_article = [&](ArticleId article) -> Result<void> {
            const auto record = database_.get(Table::Contributions, article_key(article), nullptr);
            if (!record) return record.error();
            const auto contribution = *record ? decode_contribution(**record) : std::nullopt;
            if (!contribution) return database_.corrupt(Table::Contributions, article_key(article));
            told.insert(contribution->mentions.begin(), contribution->mentions.end());
            return {};
        };
        if (touching_.kind == DecisionKind::SplitActor)
            for (const MentionPlace& place : touching_.places)
                if (auto added = add_article(place.article); !added) return added.error();
        const auto events = events_of_actor();
        if (!events) return events.error();
        const PartsNow parts(database_, nullptr);
        for (const EventId id : *events) {
            const auto ids = parts.told(id);
            if (!ids) return ids.error();
            told.insert(ids->begin(), ids->end());
            told.insert(id);
        }
        if (touching_.kind != DecisionKind::MergeActors) return told;
        // Told events that are part of others by hand, or rejected, are not found by their actors.
        for (const Identities* who : {before_.get(), after_.get()})
            told.insert(who->pinned().begin(), who->pinned().end());
        // People whose body is another one: no index leads from a body to them.
        const auto scanned = database_.scan(
            Table::Affiliations, "", "", nullptr, [&](std::string_view key, std::string_view value) -> Result<bool> {
                const auto at = parse_report_key(key, sizeof(ActorId::value));
                const auto one = at ? decode_affiliation(value, {ByteReader(key).big32()}, at->day, at->article)
                                    : std::nullopt;
                if (!one) return database_.corrupt(Table::Affiliations, key);
                if (before_->read(*one) == after_->read(*one)) return true;
                if (auto added = add_article(one->article); !added) return added.error();
                return true;
            });
        if (!scanned) return scanned.error();
        return told;
    }

    /// Those of the told events whose tellings are otherwise now.
    Result<std::map<EventId, Telling>> tell_again(const std::set<EventId>& ids, RocksTellings& stored) const {
        std::set<ArticleId> articles;
        for (const EventId id : ids)
            if (const auto telling = stored.telling(id))
                articles.insert(telling->articles.begin(), telling->articles.end());
        if (stored.failed()) return *stored.failed();
        std::map<EventId, Telling> again;
        for (const ArticleId article : articles) {
            const auto facts = store_.told_facts(article, nullptr);
            if (!facts) return facts.error();
            for (auto& [id, telling] : tellings_of(*facts, *after_)) {
                if (!ids.contains(id)) continue;
                const auto [at, fresh] = again.try_emplace(id, telling);
                if (!fresh) join(at->second, telling);
            }
        }
        std::erase_if(again, [&](const auto& one) {
            const auto known = stored.telling(one.first);
            return known && *known == one.second;
        });
        return again;
    }

    /// The events of an actor that is another one now: before a merge its own; before the undoing of
    /// one, those of the actor that it was.
    Result<std::set<EventId>> events_of_actor() const {
        std::set<EventId> events;
        const bool unsplit = touching_.kind == DecisionKind::SplitActor && decision_.kind == DecisionKind::Undo;
        if (touching_.kind != DecisionKind::MergeActors && !unsplit) return events;
        const std::string& key = unsplit ? touching_.actors.back() : touching_.actors.front();
        const auto id = store_.told_actor_id(key, nullptr);
        if (!id) return id.error();
        if (!*id) return database_.corrupt(Table::ActorKeys, key);
        const std::string prefix = actor_key(before_->actors().whole(**id));
        const auto scanned = database_.scan(
            Table::ByActor, prefix, behind(prefix), nullptr,
            [&](std::string_view entry, std::string_view) -> Result<bool> {
                const auto span = parse_span_key(entry, prefix.size());
                if (!span) return database_.corrupt(Table::ByActor, entry);
                events.insert(EventId{span->id});
                return true;
            });
        if (!scanned) return scanned.error();
        return events;
    }

    /// The events that read otherwise, or may.
    Result<std::set<EventId>> touched() const {
        std::set<EventId> events = regrouping_.wholes;
        for (const EventId id : touching_.events) {
            events.insert(id);
            const auto whole = parts_.whole(id);
            if (!whole) return whole.error();
            if (*whole) events.insert(**whole);
        }
        auto own = events_of_actor();
        if (!own) return own.error();
        events.merge(*own);
        if (touching_.kind != DecisionKind::SplitActor) return events;
        // What these articles tell may have become part of other events since the split.
        for (const MentionPlace& place : touching_.places) {
            const auto facts = store_.told_facts(place.article, nullptr);
            if (!facts) return facts.error();
            for (const Mention& told : facts->mentions) {
                const auto whole = parts_.whole(told.event);
                if (!whole) return whole.error();
                events.insert(whole->value_or(after_->events().at(told.event, told.article, told.ordinal)));
            }
        }
        events.erase(EventId{});  // rejected
        return events;
    }

    Result<void> conclude_again(EventId id) {
        const auto old = store_.told_event(id, nullptr);
        if (!old) return old.error();
        auto mentions = store_.mentions_read(id, *after_, parts_, nullptr);
        if (!mentions) return mentions.error();
        const auto coded = store_.coded_at(id, nullptr);
        if (!coded) return coded.error();
        const bool was_packed = *coded && !before_->holds(id);
        const bool packed = *coded && !after_->holds(id);
        std::optional<Event> event;
        if (!packed && !mentions->empty()) event = conclude(*std::move(mentions));
        if (event) store_.event_buckets_ |= bit(bucket_of(event->days));
        out_.replace(*old, event);
        out_.add("events", (event || packed ? 1 : 0) - (*old || was_packed ? 1 : 0));
        return {};
    }

    Result<void> commit() {
        const std::lock_guard lock(store_.who_lock_);
        if (auto written = out_.commit(); !written) return written.error();
        store_.next_actor_ = next_actor_;
        store_.who_ = after_;
        return {};
    }

    RocksStore& store_;
    Database& database_;
    const Decision& decision_;
    Decision touching_;
    std::shared_ptr<const Identities> before_, after_;
    Concluding out_;
    Regrouping regrouping_;
    PartsNow parts_{database_, nullptr, &regrouping_};
    std::uint32_t next_actor_;
    std::optional<std::pair<std::string, ActorId>> new_actor_;
};

Result<Decision> RocksStore::decide(const Decision& wanted) {
    if (database_->read_only())
        return Error{ErrorCode::Unsupported,
                     fmt::format("{}: opened for reading only", database_->folder().string())};
    const std::lock_guard lock(writing_);
    auto settled = settle(*this, wanted);
    if (!settled) return settled;
    if (auto written = Deciding(*this, *settled).run(); !written) return written.error();
    return settled;
}

Result<std::vector<Decision>> RocksStore::decisions() const { return decisions(nullptr); }

Result<std::vector<Decision>> RocksStore::decisions(const rocksdb::Snapshot* at) const {
    std::vector<Decision> decisions;
    const auto scanned = database_->scan(
        Table::Decisions, "", "", at,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            ByteReader reader(key);
            const std::uint64_t number = reader.big64();
            auto decision = decode_decision(value, number);
            if (!reader.done() || number != decisions.size() + 1 || !decision)
                return database_->corrupt(Table::Decisions, key);
            decisions.push_back(*std::move(decision));
            return true;
        });
    if (!scanned) return scanned.error();
    return decisions;
}

Result<std::shared_ptr<const Identities>> RocksStore::identities_of(
    const std::vector<Decision>& decisions, const rocksdb::Snapshot* at,
    const std::optional<std::pair<std::string, ActorId>>& unwritten) const {
    std::optional<Error> failed;
    auto who = std::make_shared<const Identities>(decisions, [&](std::string_view key) {
        if (unwritten && unwritten->first == key) return unwritten->second;
        const auto id = told_actor_id(key, at);
        if (id && *id) return **id;
        failed = id ? database_->corrupt(Table::ActorKeys, key) : id.error();
        return ActorId{};
    });
    if (failed) return *failed;
    return std::shared_ptr<const Identities>(std::move(who));
}

Result<void> RocksStore::load_decisions() {
    const Moment now(*database_);
    const auto decisions = this->decisions(now);
    if (!decisions) return decisions.error();
    auto who = identities_of(*decisions, now);
    if (!who) return who.error();
    who_ = *std::move(who);
    return {};
}

}  // namespace annalist::storage
