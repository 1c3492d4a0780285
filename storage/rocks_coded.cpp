#include "storage/rocks_coded.hpp"

#include <algorithm>

#include "storage/keys.hpp"

namespace annalist::storage {
namespace {

constexpr std::size_t kDayKeyBytes = 20;

/// What the sources share: a database at a moment.
class Source : public CodedSource {
protected:
    Source(const Database& database, const rocksdb::Snapshot* at, const Dictionary& dictionary,
           const Identities& who, Table table, DayRange days)
        : database_(database),
          dictionary_(dictionary),
          who_(who),
          table_(table),
          days_(within_reach(days)) {
        rocksdb::ReadOptions options;
        options.snapshot = at;
        it_.reset(database.rocks().NewIterator(options, database.handle(table)));
    }

    std::string_view key() const { return view(it_->key()); }
    std::string_view value() const { return view(it_->value()); }
    Error corrupt() const { return database_.corrupt(table_, key()); }
    bool failed() const { return !it_->status().ok(); }
    Error failure() const { return database_.error(it_->status()); }

    /// For the unpackers: keeps what is in the range; `good` turns false at what cannot be.
    auto into(std::vector<CodedEvent>& events, bool& good) const {
        return [&](const CodedEntry& entry) {
            if (!days_.contains(entry.day)) return;
            if (!dictionary_.has(entry)) {
                good = false;
                return;
            }
            const EventId id = dictionary_.id_of(entry);
            if (!who_.holds(id)) events.push_back({id, who_.read(entry)});
        };
    }

    const Database& database_;
    const Dictionary& dictionary_;
    const Identities& who_;
    Table table_;
    DayRange days_;
    std::unique_ptr<rocksdb::Iterator> it_;
};

/// A day at a time.
class AllSource final : public Source {
public:
    AllSource(const Database& database, const rocksdb::Snapshot* at, const Dictionary& dictionary,
              const Identities& who, DayRange days)
        : Source(database, at, dictionary, who, Table::CodedDays, days) {
        it_->Seek(slice(day_key(days_.first)));
    }

    Result<std::vector<CodedEvent>> next() override {
        std::vector<CodedEvent> events;
        while (events.empty()) {  // a day's events may all be held
            if (failed()) return failure();
            if (!it_->Valid()) return events;
            const date::sys_days day = day_at(key(), 0);
            if (day > days_.last) return events;
            for (; it_->Valid(); it_->Next()) {
                if (key().size() != kDayKeyBytes) return corrupt();
                if (day_at(key(), 0) != day) break;
                bool good = true;
                if (!unpack_day(value(), day, into(events, good)) || !good) return corrupt();
            }
            if (failed()) return failure();
        }
        std::ranges::sort(events, {}, &CodedEvent::place);
        return events;
    }
};

/// The records of an actor or pair, which are in the order of their last days; they overlap where
/// several imports gave events of the same time.
class RecordSource final : public Source {
public:
    RecordSource(const Database& database, const rocksdb::Snapshot* at,
                 const Dictionary& dictionary, const Identities& who, ActorId actor, DayRange days)
        : Source(database, at, dictionary, who, Table::CodedByActor, days),
          prefix_(actor_key(actor)),
          actor_(actor),
          most_days_(kPackDays) {
        begin();
    }
    RecordSource(const Database& database, const rocksdb::Snapshot* at,
                 const Dictionary& dictionary, const Identities& who, ActorId low, ActorId high,
                 DayRange days)
        : Source(database, at, dictionary, who, Table::CodedByPair, days),
          prefix_(pair_key(low, high)),
          actor_(low),
          high_(high) {
        begin();
    }

    Result<std::vector<CodedEvent>> next() override {
        std::vector<CodedEvent> events;
        while (events.empty()) {
            const bool more = here();
            if (failed()) return failure();
            if (!more && held_.empty()) break;
            if (more && (most_days_ == 0 || held_.size() < enough_)) {
                if (auto taken = take(); !taken) return taken.error();
                continue;
            }
            std::ranges::sort(held_, {}, &CodedEvent::place);
            const auto end = more ? std::ranges::lower_bound(
                                        held_, last() - date::days{most_days_}, {},
                                        [](const CodedEvent& e) { return e.entry.day; })
                                  : held_.end();
            events.assign(held_.begin(), end);
            held_.erase(held_.begin(), end);
            enough_ = std::max(kEnough, 2 * held_.size());  // so that sorting stays cheap
        }
        return events;
    }

private:
    void begin() { it_->Seek(slice(prefix_ + day_key(days_.first))); }

    /// Whether a record is here that may have events of the range.
    bool here() const {
        if (!it_->Valid() || !key().starts_with(prefix_)) return false;
        return most_days_ == 0 || last() < days_.last || last() - days_.last < date::days{most_days_};
    }
    date::sys_days last() const { return day_at(key(), prefix_.size()); }

    Result<void> take() {
        bool good = key().size() == prefix_.size() + 10;
        if (good && first_day(value(), last()) <= days_.last) {
            good = high_.value == 0
                       ? unpack_actor(value(), actor_, last(), into(held_, good)) && good
                       : unpack_pair(value(), actor_, high_, last(), into(held_, good)) && good;
        }
        if (!good) return corrupt();
        it_->Next();
        return {};
    }

    std::string prefix_;
    ActorId actor_, high_;
    int most_days_ = 0;  // that a record spans; 0 when there is no bound
    std::vector<CodedEvent> held_;
    static constexpr std::size_t kEnough = 8 * kPackEvents;
    std::size_t enough_ = kEnough;
};

/// The events of several sources at once, each event once: of an actor that was told as several.
class TogetherSource final : public CodedSource {
public:
    explicit TogetherSource(std::vector<std::unique_ptr<CodedSource>> sources)
        : sources_(std::move(sources)) {}

    Result<std::vector<CodedEvent>> next() override {
        std::vector<CodedEvent> all;
        for (const auto& source : sources_)
            for (;;) {
                const auto some = source->next();
                if (!some) return some.error();
                if (some->empty()) break;
                all.insert(all.end(), some->begin(), some->end());
            }
        sources_.clear();
        std::ranges::sort(all, {}, &CodedEvent::place);
        const auto doubles = std::ranges::unique(all, {}, &CodedEvent::id);
        all.erase(doubles.begin(), doubles.end());
        return all;
    }

private:
    std::vector<std::unique_ptr<CodedSource>> sources_;
};

std::unique_ptr<CodedSource> together(std::vector<std::unique_ptr<CodedSource>> sources) {
    if (sources.size() == 1) return std::move(sources.front());
    return std::make_unique<TogetherSource>(std::move(sources));
}

}  // namespace

std::vector<ActorId> coded_names_of(const Identities& who, ActorId actor) {
    std::vector<ActorId> told = who.actors().told(actor);
    std::erase_if(told, [&](ActorId id) { return who.actors().whole(id) != actor; });
    return told;
}

Event Dictionary::event_of(const CodedEntry& entry, EventId id) const {
    const Relation& relation = relations[entry.relation];
    Event event;
    event.id = id;
    event.type = relation.type;
    event.mode = relation.mode;
    event.days = TimeSpan::day(entry.day);
    event.time_basis = TimeBasis::Stated;
    if (entry.source != entry.target) event.actors.push_back({ActorId{entry.source}, Role::Source});
    event.actors.push_back({ActorId{entry.target}, Role::Target});
    event.count = entry.count;
    event.label = relation.name;
    event.confidence = 1.0 - (1.0 - relation.confidence);  // as conclude() adds up doubts
    event.mentions = 1;
    event.known = entry.day;
    return event;
}

Link Dictionary::link_of(const CodedEntry& entry) const {
    const Relation& relation = relations[entry.relation];
    Link link;
    link.from = {entry.source};
    link.to = {entry.target};
    link.first = link.last = entry.day;
    link.count = entry.count;
    link.relation = entry.relation;
    link.confidence = relation.confidence;
    link.type = relation.type;
    link.mode = relation.mode;
    link.status = Status::Occurred;
    link.basis = TimeBasis::Stated;
    return link;
}

std::unique_ptr<CodedSource> coded_events(const Database& database, const rocksdb::Snapshot* at,
                                          const Dictionary& dictionary, const Identities& who,
                                          DayRange days) {
    return std::make_unique<AllSource>(database, at, dictionary, who, days);
}

std::unique_ptr<CodedSource> coded_events_of(const Database& database, const rocksdb::Snapshot* at,
                                             const Dictionary& dictionary, const Identities& who,
                                             ActorId actor, DayRange days) {
    std::vector<std::unique_ptr<CodedSource>> sources;
    for (const ActorId told : coded_names_of(who, actor))
        sources.push_back(std::make_unique<RecordSource>(database, at, dictionary, who, told, days));
    return together(std::move(sources));
}

std::unique_ptr<CodedSource> coded_events_between(const Database& database,
                                                  const rocksdb::Snapshot* at,
                                                  const Dictionary& dictionary,
                                                  const Identities& who, ActorId a, ActorId b,
                                                  DayRange days) {
    std::vector<std::unique_ptr<CodedSource>> sources;
    for (const ActorId one : coded_names_of(who, a))
        for (const ActorId other : coded_names_of(who, b)) {
            const auto [low, high] = std::minmax(one, other);
            sources.push_back(
                std::make_unique<RecordSource>(database, at, dictionary, who, low, high, days));
        }
    return together(std::move(sources));
}

Result<std::optional<CodedPlace>> find_coded(const Database& database, const rocksdb::Snapshot* at,
                                             const Dictionary& dictionary, EventId id) {
    rocksdb::ReadOptions options;
    options.snapshot = at;
    const std::unique_ptr<rocksdb::Iterator> it(
        database.rocks().NewIterator(options, database.handle(Table::CodedDays)));
    const date::sys_days day = day_of(id);
    const std::string prefix = day_key(day);
    for (it->Seek(slice(prefix)); it->Valid();) {
        const std::string key = it->key().ToString();
        if (!key.starts_with(prefix)) break;
        if (key.size() != kDayKeyBytes) return database.corrupt(Table::CodedDays, key);
        const ArticleId article{ByteReader(std::string_view(key).substr(4)).big64()};
        it->Seek(slice(coded_day_key(day, article, id)));
        if (it->Valid() && view(it->key()).substr(0, 12) == key.substr(0, 12)) {
            std::optional<CodedPlace> found;
            bool good = true;
            good = unpack_day(view(it->value()), day, [&](const CodedEntry& entry) {
                good = good && dictionary.has(entry);
                if (good && dictionary.id_of(entry) == id) found = CodedPlace{entry, article};
            }) && good;
            if (!good) return database.corrupt(Table::CodedDays, view(it->key()));
            if (found) return found;
        }
        it->Seek(slice(coded_day_key(day, ArticleId{article.value + 1}, EventId{0})));
        if (article.value + 1 == 0) break;
    }
    if (!it->status().ok()) return database.error(it->status());
    return std::optional<CodedPlace>{};
}

Result<std::vector<CodedEvent>> coded_in(const Database& database, const rocksdb::Snapshot* at,
                                         const Dictionary& dictionary, date::sys_days day,
                                         ArticleId bulletin) {
    std::vector<CodedEvent> events;
    const std::string prefix = coded_day_key(day, bulletin, EventId{0}).substr(0, 12);
    const auto scanned = database.scan(
        Table::CodedDays, prefix, behind(prefix), at,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            bool good = true;
            good = unpack_day(value, day, [&](const CodedEntry& entry) {
                good = good && dictionary.has(entry);
                if (good) events.push_back({dictionary.id_of(entry), entry});
            }) && good;
            if (!good) return database.corrupt(Table::CodedDays, key);
            return true;
        });
    if (!scanned) return scanned.error();
    return events;
}

DayRange within_reach(DayRange days) {
    const auto least = date::sys_days{date::days{-(1 << 19)}};
    const auto most = date::sys_days{date::days{(1 << 19) - 1}};
    return {std::max(days.first, least), std::min(days.last, most)};
}

}  // namespace annalist::storage
