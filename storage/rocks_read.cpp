#include <fmt/format.h>

#include <set>

#include "storage/bytes.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/rocks_spans.hpp"

namespace annalist::storage {

Result<bool> RocksStore::contains(ArticleId id) const {
    const auto record = database_->get(Table::Contributions, article_key(id));
    if (!record) return record.error();
    return record->has_value();
}

Result<std::optional<Article>> RocksStore::article(ArticleId id) const {
    const std::string key = article_key(id);
    const auto record = database_->get(Table::Articles, key);
    if (!record) return record.error();
    if (!*record) return std::optional<Article>{};
    auto article = decode_article(**record, id);
    if (!article) return database_->corrupt(Table::Articles, key);
    return article;
}

Result<Article> RocksStore::article_at(ArticleId id, const rocksdb::Snapshot* at) const {
    const std::string key = article_key(id);
    const auto record = database_->get(Table::Articles, key, at);
    if (!record) return record.error();
    auto article = *record ? decode_article(**record, id) : std::nullopt;
    if (!article) return database_->corrupt(Table::Articles, key);
    return std::move(*article);
}

Result<std::optional<Event>> RocksStore::event(EventId id) const {
    const std::string key = event_key(id);
    const auto record = database_->get(Table::Events, key);
    if (!record) return record.error();
    if (!*record) return std::optional<Event>{};
    auto event = decode_event(**record, id);
    if (!event) return database_->corrupt(Table::Events, key);
    return event;
}

Result<std::vector<Mention>> RocksStore::mentions_of(EventId id) const {
    return mentions_of(id, nullptr);
}

Result<std::vector<Mention>> RocksStore::mentions_of(EventId id,
                                                     const rocksdb::Snapshot* at) const {
    std::vector<Mention> mentions;
    const std::string prefix = event_key(id);
    const auto scanned =
        database_->scan(Table::Mentions, prefix, behind(prefix), at,
                        [&](std::string_view key, std::string_view value) -> Result<bool> {
                            const auto report = parse_report_key(key, prefix.size());
                            auto mention = report ? decode_mention(value, id, report->day,
                                                                   report->article, report->ordinal)
                                                  : std::nullopt;
                            if (!mention) return database_->corrupt(Table::Mentions, key);
                            mentions.push_back(std::move(*mention));
                            return true;
                        });
    if (!scanned) return scanned.error();
    return mentions;
}

Result<std::vector<Mention>> RocksStore::mentions_in(ArticleId id) const {
    const Moment now(*database_);
    const auto there = database_->get(Table::Contributions, article_key(id), now);
    if (!there) return there.error();
    if (!*there) return std::vector<Mention>{};
    const auto contribution = decode_contribution(**there);
    if (!contribution) return database_->corrupt(Table::Contributions, article_key(id));
    const auto article = article_at(id, now);
    if (!article) return article.error();
    std::vector<Mention> mentions;
    for (std::uint32_t i = 0; i < contribution->mentions.size(); ++i) {
        const EventId event = contribution->mentions[i];
        const std::string key = mention_key(event, article->published, id, i);
        const auto record = database_->get(Table::Mentions, key, now);
        if (!record) return record.error();
        auto mention =
            *record ? decode_mention(**record, event, article->published, id, i) : std::nullopt;
        if (!mention) return database_->corrupt(Table::Mentions, key);
        mentions.push_back(std::move(*mention));
    }
    return mentions;
}

Result<std::optional<Actor>> RocksStore::actor(ActorId id) const { return actor_at(id, nullptr); }

Result<std::optional<Actor>> RocksStore::actor_at(ActorId id, const rocksdb::Snapshot* at) const {
    const auto record = database_->get(Table::Actors, actor_key(id), at);
    if (!record) return record.error();
    if (!*record) return std::optional<Actor>{};
    auto actor = decode_actor(**record, id);
    if (!actor) return database_->corrupt(Table::Actors, actor_key(id));
    return actor;
}

Result<std::optional<Actor>> RocksStore::actor_by_key(std::string_view key) const {
    const auto id = database_->get(Table::ActorKeys, key);
    if (!id) return id.error();
    if (!*id) return std::optional<Actor>{};
    ByteReader reader(**id);
    const ActorId actor_id{reader.big32()};
    if (!reader.done()) return database_->corrupt(Table::ActorKeys, key);
    return actor(actor_id);
}

Result<std::vector<Actor>> RocksStore::find_actors(std::string_view prefix,
                                                   std::size_t limit) const {
    std::vector<Actor> found;
    if (limit == 0) return found;
    const Moment now(*database_);
    const std::string wanted = fold_name(prefix);
    std::set<ActorId> seen;
    const auto scanned =
        database_->scan(Table::Names, wanted, behind(wanted), now,
                        [&](std::string_view key, std::string_view) -> Result<bool> {
                            if (key.size() < 5) return database_->corrupt(Table::Names, key);
                            const ActorId id{ByteReader(key.substr(key.size() - 4)).big32()};
                            if (!seen.insert(id).second) return true;
                            auto actor = actor_at(id, now);
                            if (!actor) return actor.error();
                            if (!*actor) return database_->corrupt(Table::Names, key);
                            found.push_back(std::move(**actor));
                            return found.size() < limit;
                        });
    if (!scanned) return scanned.error();
    return found;
}

Result<std::vector<Affiliation>> RocksStore::affiliations_of(ActorId id) const {
    std::vector<Affiliation> found;
    const std::string prefix = actor_key(id);
    const auto scanned = database_->scan(
        Table::Affiliations, prefix, behind(prefix), nullptr,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            const auto report = parse_report_key(key, prefix.size());
            auto one =
                report ? decode_affiliation(value, id, report->day, report->article) : std::nullopt;
            if (!one) return database_->corrupt(Table::Affiliations, key);
            found.push_back(std::move(*one));
            return true;
        });
    if (!scanned) return scanned.error();
    return found;
}

Result<void> RocksStore::scan(DayRange days, const EventVisitor& visit) const {
    return scan_events(Table::ByTime, "", days, visit);
}

Result<void> RocksStore::scan_actor(ActorId actor, DayRange days, const EventVisitor& visit) const {
    return scan_events(Table::ByActor, actor_key(actor), days, visit);
}

Result<void> RocksStore::scan_pair(ActorId a, ActorId b, DayRange days,
                                   const EventVisitor& visit) const {
    return scan_events(Table::ByPair, pair_key(a, b), days, visit);
}

Result<void> RocksStore::scan_events(Table table, std::string_view prefix, DayRange days,
                                     const EventVisitor& visit) const {
    const Moment now(*database_);
    return scan_spans(
        *database_, now, table, prefix, event_buckets_, days,
        [&](std::string_view key, const SpanKey& span, std::string_view value) -> Result<bool> {
            const EventId id{span.id};
            std::optional<Event> event;
            if (value.empty()) {
                const auto record = database_->get(Table::Events, event_key(id), now);
                if (!record) return record.error();
                if (*record) event = decode_event(**record, id);
            } else {
                event = decode_entry(value, id, span.first, span.last);
            }
            if (!event) return database_->corrupt(table, key);
            return visit(*event);
        });
}

Result<void> RocksStore::scan_figures(DayRange days, const FigureVisitor& visit) const {
    const Moment now(*database_);
    return scan_spans(
        *database_, now, Table::Figures, "", figure_buckets_, days,
        [&](std::string_view key, const SpanKey& span, std::string_view value) -> Result<bool> {
            const auto figure = decode_figure(value, ArticleId{span.id}, span.ordinal);
            if (!figure) return database_->corrupt(Table::Figures, key);
            return visit(*figure);
        });
}

Result<void> RocksStore::scan_articles(DayRange published, const ArticleVisitor& visit) const {
    const Moment now(*database_);
    const std::string begin = article_day_key(published.first, ArticleId{0});
    const std::string end = published.last == date::sys_days::max()
                                ? ""
                                : article_day_key(published.last + date::days{1}, ArticleId{0});
    return database_->scan(Table::ArticleDays, begin, end, now,
                           [&](std::string_view key, std::string_view) -> Result<bool> {
                               if (key.size() != 12)
                                   return database_->corrupt(Table::ArticleDays, key);
                               const auto article =
                                   article_at({ByteReader(key.substr(4)).big64()}, now);
                               if (!article) return article.error();
                               return visit(*article);
                           });
}

Result<std::vector<MonthCount>> RocksStore::pair_counts(ActorId a, ActorId b) const {
    std::vector<MonthCount> counts;
    const std::string prefix = pair_key(a, b);
    const auto scanned = database_->scan(
        Table::Counts, prefix, behind(prefix), nullptr,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            const auto count = parse_count(key, prefix.size());
            const auto events = decode_sum(value);
            if (!count || !events || *events < 0) return database_->corrupt(Table::Counts, key);
            if (*events > 0)
                counts.push_back({count->month, count->type, static_cast<std::uint64_t>(*events)});
            return true;
        });
    if (!scanned) return scanned.error();
    return counts;
}

}  // namespace annalist::storage
