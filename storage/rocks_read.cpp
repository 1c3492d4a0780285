#include <algorithm>
#include <map>
#include <tuple>

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
    const View now(*this);
    const auto whole = whole_event(id, now.who(), PartsNow(*database_, now));
    if (!whole) return whole.error();
    id = *whole;
    auto event = told_event(id, now);
    if (!event || *event || now.who().holds(id)) return event;
    const auto coded = coded_at(id, now);
    if (!coded) return coded.error();
    if (!*coded) return std::optional<Event>{};
    const auto words = dictionary(true);
    if (!words) return words.error();
    return std::optional((*words)->event_of(now.who().read((*coded)->entry), id));
}

Result<std::optional<Event>> RocksStore::told_event(EventId id, const rocksdb::Snapshot* at) const {
    const std::string key = event_key(id);
    const auto record = database_->get(Table::Events, key, at);
    if (!record) return record.error();
    if (!*record) return std::optional<Event>{};
    auto event = decode_event(**record, id);
    if (!event) return database_->corrupt(Table::Events, key);
    return event;
}

Result<std::vector<Mention>> RocksStore::mentions_of(EventId id) const {
    const View now(*this);
    const PartsNow parts(*database_, now);
    const auto whole = whole_event(id, now.who(), parts);
    if (!whole) return whole.error();
    return mentions_read(*whole, now.who(), parts, now);
}

Result<EventId> RocksStore::whole_event(EventId told, const Identities& who, const PartsNow& parts) const {
    const auto part = parts.whole(told);
    if (!part) return part.error();
    return part->value_or(who.events().whole(told));
}

Result<std::vector<PartOf>> RocksStore::parts_of(EventId id) const {
    const View now(*this);
    const auto whole = whole_event(id, now.who(), PartsNow(*database_, now));
    if (!whole) return whole.error();
    RocksTellings tellings(*database_, now);
    std::vector<PartOf> parts;
    for (const EventId told : tellings.parts_of(*whole)) {
        const auto part = tellings.part(told);
        const auto telling = tellings.telling(told);
        if (tellings.failed()) return *tellings.failed();
        if (!part || !telling) return database_->corrupt(Table::Wholes, event_key(*whole) + event_key(told));
        parts.push_back({told, *part, telling->articles});
    }
    if (tellings.failed()) return *tellings.failed();
    return parts;
}

Result<std::vector<Mention>> RocksStore::mentions_read(EventId id, const Identities& who,
                                                       const PartsNow& parts,
                                                       const rocksdb::Snapshot* at) const {
    if (id == EventId{}) return std::vector<Mention>{};
    std::vector<Mention> mentions;
    auto ids = parts.told(id);
    if (!ids) return ids.error();
    const bool together = !ids->empty();
    if (!together) {
        const auto part = parts.whole(id);
        if (!part) return part.error();
        if (*part) return mentions;  // of another event
        ids = who.events().told(id);
    }
    for (const EventId told : *ids) {
        auto some = told_mentions(told, at);
        if (!some) return some.error();
        for (Mention& m : *some) {
            m = who.read(std::move(m));
            if (together) m.event = id;
            if (m.event == id) mentions.push_back(std::move(m));
        }
    }
    std::ranges::sort(mentions, {}, [](const Mention& m) {
        return std::tuple(m.known, m.article, m.ordinal);
    });
    return mentions;
}

Result<std::vector<Mention>> RocksStore::told_mentions(EventId id,
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
    const View now(*this);
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
        for (Mention& mention : mentions) mention = now.who().read(std::move(mention));
        std::erase_if(mentions, [](const Mention& m) { return m.event == EventId{}; });
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
        const auto part = PartsNow(*database_, now).whole(event);
        if (!part) return part.error();
        *mention = now.who().read(*std::move(mention));
        if (*part) mention->event = **part;
        if (mention->event != EventId{}) mentions.push_back(std::move(*mention));
    }
    return mentions;
}

Result<void> RocksStore::scan(DayRange days, const EventVisitor& visit) const {
    return scan_events(Table::ByTime, "", days, visit, View(*this));
}

Result<void> RocksStore::scan_actor(ActorId actor, DayRange days, const EventVisitor& visit) const {
    const View now(*this);
    return scan_events(Table::ByActor, actor_key(now.who().actors().whole(actor)), days, visit, now);
}

Result<void> RocksStore::scan_pair(ActorId a, ActorId b, DayRange days,
                                   const EventVisitor& visit) const {
    const View now(*this);
    a = now.who().actors().whole(a);
    b = now.who().actors().whole(b);
    if (a == b) return {};
    return scan_events(Table::ByPair, pair_key(a, b), days, visit, now);
}

namespace {

/// Hands on coded events as the others come, so that the order of scans is kept.
class Interleaving {
public:
    Interleaving(CodedSource* source, const Dictionary* dictionary, const EventVisitor& visit)
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
                                     const EventVisitor& visit, const View& now) const {
    std::shared_ptr<const Dictionary> words;
    const auto coded = coded_source(table, prefix, days, now, words);
    if (!coded) return coded.error();
    Interleaving merging(coded->get(), words.get(), visit);
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
    const View now(*this);
    return scan_spans(
        *database_, now, Table::Figures, "", figure_buckets_, days,
        [&](std::string_view key, const SpanKey& span, std::string_view value) -> Result<bool> {
            const auto figure = decode_figure(value, ArticleId{span.id}, span.ordinal);
            if (!figure) return database_->corrupt(Table::Figures, key);
            return visit(now.who().read(*figure));
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
    const View now(*this);
    std::map<std::pair<date::year_month, EventType>, std::uint64_t> sums;
    a = now.who().actors().whole(a);
    b = now.who().actors().whole(b);
    if (a == b) return std::vector<MonthCount>{};
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
