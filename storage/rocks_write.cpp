#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "storage/bytes.hpp"
#include "storage/intake.hpp"
#include "storage/rocks_concluding.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {

std::vector<IndexEntry> entries_of(const Event& event) {
    const std::string value = encode_entry(event);
    const bool many = event.actors.size() > kActorsInPairEntry;
    std::vector<IndexEntry> entries{{Table::ByTime, span_key("", event.days, event.id), value}};
    for (std::size_t i = 0; i < event.actors.size(); ++i) {
        const ActorId actor = event.actors[i].actor;
        entries.push_back(
            {Table::ByActor, span_key(actor_key(actor), event.days, event.id), value});
        for (std::size_t j = 0; j < i; ++j)
            entries.push_back(
                {Table::ByPair,
                 span_key(pair_key(actor, event.actors[j].actor), event.days, event.id),
                 many ? std::string{} : value});
    }
    std::ranges::sort(entries);
    return entries;
}

std::vector<std::string> counts_of(const Event& event) {
    std::vector<std::string> keys;
    if (!is_real(event.status)) return keys;
    const date::year_month_day day{event.days.first};
    for (std::size_t i = 0; i < event.actors.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            keys.push_back(count_key(event.actors[i].actor, event.actors[j].actor,
                                     day.year() / day.month(), event.type));
    return keys;
}

/// One put(): gathers everything in a batch, which is written whole or not at all.
class Writing {
public:
    Writing(RocksStore& store, const ArticleFacts& facts)
        : store_(store),
          database_(*store.database_),
          facts_(facts),
          out_(database_),
          next_actor_(store.next_actor_) {}

    Result<void> run() {
        if (auto taken = take_actors(); !taken) return taken.error();
        const ArticleFacts kept = with_store_ids(facts_, ids_);
        put_article(kept);
        put_affiliations(kept);
        put_figures(kept);
        put_words(kept);
        if (auto concluded = put_mentions(kept); !concluded) return concluded.error();
        out_.add("articles", 1);
        out_.add("mentions", static_cast<std::int64_t>(kept.mentions.size()));
        out_.add("figures", static_cast<std::int64_t>(kept.figures.size()));
        return commit();
    }

private:
    void put(Table table, std::string_view key, std::string_view value) { out_.put(table, key, value); }

    Result<void> take_actors() {
        for (const Actor& seen : facts_.actors) {
            const auto known = database_.get(Table::ActorKeys, seen.key);
            if (!known) return known.error();
            if (!*known) {
                add_actor(seen);
                continue;
            }
            const ActorId id{ByteReader(**known).big32()};
            const auto record = store_.told_actor(id, nullptr);
            if (!record) return record.error();
            if (!*record) return database_.corrupt(Table::ActorKeys, seen.key);
            Actor merged = **record;
            if (merge_actor(merged, seen)) {
                put(Table::Actors, actor_key(id), encode(merged));
                out_.put_names(merged);
            }
            ids_.push_back(id);
        }
        out_.add("actors", next_actor_ - store_.next_actor_);
        return {};
    }

    void add_actor(const Actor& seen) {
        Actor actor = tidy_actor(seen);
        actor.id = {next_actor_++};
        put(Table::Actors, actor_key(actor.id), encode(actor));
        put(Table::ActorKeys, actor.key, actor_key(actor.id));
        out_.put_names(actor);
        ids_.push_back(actor.id);
    }

    void put_article(const ArticleFacts& kept) {
        const Article& article = kept.article;
        Contribution contribution;
        contribution.sequence = store_.next_sequence_;
        contribution.stamp = kept.stamp;
        contribution.actors = kept.actors;
        for (const Affiliation& a : kept.affiliations) contribution.affiliations.push_back(a.actor);
        for (const Mention& m : kept.mentions) contribution.mentions.push_back(m.event);
        for (const Figure& f : kept.figures) contribution.figures.push_back(listed_span(f));
        put(Table::Articles, article_key(article.id), encode(article));
        put(Table::Contributions, article_key(article.id), encode(contribution));
        put(Table::ArticleDays, article_day_key(article.published, article.id), "");
        put(Table::Ledger, sequence_key(contribution.sequence), article_key(article.id));
    }

    void put_affiliations(const ArticleFacts& kept) {
        std::uint32_t ordinal = 0;
        for (const Affiliation& a : kept.affiliations)
            put(Table::Affiliations, affiliation_key(a.actor, a.seen, a.article, ordinal++),
                encode(a));
    }

    void put_figures(const ArticleFacts& kept) {
        for (const Figure& f : kept.figures) {
            const TimeSpan span = listed_span(f);
            store_.figure_buckets_ |= bit(bucket_of(span));
            put(Table::Figures, span_key("", span, f.article, f.ordinal), encode(f));
        }
    }

    void put_words(const ArticleFacts& kept) {
        const auto entries = word_entries(kept, store_.next_sequence_);
        for (const WordEntry& entry : entries) put(Table::Words, entry.key, entry.value);
        out_.add("words", static_cast<std::int64_t>(entries.size()));
    }

    Result<void> put_mentions(const ArticleFacts& kept) {
        const auto who = store_.who();
        const auto regrouping = bring_together(kept, *who);
        if (!regrouping) return regrouping.error();
        const PartsNow parts(database_, nullptr, &*regrouping);
        std::map<EventId, std::vector<Mention>> reports;
        for (const EventId id : regrouping->wholes) reports[id];
        for (const Mention& told : kept.mentions) {
            put(Table::Mentions, mention_key(told.event, told.known, told.article, told.ordinal),
                encode(told));
            const auto part = parts.whole(told.event);
            if (!part) return part.error();
            Mention m = who->read(told);
            if (*part) m.event = **part;
            if (m.event != EventId{}) reports[m.event].push_back(std::move(m));
        }
        for (auto& [id, mentions] : reports) {
            const auto old = store_.told_event(id, nullptr);
            if (!old) return old.error();
            if (*old || regrouping->wholes.contains(id)) {
                const auto earlier = store_.mentions_read(id, *who, parts, nullptr);
                if (!earlier) return earlier.error();
                mentions.insert(mentions.end(), earlier->begin(), earlier->end());
            }
            std::optional<Event> event;
            if (!mentions.empty()) event = conclude(std::move(mentions));
            if (event) store_.event_buckets_ |= bit(bucket_of(event->days));
            out_.add("events", (event ? 1 : 0) - (*old ? 1 : 0));
            out_.replace(*old, event);
        }
        return {};
    }

    /// Puts what the article tells beside what others do, and the parts that change with it.
    Result<Regrouping> bring_together(const ArticleFacts& kept, const Identities& who) {
        RocksTellings stored(database_, nullptr);
        std::map<EventId, Telling> changed;
        for (auto& [id, telling] : tellings_of(kept, who)) {
            const auto known = stored.telling(id);
            if (known) join(telling, *known);
            out_.replace(id, known, telling);
            changed.emplace(id, std::move(telling));
        }
        auto regrouping = regroup(stored, changed, who.pinned(), who.pinned());
        if (!regrouping) return regrouping;
        out_.replace(*regrouping, stored);
        if (stored.failed()) return *stored.failed();
        return regrouping;
    }

    Result<void> commit() {
        if (auto written = out_.commit(); !written) return written.error();
        store_.next_actor_ = next_actor_;
        ++store_.next_sequence_;
        return {};
    }

    RocksStore& store_;
    Database& database_;
    const ArticleFacts& facts_;
    Concluding out_;
    std::uint32_t next_actor_;
    std::vector<ActorId> ids_;
};

Result<PutOutcome> RocksStore::put(const ArticleFacts& facts) {
    if (database_->read_only())
        return Error{ErrorCode::Unsupported,
                     fmt::format("{}: opened for reading only", database_->folder().string())};
    if (auto sound = check(facts); !sound) return sound.error();
    const std::lock_guard lock(writing_);
    const auto there = contains(facts.article.id);
    if (!there) return there.error();
    if (*there) return PutOutcome::AlreadyThere;
    if (auto written = Writing(*this, facts).run(); !written) return written.error();
    return PutOutcome::Added;
}

Result<void> RocksStore::sync() {
    if (database_->read_only()) return {};
    return database_->sync();
}

}  // namespace annalist::storage
