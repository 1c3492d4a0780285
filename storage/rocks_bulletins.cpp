#include <algorithm>
#include <map>

#include "storage/bytes.hpp"
#include "storage/rocks_engine.hpp"

// Bulletins are kept without their text: it is made of the day's coded events and of names when it
// is asked for, the same each time.
namespace annalist::storage {

Result<std::shared_ptr<const Dictionary>> RocksStore::dictionary(bool actors) const {
    const std::lock_guard lock(dictionary_lock_);
    if (!actors || !has_coded_ || dictionary_->actors.size() > 1) return dictionary_;
    auto longer = std::make_shared<Dictionary>(*dictionary_);
    const auto scanned = database_->scan(
        Table::Actors, "", "", nullptr,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            ByteReader record(value);
            const std::uint8_t version = record.byte();
            const std::string_view name = record.text();
            const std::uint32_t id = ByteReader(key).big32();
            if (version != kRecordVersion || !record.ok() || id < longer->actors.size())
                return database_->corrupt(Table::Actors, key);
            longer->actors.resize(id);
            longer->actors.push_back(digest(name));
            return true;
        });
    if (!scanned) return scanned.error();
    dictionary_ = std::move(longer);
    return dictionary_;
}

void RocksStore::publish(std::shared_ptr<const Dictionary> dictionary) const {
    const std::lock_guard lock(dictionary_lock_);
    dictionary_ = std::move(dictionary);
}

Result<std::optional<CodedPlace>> RocksStore::coded_at(EventId id,
                                                       const rocksdb::Snapshot* at) const {
    if (!has_coded_) return std::optional<CodedPlace>{};
    const auto words = dictionary(true);
    if (!words) return words.error();
    return find_coded(*database_, at, **words, id);
}

Result<std::unique_ptr<CodedSource>> RocksStore::coded_source(
    Table table, std::string_view prefix, DayRange days, const View& now,
    std::shared_ptr<const Dictionary>& keep) const {
    if (!has_coded_) return std::unique_ptr<CodedSource>{};
    const auto words = dictionary(true);
    if (!words) return words.error();
    keep = *words;
    ByteReader actors(prefix);
    if (table == Table::ByActor)
        return coded_events_of(*database_, now, *keep, now.who(), ActorId{actors.big32()}, days);
    if (table == Table::ByPair) {
        const ActorId a{actors.big32()};
        return coded_events_between(*database_, now, *keep, now.who(), a, ActorId{actors.big32()}, days);
    }
    return coded_events(*database_, now, *keep, now.who(), days);
}

Result<Actor> RocksStore::coded_actor(std::string_view dataset, ActorId id,
                                      const rocksdb::Snapshot* at) const {
    const std::string key = coded_name_key(dataset, id);
    const auto own = database_->get(Table::CodedNames, key, at);
    if (!own) return own.error();
    auto actor = *own ? decode_actor(**own, id) : std::nullopt;
    if (!actor) return database_->corrupt(Table::CodedNames, key);
    return *std::move(actor);
}

Result<void> RocksStore::fill_bulletin(Article& article, const rocksdb::Snapshot* at,
                                       std::vector<Mention>* mentions) const {
    const auto words = dictionary(true);
    if (!words) return words.error();
    const Dictionary& dictionary = **words;
    auto events = coded_in(*database_, at, dictionary, article.published, article.id);
    if (!events) return events.error();
    std::map<std::uint32_t, std::string> names;
    for (const CodedEvent& event : *events)
        for (const std::uint32_t id : {event.entry.source, event.entry.target}) {
            if (names.contains(id)) continue;
            auto actor = coded_actor(article.publisher, {id}, at);
            if (!actor) return actor.error();
            names.emplace(id, std::move(actor->name));
        }
    const auto line_of = [&](const CodedEntry& entry) {
        return BulletinLine{names[entry.source], dictionary.relations[entry.relation].name,
                            names[entry.target], entry.count};
    };
    std::ranges::sort(*events, {}, [&](const CodedEvent& event) {
        const BulletinLine line = line_of(event.entry);
        return std::tuple(line.source, line.relation, line.target);
    });
    std::vector<BulletinLine> lines;
    for (const CodedEvent& event : *events) lines.push_back(line_of(event.entry));
    const ArticleId id = article.id;
    article = bulletin(article.publisher, article.published, lines);
    if (article.id != id) return database_->corrupt(Table::CodedDays, article_key(id));
    if (mentions == nullptr) return {};
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i < lines.size(); ++i) {
        const CodedEntry& entry = (*events)[i].entry;
        mentions->push_back(mention_in(article, i, lines[i], dictionary.relations[entry.relation],
                                       (*events)[i].id, {entry.source}, {entry.target}, begin));
    }
    return {};
}

}  // namespace annalist::storage
