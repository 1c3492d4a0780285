#include <fmt/format.h>

#include <algorithm>
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
    /// those of an undone decision go back to them.
    Result<void> bring_together() {
        RocksTellings stored(database_, nullptr);
        auto regrouping = regroup(stored, {}, before_->pinned(), after_->pinned());
        if (!regrouping) return regrouping.error();
        regrouping_ = *std::move(regrouping);
        out_.replace(regrouping_, stored);
        if (stored.failed()) return *stored.failed();
        return {};
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
        if (touching_.kind != DecisionKind::MergeActors) return events;
        // Before a merge they are the actor's own; after it, those of the one that it is.
        const auto id = store_.told_actor_id(touching_.actors.front(), nullptr);
        if (!id) return id.error();
        if (!*id) return database_.corrupt(Table::ActorKeys, touching_.actors.front());
        const std::string prefix = actor_key(before_->actors().whole(**id));
        const auto scanned = database_.scan(
            Table::ByActor, prefix, behind(prefix), nullptr,
            [&](std::string_view key, std::string_view) -> Result<bool> {
                const auto span = parse_span_key(key, prefix.size());
                if (!span) return database_.corrupt(Table::ByActor, key);
                events.insert(EventId{span->id});
                return true;
            });
        if (!scanned) return scanned.error();
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
