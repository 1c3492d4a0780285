#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "storage/bytes.hpp"
#include "storage/intake.hpp"
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
          next_actor_(store.next_actor_) {}

    Result<void> run() {
        if (auto taken = take_actors(); !taken) return taken.error();
        const ArticleFacts kept = with_store_ids(facts_, ids_);
        put_article(kept);
        put_affiliations(kept);
        put_figures(kept);
        if (auto concluded = put_mentions(kept); !concluded) return concluded.error();
        for (const auto& [key, change] : counts_)
            if (change != 0) merge(Table::Counts, key, change);
        add("articles", 1);
        add("mentions", static_cast<std::int64_t>(kept.mentions.size()));
        add("figures", static_cast<std::int64_t>(kept.figures.size()));
        return commit();
    }

private:
    void put(Table table, std::string_view key, std::string_view value) {
        batch_.Put(database_.handle(table), slice(key), slice(value));
    }
    void merge(Table table, std::string_view key, std::int64_t change) {
        batch_.Merge(database_.handle(table), slice(key), slice(encode_sum(change)));
    }
    void add(std::string_view what, std::int64_t change) {
        if (change != 0) merge(Table::Meta, what, change);
    }

    Result<void> take_actors() {
        for (const Actor& seen : facts_.actors) {
            const auto known = database_.get(Table::ActorKeys, seen.key);
            if (!known) return known.error();
            if (!*known) {
                add_actor(seen);
                continue;
            }
            const ActorId id{ByteReader(**known).big32()};
            const auto record = store_.actor_at(id, nullptr);
            if (!record) return record.error();
            if (!*record) return database_.corrupt(Table::ActorKeys, seen.key);
            Actor merged = **record;
            if (merge_actor(merged, seen)) {
                put(Table::Actors, actor_key(id), encode(merged));
                put_names(merged);
            }
            ids_.push_back(id);
        }
        add("actors", next_actor_ - store_.next_actor_);
        return {};
    }

    void add_actor(const Actor& seen) {
        Actor actor = tidy_actor(seen);
        actor.id = {next_actor_++};
        put(Table::Actors, actor_key(actor.id), encode(actor));
        put(Table::ActorKeys, actor.key, actor_key(actor.id));
        put_names(actor);
        ids_.push_back(actor.id);
    }

    void put_names(const Actor& actor) {
        for (const std::string& name : search_names(actor))
            put(Table::Names, name_key(name, actor.id), "");
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

    Result<void> put_mentions(const ArticleFacts& kept) {
        std::map<EventId, std::vector<Mention>> reports;
        for (const Mention& m : kept.mentions) {
            put(Table::Mentions, mention_key(m.event, m.known, m.article, m.ordinal), encode(m));
            reports[m.event].push_back(m);
        }
        for (auto& [id, mentions] : reports) {
            const auto old = store_.event(id);
            if (!old) return old.error();
            if (*old) {
                auto earlier = store_.mentions_of(id, nullptr);
                if (!earlier) return earlier.error();
                mentions.insert(mentions.end(), earlier->begin(), earlier->end());
            }
            replace(*old, conclude(std::move(mentions)));
        }
        return {};
    }

    /// Puts an event and its index entries in the place of what it was before.
    void replace(const std::optional<Event>& old, const Event& event) {
        const std::vector<IndexEntry> entries = entries_of(event);
        if (old) {
            const auto still = [&](const IndexEntry& entry) {
                return std::ranges::any_of(entries, [&](const IndexEntry& e) {
                    return e.table == entry.table && e.key == entry.key;
                });
            };
            for (const IndexEntry& entry : entries_of(*old))
                if (!still(entry)) batch_.Delete(database_.handle(entry.table), slice(entry.key));
            for (const std::string& key : counts_of(*old)) --counts_[key];
        } else {
            add("events", 1);
        }
        store_.event_buckets_ |= bit(bucket_of(event.days));
        put(Table::Events, event_key(event.id), encode(event));
        for (const IndexEntry& entry : entries) put(entry.table, entry.key, entry.value);
        for (const std::string& key : counts_of(event)) ++counts_[key];
    }

    Result<void> commit() {
        if (auto written = database_.write(batch_); !written) return written.error();
        store_.next_actor_ = next_actor_;
        ++store_.next_sequence_;
        return {};
    }

    RocksStore& store_;
    Database& database_;
    const ArticleFacts& facts_;
    std::uint32_t next_actor_;
    std::vector<ActorId> ids_;
    std::map<std::string, std::int64_t> counts_;
    rocksdb::WriteBatch batch_;
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
