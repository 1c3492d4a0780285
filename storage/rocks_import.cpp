#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "storage/bytes.hpp"
#include "storage/intake.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/rocks_output.hpp"

namespace annalist::storage {

/// One import_table(): sorts the rows into bulletins, then by actor and by pair, and writes all of
/// it at once.
class Importing {
public:
    Importing(RocksStore& store, CodedTable& table)
        : store_(store),
          database_(*store.database_),
          table_(table),
          out_(database_, table.rows.size() >= store.bulk_rows_),
          next_actor_(store.next_actor_),
          next_sequence_(store.next_sequence_) {}

    Result<ImportCount> run() {
        auto before = store_.dictionary(true);
        if (!before) return before.error();
        words_ = std::make_shared<Dictionary>(**before);
        if (words_->actors.size() < next_actor_)
            if (auto added = add_digests(); !added) return added.error();
        if (auto days = put_days(); !days) return days.error();
        if (count_.events != 0) {
            if (auto put = put_actors(); !put) return put.error();
            if (auto put = put_pairs(); !put) return put.error();
            keep_sums();
            // Before anybody can see the events, so that no reader lacks their words.
            const bool had = store_.has_coded_.exchange(true);
            store_.publish(words_);
            if (auto written = out_.commit(); !written) {
                store_.has_coded_ = had;
                store_.publish(*before);
                return written.error();
            }
            store_.next_actor_ = next_actor_;
            store_.next_sequence_ = next_sequence_;
            // Files taken over need not move the number by which changes are told.
            rocksdb::WriteBatch nothing;
            nothing.Merge(database_.handle(Table::Meta), "articles", encode_sum(0));
            if (auto written = database_.write(nothing); !written) return written.error();
        }
        fill_in();
        return count_;
    }

private:
    /// Digests of actors that articles have brought since the last import.
    Result<void> add_digests() {
        return database_.scan(
            Table::Actors, actor_key({static_cast<std::uint32_t>(words_->actors.size())}), "",
            nullptr, [&](std::string_view key, std::string_view value) -> Result<bool> {
                const auto actor = decode_actor(value, {});
                if (!actor) return database_.corrupt(Table::Actors, key);
                words_->actors.resize(ByteReader(key).big32());
                words_->actors.push_back(digest(actor->key));
                return true;
            });
    }

    /// Puts the rows in the order of days and lines, and writes each day's bulletin.
    Result<void> put_days() {
        if (auto found = find_actors(); !found) return found.error();
        sort_rows();
        relations_.assign(table_.relations.size(), 0);
        events_.reserve(table_.rows.size());
        const std::vector<CodedRow>& rows = table_.rows;
        for (std::size_t begin = 0; begin < rows.size();) {
            std::size_t end = begin + 1;
            while (end < rows.size() && rows[end].day == rows[begin].day) ++end;
            if (auto put = put_day({rows.data() + begin, end - begin}); !put) return put.error();
            begin = end;
        }
        std::vector<CodedRow>().swap(table_.rows);
        return {};
    }

    void sort_rows() {
        std::vector<std::string_view> names, words;
        for (const Actor& actor : table_.actors) names.push_back(actor.name);
        for (const Relation& relation : table_.relations) words.push_back(relation.name);
        const auto name_order = order_of_names(names), word_order = order_of_names(words);
        const auto place = [&](const CodedRow& row) {
            return std::tuple(row.day, name_order[row.source], word_order[row.relation],
                              name_order[row.target]);
        };
        if (!std::ranges::is_sorted(table_.rows, {}, place))
            std::ranges::sort(table_.rows, {}, place);
    }

    Result<void> put_day(std::span<const CodedRow> rows) {
        const date::sys_days day = rows.front().day;
        const auto known = known_on(day);
        if (!known) return known.error();
        lines_.clear();
        day_.clear();
        for (std::size_t i = 0; i < rows.size();) {
            const CodedRow& row = rows[i];
            std::uint32_t times = 1;
            while (i + times < rows.size() && rows[i + times] == row) ++times;
            i += times;
            const Actor& source = table_.actors[row.source];
            const Actor& target = table_.actors[row.target];
            const Relation& relation = table_.relations[row.relation];
            if (!known->empty() &&
                known->contains(event_id(day, digest(source.key), digest(relation), digest(target.key)))) {
                count_.known += times;
                continue;
            }
            CodedEntry entry;
            entry.day = day;
            entry.count = times;
            // In this order numbers are given; a rebuild gives them in the same.
            for (const auto& [at, id] : {std::pair(row.source, &entry.source), std::pair(row.target, &entry.target)}) {
                if (auto taken = take_actor(at); !taken) return taken.error();
                *id = actors_[at];
            }
            entry.relation = take_relation(row.relation);
            const EventId id = words_->id_of(entry);
            count_.repeated += times - 1;
            day_.push_back({id, entry});
            lines_.push_back({source.name, relation.name, target.name, times});
        }
        if (day_.empty()) return {};
        return put_bulletin(day);
    }

    /// Ids of the events that the store has of this data set and day.
    Result<std::unordered_set<EventId>> known_on(date::sys_days day) {
        std::unordered_set<EventId> known;
        if (!store_.has_coded_) return known;
        const std::string prefix = day_key(day);
        const auto scanned = database_.scan(
            Table::CodedDays, prefix, behind(prefix), nullptr,
            [&](std::string_view key, std::string_view value) -> Result<bool> {
                bool good = true;
                good = unpack_day(value, day, [&](const CodedEntry& entry) {
                    good = good && words_->has(entry);
                    if (good && words_->relations[entry.relation].dataset == table_.dataset)
                        known.insert(words_->id_of(entry));
                }) && good;
                if (!good) return database_.corrupt(Table::CodedDays, key);
                return true;
            });
        if (!scanned) return scanned.error();
        return known;
    }

    /// Finds the actors that the store knows. One that the data set has named keeps that name, by
    /// which its bulletins are written.
    Result<void> find_actors() {
        actors_.assign(table_.actors.size(), 0);
        for (std::size_t i = 0; i < table_.actors.size(); ++i) {
            Actor& seen = table_.actors[i];
            if (seen.id.value == 0) {
                const auto known = database_.get(Table::ActorKeys, seen.key);
                if (!known) return known.error();
                if (!*known) continue;
                seen.id = {ByteReader(**known).big32()};
                const std::string key = coded_name_key(table_.dataset, seen.id);
                const auto own = database_.get(Table::CodedNames, key);
                if (!own) return own.error();
                if (*own) {
                    const auto named = decode_actor(**own, {});
                    if (!named) return database_.corrupt(Table::CodedNames, key);
                    seen.name = named->name;
                } else {
                    joining_.insert(static_cast<std::uint32_t>(i));
                }
            }
            actors_[i] = seen.id.value;
        }
        return {};
    }

    /// Gives a number to an actor that is new to the store, or to the data set, at its first row.
    Result<void> take_actor(std::uint32_t at) {
        if (actors_[at] != 0 && !joining_.erase(at)) return {};
        const Actor& seen = table_.actors[at];
        const bool known = actors_[at] != 0;
        if (!known) actors_[at] = next_actor_++;
        const ActorId id{actors_[at]};
        Actor record = tidy_actor(seen);
        out_.keep(Table::CodedNames, coded_name_key(table_.dataset, id), encode(record));
        ++coded_names_;
        record.id = id;
        if (known) {
            const auto old = store_.told_actor(id, nullptr);
            if (!old) return old.error();
            if (!*old) return database_.corrupt(Table::ActorKeys, seen.key);
            record = **old;
            if (merge_actor(record, seen)) put_actor(record);
            return {};
        }
        words_->actors.resize(id.value);
        words_->actors.push_back(digest(seen.key));
        out_.keep(Table::ActorKeys, seen.key, actor_key(id));
        put_actor(record);
        return {};
    }

    void put_actor(const Actor& actor) {
        out_.keep(Table::Actors, actor_key(actor.id), encode(actor));
        for (const std::string& name : search_names(actor))
            out_.keep(Table::Names, name_key(name, actor.id), "");
    }

    std::uint32_t take_relation(std::uint32_t at) {
        if (relations_[at] != 0) return relations_[at];
        Relation& seen = table_.relations[at];
        const auto same = [&](const Relation& r) { return r.name == seen.name && r.dataset == seen.dataset; };
        auto found = std::ranges::find_if(words_->relations, same);
        if (found == words_->relations.end()) {
            Relation relation = seen;
            relation.id = static_cast<std::uint32_t>(words_->relations.size());
            out_.keep(Table::Relations, relation_key(relation.id), encode(relation));
            words_->relation_digests.push_back(digest(relation));
            words_->relations.push_back(std::move(relation));
            found = words_->relations.end() - 1;
        }
        return relations_[at] = found->id;
    }

    Result<void> put_bulletin(date::sys_days day) {
        Article article = bulletin(table_.dataset, day, lines_);
        article.text.clear();
        Contribution contribution;
        contribution.sequence = next_sequence_++;
        contribution.stamp = kTableStamp;
        out_.keep(Table::Articles, article_key(article.id), encode(article));
        out_.keep(Table::Contributions, article_key(article.id), encode(contribution));
        out_.keep(Table::ArticleDays, article_day_key(day, article.id), "");
        out_.keep(Table::Ledger, sequence_key(contribution.sequence), article_key(article.id));
        for (const CodedEvent& event : day_) events_.push_back(event.entry);
        std::ranges::sort(day_, {}, &CodedEvent::id);
        if (std::ranges::adjacent_find(day_, {}, &CodedEvent::id) != day_.end())
            return Error{ErrorCode::Unsupported,
                         fmt::format("table {}, {}: two different rows would get one id",
                                     table_.dataset, iso_day(day))};
        // What follows takes them by id within the day.
        std::ranges::transform(day_, events_.end() - static_cast<std::ptrdiff_t>(day_.size()),
                               &CodedEvent::entry);
        const std::span<const CodedEntry> all(events_.data() + (events_.size() - day_.size()), day_.size());
        for (std::size_t begin = 0; begin < all.size(); begin += kPackEvents) {
            const auto part = all.subspan(begin, std::min(kPackEvents, all.size() - begin));
            const EventId last = day_[begin + part.size() - 1].id;
            if (auto put = out_.add(Table::CodedDays, coded_day_key(day, article.id, last), pack_day(part)); !put)
                return put.error();
        }
        count_.events += day_.size();
        ++count_.bulletins;
        return {};
    }

    /// Calls `put(first, last)` for runs of equal key in `order`.
    Result<void> put_actors() {
        // Counting sort: how many events each actor has, then where they begin.
        std::vector<std::uint32_t> begin(next_actor_ + 1, 0);
        const auto each = [&](const auto& take) {
            for (std::uint32_t i = 0; i < events_.size(); ++i) {
                take(events_[i].source, i);
                if (events_[i].target != events_[i].source) take(events_[i].target, i);
            }
        };
        each([&](std::uint32_t actor, std::uint32_t) { ++begin[actor + 1]; });
        std::partial_sum(begin.begin(), begin.end(), begin.begin());
        std::vector<std::uint32_t> order(begin.back());
        std::vector<std::uint32_t> at(begin.begin(), begin.end() - 1);
        each([&](std::uint32_t actor, std::uint32_t i) { order[at[actor]++] = i; });
        for (std::uint32_t actor = 0; actor < next_actor_; ++actor) {
            const std::span<const std::uint32_t> own(order.data() + begin[actor], begin[actor + 1] - begin[actor]);
            const auto put = put_records(own, kPackDays, [&](date::sys_days last, std::uint16_t number,
                                                             std::span<const CodedEntry> part) {
                return out_.add(Table::CodedByActor, coded_actor_key({actor}, last, run_number(), number),
                            pack_actor({actor}, part));
            });
            if (!put) return put.error();
        }
        return {};
    }

    Result<void> put_pairs() {
        struct Placed {
            std::uint64_t pair;
            std::uint32_t at;
        };
        std::vector<Placed> placed(events_.size());
        for (std::uint32_t i = 0; i < events_.size(); ++i) {
            const auto [low, high] = std::minmax(events_[i].source, events_[i].target);
            placed[i] = {std::uint64_t{low} << 32 | high, i};
        }
        std::ranges::sort(placed, {}, [](const Placed& p) { return std::pair(p.pair, p.at); });
        std::vector<std::uint32_t> own;
        for (std::size_t i = 0; i < placed.size();) {
            const std::uint64_t pair = placed[i].pair;
            own.clear();
            for (; i < placed.size() && placed[i].pair == pair; ++i) own.push_back(placed[i].at);
            const ActorId low{static_cast<std::uint32_t>(pair >> 32)}, high{static_cast<std::uint32_t>(pair)};
            const auto put = put_records(own, 0, [&](date::sys_days last, std::uint16_t number,
                                                     std::span<const CodedEntry> part) {
                return out_.add(Table::CodedByPair, coded_pair_key(low, high, last, run_number(), number),
                            pack_pair(part));
            });
            if (!put) return put.error();
        }
        return {};
    }

    /// Cuts events at places `own`, which are in the order of days, into records.
    template <class Put>
    Result<void> put_records(std::span<const std::uint32_t> own, int most_days, const Put& put) {
        date::sys_days before = date::sys_days::min();
        std::uint16_t number = 0;
        for (std::size_t i = 0; i < own.size();) {
            part_.clear();
            const date::sys_days first = events_[own[i]].day;
            while (i < own.size() && part_.size() < kPackEvents &&
                   (most_days == 0 || events_[own[i]].day - first < date::days{most_days}))
                part_.push_back(events_[own[i++]]);
            const date::sys_days last = part_.back().day;
            number = last == before ? static_cast<std::uint16_t>(number + 1) : std::uint16_t{0};
            before = last;
            if (auto done = put(last, number, part_); !done) return done.error();
        }
        return {};
    }

    /// Runs are told apart by the number of their first bulletin.
    std::uint32_t run_number() const { return static_cast<std::uint32_t>(store_.next_sequence_); }

    void keep_sums() {
        out_.keep_sum(Table::Meta, "articles", static_cast<std::int64_t>(count_.bulletins));
        out_.keep_sum(Table::Meta, "mentions", static_cast<std::int64_t>(count_.events));
        out_.keep_sum(Table::Meta, "events", static_cast<std::int64_t>(count_.events));
        if (coded_names_ != 0) out_.keep_sum(Table::Meta, "coded-names", coded_names_);
        if (next_actor_ != store_.next_actor_)
            out_.keep_sum(Table::Meta, "actors", next_actor_ - store_.next_actor_);
    }

    void fill_in() {
        for (std::size_t i = 0; i < actors_.size(); ++i)
            if (actors_[i] != 0) table_.actors[i].id = {actors_[i]};
        for (std::size_t i = 0; i < relations_.size(); ++i)
            if (relations_[i] != 0) table_.relations[i].id = relations_[i];
    }

    RocksStore& store_;
    Database& database_;
    CodedTable& table_;
    Output out_;
    std::uint32_t next_actor_;
    std::uint64_t next_sequence_;
    std::shared_ptr<Dictionary> words_;
    std::vector<std::uint32_t> actors_, relations_;  // the store's numbers, 0 while not taken
    std::unordered_set<std::uint32_t> joining_;      // known actors that the data set names first now
    std::vector<CodedEntry> events_;                 // by day, then id
    std::vector<CodedEvent> day_;
    std::vector<BulletinLine> lines_;
    std::vector<CodedEntry> part_;
    std::int64_t coded_names_ = 0;
    ImportCount count_;
};

Result<ImportCount> RocksStore::import_table(CodedTable& table) {
    if (database_->read_only())
        return Error{ErrorCode::Unsupported,
                     fmt::format("{}: opened for reading only", database_->folder().string())};
    if (auto sound = check(table); !sound) return sound.error();
    const std::lock_guard lock(writing_);
    return Importing(*this, table).run();
}

}  // namespace annalist::storage
