#include "storage/rocks_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "storage/bytes.hpp"
#include "storage/intake.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/rocks_output.hpp"
#include "storage/store_folder.hpp"

namespace annalist::storage {
namespace {

/// The last key of a table, nullopt when it is empty.
Result<std::optional<std::string>> last_key(const Database& database, Table table) {
    const std::unique_ptr<rocksdb::Iterator> it(
        database.rocks().NewIterator(rocksdb::ReadOptions{}, database.handle(table)));
    it->SeekToLast();
    if (it->Valid()) return std::optional(it->key().ToString());
    if (!it->status().ok()) return database.error(it->status());
    return std::optional<std::string>{};
}

Result<void> check_mode(const std::filesystem::path& folder, OpenMode mode) {
    const auto found = inspect_folder(folder);
    if (!found) return found.error();
    const bool store = found->state == FolderState::Store;
    const std::string name = folder.string();
    if (found->schema > kSchema)
        return Error{ErrorCode::Unsupported,
                     fmt::format("{}: made by schema {}, and this version reads schema {}; a newer "
                                 "annalist can open it",
                                 name, found->schema, kSchema)};
    if (store && found->schema < kOldestSchema)
        return Error{ErrorCode::Unsupported,
                     fmt::format("{}: made by schema {}, and this version reads schema {} on; read the "
                                 "articles again into a new store, or use the annalist that made it",
                                 name, found->schema, kOldestSchema)};
    if (store && mode == OpenMode::Create)
        return Error{ErrorCode::InvalidArgument, fmt::format("{}: a store is there already", name)};
    if (!store && (mode == OpenMode::ReadOnly || mode == OpenMode::ReadWrite))
        return Error{ErrorCode::NotFound, fmt::format("{}: no store there", name)};
    // Its articles would have to be brought together with those that come: that is a rebuild.
    if (store && found->schema < kOldestWritten && mode != OpenMode::ReadOnly)
        return Error{ErrorCode::Unsupported,
                     fmt::format("{}: made by schema {}, which is read as it stands; to add to it or decide "
                                 "something, make a store of schema {} of it with annalist rebuild",
                                 name, found->schema, kSchema)};
    // Marked before the engine makes the tables that the older schema lacks, so that an annalist
    // that reads no more than that one never meets them.
    const bool renewed = store && found->schema < kSchema && mode != OpenMode::ReadOnly;
    if (!store || renewed) return mark_folder(folder, kSchema);
    return {};
}

}  // namespace

Result<std::unique_ptr<Store>> open_rocks_store(const std::filesystem::path& folder,
                                                OpenMode mode) {
    auto store = RocksStore::open(folder, mode);
    if (!store) return store.error();
    return std::unique_ptr<Store>(std::move(*store));
}

Result<std::unique_ptr<RocksStore>> RocksStore::open(const std::filesystem::path& folder,
                                                     OpenMode mode, rocksdb::Env* env) {
    if (auto fits = check_mode(folder, mode); !fits) return fits.error();
    auto database = Database::open(folder, mode == OpenMode::ReadOnly, env);
    if (!database) return database.error();
    if (mode != OpenMode::ReadOnly) Output::clear(folder);
    std::unique_ptr<RocksStore> store(new RocksStore(std::move(*database)));
    if (auto loaded = store->load(); !loaded) return loaded.error();
    return store;
}

Result<void> RocksStore::load() {
    const auto actor = last_key(*database_, Table::Actors);
    if (!actor) return actor.error();
    if (*actor) next_actor_ = ByteReader(**actor).big32() + 1;
    const auto sequence = last_key(*database_, Table::Ledger);
    if (!sequence) return sequence.error();
    if (*sequence) next_sequence_ = ByteReader(**sequence).big64() + 1;
    const auto events = buckets_in(Table::ByTime);
    if (!events) return events.error();
    event_buckets_ = *events;
    const auto figures = buckets_in(Table::Figures);
    if (!figures) return figures.error();
    figure_buckets_ = *figures;
    auto known = std::make_shared<Dictionary>();
    known->relations.emplace_back();
    known->relation_digests.push_back(0);
    known->actors.push_back(0);
    const auto relations = database_->scan(
        Table::Relations, "", "", nullptr,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            const auto relation = decode_relation(value, ByteReader(key).big32());
            if (!relation || relation->id != known->relations.size())
                return database_->corrupt(Table::Relations, key);
            known->relations.push_back(*relation);
            known->relation_digests.push_back(digest(*relation));
            return true;
        });
    if (!relations) return relations.error();
    has_coded_ = known->relations.size() > 1;
    dictionary_ = std::move(known);
    if (auto decided = load_decisions(); !decided) return decided;
    if (auto told = load_tellings(); !told) return told;
    return load_words();
}

Result<std::uint32_t> RocksStore::buckets_in(Table table) const {
    std::uint32_t buckets = 0;
    for (const Bucket bucket : kBuckets) {
        const std::string begin = span_begin("", bucket, DayRange{});
        const std::string end = span_end("", bucket, DayRange{});
        const auto scanned = database_->scan(
            table, begin, end, nullptr, [&](std::string_view, std::string_view) -> Result<bool> {
                buckets |= bit(bucket);
                return false;
            });
        if (!scanned) return scanned.error();
    }
    return buckets;
}

Result<ArticleFacts> RocksStore::facts_of(ArticleId id, const rocksdb::Snapshot* at) const {
    auto facts = told_facts(id, at);
    if (!facts || facts->article.published_basis == kTableBasis) return facts;
    std::map<ActorId, ActorId> local;
    for (Actor& seen : facts->actors) {
        local.emplace(seen.id, ActorId{static_cast<std::uint32_t>(local.size() + 1)});
        seen.id = {};
    }
    return with_local_ids(*std::move(facts), local);
}

Result<ArticleFacts> RocksStore::told_facts(ArticleId id, const rocksdb::Snapshot* at) const {
    const std::string key = article_key(id);
    const auto record = database_->get(Table::Contributions, key, at);
    if (!record) return record.error();
    auto contribution = *record ? decode_contribution(**record) : std::nullopt;
    if (!contribution) return database_->corrupt(Table::Contributions, key);
    auto article = article_at(id, at);
    if (!article) return article.error();

    ArticleFacts facts;
    facts.article = std::move(*article);
    facts.stamp = std::move(contribution->stamp);
    if (facts.article.published_basis == kTableBasis) {
        std::map<ActorId, ActorId> local;
        if (auto filled = fill_bulletin(facts.article, at, &facts.mentions); !filled)
            return filled.error();
        for (const Mention& m : facts.mentions)
            for (const Participant& p : m.participants) {
                const ActorId next{static_cast<std::uint32_t>(facts.actors.size() + 1)};
                if (!local.try_emplace(p.actor, next).second) continue;
                auto actor = coded_actor(facts.article.publisher, p.actor, at);
                if (!actor) return actor.error();
                actor->id = {};
                facts.actors.push_back(*std::move(actor));
            }
        return with_local_ids(std::move(facts), local);
    }
    for (Actor& seen : contribution->actors) {
        const auto known = told_actor(seen.id, at);
        if (!known) return known.error();
        if (!*known) return database_->corrupt(Table::Contributions, key);
        seen.key = (*known)->key;
        facts.actors.push_back(std::move(seen));
    }
    const date::sys_days day = facts.article.published;
    for (std::uint32_t i = 0; i < contribution->affiliations.size(); ++i) {
        const ActorId actor = contribution->affiliations[i];
        const std::string at_key = affiliation_key(actor, day, id, i);
        const auto value = database_->get(Table::Affiliations, at_key, at);
        if (!value) return value.error();
        auto one = *value ? decode_affiliation(**value, actor, day, id) : std::nullopt;
        if (!one) return database_->corrupt(Table::Affiliations, at_key);
        facts.affiliations.push_back(std::move(*one));
    }
    for (std::uint32_t i = 0; i < contribution->mentions.size(); ++i) {
        const EventId event = contribution->mentions[i];
        const std::string at_key = mention_key(event, day, id, i);
        const auto value = database_->get(Table::Mentions, at_key, at);
        if (!value) return value.error();
        auto one = *value ? decode_mention(**value, event, day, id, i) : std::nullopt;
        if (!one) return database_->corrupt(Table::Mentions, at_key);
        facts.mentions.push_back(std::move(*one));
    }
    for (std::uint32_t i = 0; i < contribution->figures.size(); ++i) {
        const std::string at_key = span_key("", contribution->figures[i], id, i);
        const auto value = database_->get(Table::Figures, at_key, at);
        if (!value) return value.error();
        auto one = *value ? decode_figure(**value, id, i) : std::nullopt;
        if (!one) return database_->corrupt(Table::Figures, at_key);
        facts.figures.push_back(std::move(*one));
    }
    return facts;
}

Result<void> RocksStore::scan_facts(const FactsVisitor& visit) const {
    const Moment now(*database_);
    return database_->scan(Table::Ledger, "", "", now,
                           [&](std::string_view key, std::string_view value) -> Result<bool> {
                               ByteReader reader(value);
                               const ArticleId id{reader.big64()};
                               if (!reader.done()) return database_->corrupt(Table::Ledger, key);
                               const auto facts = facts_of(id, now);
                               if (!facts) return facts.error();
                               return visit(*facts);
                           });
}

Result<StoreStats> RocksStore::stats() const {
    const View now(*this);
    StoreStats stats;
    stats.schema = kSchema;
    const std::pair<const char*, std::uint64_t*> numbers[] = {{"articles", &stats.articles},
                                                              {"events", &stats.events},
                                                              {"mentions", &stats.mentions},
                                                              {"actors", &stats.actors},
                                                              {"figures", &stats.figures},
                                                              {"words", &stats.words}};
    for (const auto& [name, number] : numbers) {
        const auto value = database_->get(Table::Meta, name, now);
        if (!value) return value.error();
        if (!*value) continue;
        const auto sum = decode_sum(**value);
        if (!sum || *sum < 0) return database_->corrupt(Table::Meta, name);
        *number = static_cast<std::uint64_t>(*sum);
    }
    stats.actors -= now.who().not_standing();
    rocksdb::ReadOptions options;
    options.snapshot = now;
    const std::unique_ptr<rocksdb::Iterator> it(
        database_->rocks().NewIterator(options, database_->handle(Table::ArticleDays)));
    it->SeekToFirst();
    if (it->Valid()) {
        const auto day = [&] {
            return parse_article_day(view(it->key())).value_or(date::sys_days{});
        };
        DayRange published;
        published.first = day();
        it->SeekToLast();
        if (it->Valid()) published.last = day();
        stats.published = published;
    }
    if (!it->status().ok()) return database_->error(it->status());
    std::error_code error;
    for (std::filesystem::directory_iterator file(database_->folder(), error), end;
         !error && file != end; file.increment(error)) {
        std::error_code gone;
        const auto size = file->file_size(gone);
        if (!gone) stats.bytes += size;
    }
    return stats;
}

}  // namespace annalist::storage
