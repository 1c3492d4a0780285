#include <fmt/format.h>

#include <map>
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
    if (article->published_basis == kTableBasis)
        if (auto filled = fill_bulletin(*article, nullptr, nullptr); !filled) return filled.error();
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
    if (!*record) {
        const Moment now(*database_);
        const auto coded = coded_at(id, now);
        if (!coded) return coded.error();
        if (!*coded) return std::optional<Event>{};
        const auto words = dictionary(true);
        if (!words) return words.error();
        return std::optional((*words)->event_of((*coded)->entry, id));
    }
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
    if (!mentions.empty()) return mentions;
    const auto coded = coded_at(id, at);
    if (!coded) return coded.error();
    if (!*coded) return mentions;
    auto article = article_at((*coded)->article, at);
    if (!article) return article.error();
    if (auto filled = fill_bulletin(*article, at, &mentions); !filled) return filled.error();
    std::erase_if(mentions, [&](const Mention& m) { return m.event != id; });
    return mentions;
}

Result<std::vector<Mention>> RocksStore::mentions_in(ArticleId id) const {
    const Moment now(*database_);
    const auto there = database_->get(Table::Contributions, article_key(id), now);
    if (!there) return there.error();
    if (!*there) return std::vector<Mention>{};
    const auto contribution = decode_contribution(**there);
    if (!contribution) return database_->corrupt(Table::Contributions, article_key(id));
    auto article = article_at(id, now);
    if (!article) return article.error();
    std::vector<Mention> mentions;
    if (article->published_basis == kTableBasis) {
        if (auto filled = fill_bulletin(*article, now, &mentions); !filled) return filled.error();
        return mentions;
    }
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

Result<std::optional<Actor>> RocksStore::actor(ActorId id) const {
    // The version is read first: an actor that changes meanwhile is kept for a version that is over.
    const std::uint64_t now = version();
    if (auto known = known_actors_.find(id, now)) return known;
    auto actor = actor_at(id, nullptr);
    if (actor && *actor) known_actors_.keep(**actor, now);
    return actor;
}

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

Result<void> RocksStore::scan_actors(const ActorVisitor& visit) const {
    return database_->scan(Table::Actors, "", "", nullptr,
                           [&](std::string_view key, std::string_view value) -> Result<bool> {
                               const auto actor = decode_actor(value, {ByteReader(key).big32()});
                               if (!actor) return database_->corrupt(Table::Actors, key);
                               return visit(*actor);
                           });
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

namespace {

/// Hands on coded events as the others come, so that the order of scans is kept.
class Merging {
public:
    Merging(CodedSource* source, const Dictionary* dictionary, const EventVisitor& visit)
        : source_(source), dictionary_(dictionary), visit_(visit) {}

    /// Visits the coded events before `next`, or all that are left. False when the visitor has had
    /// enough.
    Result<bool> up_to(const Event* next) {
        while (source_ != nullptr) {
            if (at_ == events_.size()) {
                auto more = source_->next();
                if (!more) return more.error();
                events_ = *std::move(more);
                at_ = 0;
                if (events_.empty()) source_ = nullptr;
                continue;
            }
            const CodedEvent& event = events_[at_];
            if (next != nullptr && !before(event, *next)) break;
            ++at_;
            if (!visit_(dictionary_->event_of(event.entry, event.id))) return false;
        }
        return true;
    }

private:
    static bool before(const CodedEvent& coded, const Event& event) {
        const date::sys_days day = coded.entry.day;
        if (day != event.days.first) return day < event.days.first;
        return event.days.last == day && coded.id < event.id;
    }

    CodedSource* source_;
    const Dictionary* dictionary_;
    const EventVisitor& visit_;
    std::vector<CodedEvent> events_;
    std::size_t at_ = 0;
};

}  // namespace

Result<void> RocksStore::scan_events(Table table, std::string_view prefix, DayRange days,
                                     const EventVisitor& visit) const {
    const Moment now(*database_);
    std::shared_ptr<const Dictionary> words;
    const auto coded = coded_source(table, prefix, days, now, words);
    if (!coded) return coded.error();
    Merging merging(coded->get(), words.get(), visit);
    bool more = true;
    const auto scanned = scan_spans(
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
            const auto merged = merging.up_to(&*event);
            if (!merged) return merged.error();
            more = *merged && visit(*event);
            return more;
        });
    if (!scanned || !more) return scanned;
    const auto merged = merging.up_to(nullptr);
    if (!merged) return merged.error();
    return {};
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
                               auto article =
                                   article_at({ByteReader(key.substr(4)).big64()}, now);
                               if (!article) return article.error();
                               if (article->published_basis == kTableBasis)
                                   if (auto filled = fill_bulletin(*article, now, nullptr); !filled)
                                       return filled.error();
                               return visit(*article);
                           });
}

Result<std::vector<MonthCount>> RocksStore::pair_counts(ActorId a, ActorId b) const {
    const Moment now(*database_);
    std::map<std::pair<date::year_month, EventType>, std::uint64_t> sums;
    const std::string prefix = pair_key(a, b);
    const auto scanned = database_->scan(
        Table::Counts, prefix, behind(prefix), now,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            const auto count = parse_count(key, prefix.size());
            const auto events = decode_sum(value);
            if (!count || !events || *events < 0) return database_->corrupt(Table::Counts, key);
            if (*events > 0)
                sums[{count->month, count->type}] += static_cast<std::uint64_t>(*events);
            return true;
        });
    if (!scanned) return scanned.error();
    std::shared_ptr<const Dictionary> words;
    const auto coded = coded_source(Table::ByPair, prefix, DayRange{}, now, words);
    if (!coded) return coded.error();
    while (*coded) {
        const auto events = (*coded)->next();
        if (!events) return events.error();
        if (events->empty()) break;
        for (const CodedEvent& event : *events) {
            const date::year_month_day day{event.entry.day};
            ++sums[{day.year() / day.month(), words->relations[event.entry.relation].type}];
        }
    }
    std::vector<MonthCount> counts;
    for (const auto& [at, events] : sums) counts.push_back({at.first, at.second, events});
    return counts;
}

}  // namespace annalist::storage
