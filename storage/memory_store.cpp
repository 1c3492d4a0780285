#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <shared_mutex>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "storage/identities.hpp"
#include "storage/intake.hpp"
#include "storage/memory_tellings.hpp"
#include "storage/plain_links.hpp"
#include "storage/store.hpp"
#include "storage/word_index.hpp"

namespace annalist::storage {
namespace {

/// The order of scans: first day, last day descending, id.
struct Place {
    date::sys_days first, last;
    EventId id;

    friend bool operator<(const Place& a, const Place& b) {
        return std::tie(a.first, b.last, a.id) < std::tie(b.first, a.last, b.id);
    }
};

Place place_of(const Event& event) { return {event.days.first, event.days.last, event.id}; }

bool takes_part(const Event& event, ActorId actor) {
    return std::ranges::any_of(event.actors, [&](const EventActor& a) { return a.actor == actor; });
}

class MapCursor final : public WordCursor {
public:
    using Map = std::map<std::string, std::string, std::less<>>;
    explicit MapCursor(const Map& map) : map_(map), at_(map.begin()) {}

    void seek(std::string_view key) override { at_ = map_.lower_bound(key); }
    void next() override { ++at_; }
    bool valid() const override { return at_ != map_.end(); }
    std::string_view key() const override { return at_->first; }
    std::string_view value() const override { return at_->second; }

private:
    const Map& map_;
    Map::const_iterator at_;
};

/// Plain containers and plain loops: the reference that the contract tests hold other engines to.
class MemoryStore final : public Store {
public:
    Result<PutOutcome> put(const ArticleFacts& facts) override {
        if (auto sound = check(facts); !sound) return sound.error();
        const std::unique_lock lock(mutex_);
        if (positions_.contains(facts.article.id)) return PutOutcome::AlreadyThere;
        const ArticleFacts kept = with_store_ids(facts, take_actors(facts.actors));
        positions_.emplace(facts.article.id, said_.size());
        said_.push_back(facts);
        for (Actor& actor : said_.back().actors) actor.id = {};
        for (Figure& figure : said_.back().figures) std::ranges::sort(figure.parties);
        for (WordEntry& entry : word_entries(facts, said_.size()))
            words_.emplace(std::move(entry.key), std::move(entry.value));
        days_.emplace(facts.article.published, facts.article.id);
        affiliations_.insert(affiliations_.end(), kept.affiliations.begin(),
                             kept.affiliations.end());
        figures_.insert(figures_.end(), kept.figures.begin(), kept.figures.end());
        told_in_.emplace(facts.article.id, kept.mentions);
        for (const Mention& told : kept.mentions) told_mentions_[told.event].push_back(told);
        for (const EventId id : bring_together(kept)) gather(id);
        if (const auto table = table_of(facts))
            for (const Relation& relation : table->relations) learn(relation);
        ++version_;
        return PutOutcome::Added;
    }

    Result<ImportCount> import_table(CodedTable& table) override {
        auto count = import_as_articles(*this, table, [this](EventId id) {
            const std::shared_lock lock(mutex_);
            return told_mentions_.contains(id);
        });
        if (!count) return count;
        const std::shared_lock lock(mutex_);
        for (Actor& actor : table.actors)
            if (const auto id = keys_.find(actor.key); id != keys_.end()) actor.id = id->second;
        for (Relation& relation : table.relations) relation.id = number_of(relation);
        return count;
    }

    Result<Decision> decide(const Decision& wanted) override {
        const std::lock_guard one_at_a_time(deciding_);
        auto settled = settle(*this, wanted);
        if (!settled) return settled;
        const std::unique_lock lock(mutex_);
        if (settled->kind == DecisionKind::SplitActor) add_split_actor(*settled);
        decisions_.push_back(*settled);
        read_all_again();
        ++version_;
        return settled;
    }

    Result<std::vector<Decision>> decisions() const override {
        const std::shared_lock lock(mutex_);
        return decisions_;
    }

    Result<bool> contains(ArticleId id) const override {
        const std::shared_lock lock(mutex_);
        return positions_.contains(id);
    }

    Result<std::optional<Article>> article(ArticleId id) const override {
        const std::shared_lock lock(mutex_);
        const auto found = positions_.find(id);
        if (found == positions_.end()) return std::optional<Article>{};
        return std::optional(said_[found->second].article);
    }

    Result<std::optional<Event>> event(EventId id) const override {
        const std::shared_lock lock(mutex_);
        const auto found = events_.find(whole_event(id));
        if (found == events_.end()) return std::optional<Event>{};
        return std::optional(found->second);
    }

    Result<std::vector<Mention>> mentions_of(EventId id) const override {
        const std::shared_lock lock(mutex_);
        const auto found = mentions_of_.find(whole_event(id));
        if (found == mentions_of_.end()) return std::vector<Mention>{};
        std::vector<Mention> mentions = found->second;
        std::ranges::sort(mentions, {}, [](const Mention& m) {
            return std::tuple(m.known, m.article, m.ordinal);
        });
        return mentions;
    }

    Result<std::vector<PartOf>> parts_of(EventId id) const override {
        const std::shared_lock lock(mutex_);
        std::vector<PartOf> parts;
        for (const EventId told : tellings_.parts_of(whole_event(id)))
            parts.push_back({told, *tellings_.part(told), tellings_.telling(told)->articles});
        return parts;
    }

    Result<std::vector<Mention>> mentions_in(ArticleId id) const override {
        const std::shared_lock lock(mutex_);
        std::vector<Mention> mentions;
        if (const auto found = told_in_.find(id); found != told_in_.end())
            for (const Mention& told : found->second)
                if (Mention m = read(told); m.event != EventId{}) mentions.push_back(std::move(m));
        return mentions;
    }

    Result<std::optional<Actor>> actor(ActorId id) const override {
        const std::shared_lock lock(mutex_);
        return record_of(id);
    }

    Result<std::optional<Actor>> actor_by_key(std::string_view key) const override {
        const std::shared_lock lock(mutex_);
        const auto found = keys_.find(key);
        if (found == keys_.end()) return std::optional<Actor>{};
        return record_of(found->second);
    }

    Result<std::vector<Actor>> find_actors(std::string_view prefix,
                                           std::size_t limit) const override {
        const std::shared_lock lock(mutex_);
        const std::string wanted = fold_name(prefix);
        std::vector<Actor> found;
        std::set<ActorId> seen;
        for (auto it = names_.lower_bound({wanted, ActorId{}});
             it != names_.end() && found.size() < limit; ++it) {
            if (!it->first.starts_with(wanted)) break;
            const ActorId id = who_.actors().whole(it->second);
            if (!who_.gone(it->second) && seen.insert(id).second) found.push_back(*record_of(id));
        }
        return found;
    }

    Result<std::vector<Affiliation>> affiliations_of(ActorId id) const override {
        const std::shared_lock lock(mutex_);
        std::vector<Affiliation> found;
        const ActorId whole = who_.actors().whole(id);
        for (const Affiliation& told : affiliations_)
            if (const Affiliation a = who_.read(told); a.actor == whole) found.push_back(a);
        std::ranges::stable_sort(
            found, {}, [](const Affiliation& a) { return std::tuple(a.seen, a.article); });
        return found;
    }

    Result<void> scan(DayRange days, const EventVisitor& visit) const override {
        return scan_where(
            days, [](const Event&) { return true; }, visit);
    }

    Result<void> scan_actor(ActorId actor, DayRange days,
                            const EventVisitor& visit) const override {
        actor = whole(actor);
        return scan_where(
            days, [&](const Event& e) { return takes_part(e, actor); }, visit);
    }

    Result<void> scan_pair(ActorId a, ActorId b, DayRange days,
                           const EventVisitor& visit) const override {
        a = whole(a);
        b = whole(b);
        if (a == b) return {};
        return scan_where(
            days, [&](const Event& e) { return takes_part(e, a) && takes_part(e, b); }, visit);
    }

    Result<void> scan_figures(DayRange days, const FigureVisitor& visit) const override {
        std::vector<Figure> found;
        {
            const std::shared_lock lock(mutex_);
            for (const Figure& f : figures_)
                if (days.overlaps(listed_span(f))) found.push_back(who_.read(f));
        }
        std::ranges::sort(found, [](const Figure& a, const Figure& b) {
            const TimeSpan x = listed_span(a), y = listed_span(b);
            return std::tie(x.first, y.last, a.article, a.ordinal) <
                   std::tie(y.first, x.last, b.article, b.ordinal);
        });
        for (const Figure& figure : found)
            if (!visit(figure)) break;
        return {};
    }

    Result<void> scan_articles(DayRange published, const ArticleVisitor& visit) const override {
        std::vector<Article> found;
        {
            const std::shared_lock lock(mutex_);
            for (const auto& [day, id] : days_)
                if (published.contains(day)) found.push_back(said_[positions_.at(id)].article);
        }
        for (const Article& article : found)
            if (!visit(article)) break;
        return {};
    }

    Result<void> scan_facts(const FactsVisitor& visit) const override {
        std::vector<ArticleFacts> all;
        {
            const std::shared_lock lock(mutex_);
            all = said_;
        }
        for (const ArticleFacts& facts : all)
            if (!visit(facts)) break;
        return {};
    }

    Result<std::vector<MonthCount>> pair_counts(ActorId a, ActorId b) const override {
        std::map<std::pair<date::year_month, EventType>, std::uint64_t> counts;
        const auto counted = scan_pair(a, b, DayRange{}, [&](const Event& e) {
            const date::year_month_day day{e.days.first};
            if (is_real(e.status)) ++counts[{day.year() / day.month(), e.type}];
            return true;
        });
        if (!counted) return counted.error();
        std::vector<MonthCount> list;
        for (const auto& [at, events] : counts) list.push_back({at.first, at.second, events});
        return list;
    }

    Result<void> scan_actors(const ActorVisitor& visit) const override {
        std::vector<Actor> all;
        {
            const std::shared_lock lock(mutex_);
            for (const Actor& actor : actors_)
                if (who_.stands(actor.id)) all.push_back(*record_of(actor.id));
        }
        for (const Actor& actor : all)
            if (!visit(actor)) break;
        return {};
    }

    Result<bool> scan_words(std::span<const std::string> phrase, date::sys_days known,
                            const EventIdVisitor& visit) const override {
        std::vector<EventId> found;
        {
            const std::shared_lock lock(mutex_);
            const auto damaged = find_phrase(
                phrase, [&] { return std::make_unique<MapCursor>(words_); },
                [&](const PhraseReport& report) {
                    const auto part = tellings_.part(report.told);
                    const EventId event =
                        part ? part->whole
                             : who_.events().at(report.told, report.article, report.ordinal);
                    if (report.known <= known && event != EventId{}) found.push_back(event);
                    return true;
                });
            if (!damaged.empty()) return Error{ErrorCode::Corruption, "the index of words is damaged"};
        }
        for (const EventId event : found)
            if (!visit(event)) break;
        return true;
    }

    Result<std::unique_ptr<Links>> links() const override;

    Result<std::vector<Relation>> relations() const override {
        const std::shared_lock lock(mutex_);
        return relations_;
    }

    std::uint64_t version() const override {
        const std::shared_lock lock(mutex_);
        return version_;
    }

    std::string identity() const override { return identity_; }

    /// Which relation coded the event, 0 when none did.
    std::uint32_t relation_of(const Event& event) const {
        const std::shared_lock lock(mutex_);
        if (who_.holds(event.id)) return 0;
        const auto reports = mentions_of_.find(event.id);
        if (reports == mentions_of_.end()) return 0;
        const Mention& first = reports->second.front();
        if (!first.frame.starts_with("table/")) return 0;
        Relation relation;
        relation.dataset = first.frame.substr(6);
        relation.name = event.label;
        return number_of(relation);
    }

    Result<StoreStats> stats() const override {
        const std::shared_lock lock(mutex_);
        StoreStats stats;
        stats.articles = said_.size();
        stats.events = events_.size();
        for (const auto& [id, mentions] : told_in_) stats.mentions += mentions.size();
        stats.actors = actors_.size() - who_.not_standing();
        stats.figures = figures_.size();
        stats.words = words_.size();
        if (!days_.empty()) stats.published = DayRange{days_.begin()->first, days_.rbegin()->first};
        return stats;
    }

    Result<VerifyReport> verify() const override {
        const std::shared_lock lock(mutex_);
        VerifyReport report;
        for (const auto& [id, event] : events_) {
            ++report.checked;
            if (conclude(mentions_of_.at(id)) != event)
                report.problems.push_back(
                    fmt::format("event {:016x}: its reports conclude otherwise", id.value));
        }
        const std::map<EventId, Telling> told = all_tellings();
        tellings_.each([&](EventId id, const Telling& telling) {
            ++report.checked;
            if (const auto found = told.find(id); found == told.end() || found->second != telling)
                report.problems.push_back(
                    fmt::format("told event {:016x}: is not what its articles tell", id.value));
            if (Merging(tellings_, who_.pinned()).part(id) != tellings_.part(id))
                report.problems.push_back(
                    fmt::format("told event {:016x}: belongs with others than it is kept with", id.value));
        });
        return report;
    }

    ActorId whole(ActorId id) const {
        const std::shared_lock lock(mutex_);
        return who_.actors().whole(id);
    }

private:
    /// The record of what the id stands for; none for an actor that is not there.
    std::optional<Actor> record_of(ActorId id) const {
        return *who_.actor(who_.actors().whole(id),
                           [&](ActorId told) -> Result<std::optional<Actor>> {
                               if (told.value == 0 || told.value > actors_.size())
                                   return std::optional<Actor>{};
                               return std::optional(actors_[told.value - 1]);
                           });
    }

    void add_split_actor(const Decision& split) {
        Actor actor = *record_of(keys_.at(split.actors.front()));
        actor.id = {static_cast<std::uint32_t>(actors_.size() + 1)};
        actor.key = split.actors.back();
        actor.name = split.name;
        actor.aliases.clear();
        actor.wikidata.clear();
        keys_.emplace(actor.key, actor.id);
        actors_.push_back(std::move(actor));
    }

    /// After a decision: everything that is concluded, from everything that was told.
    void read_all_again() {
        const Pinned before = who_.pinned();
        who_ = Identities(decisions_, [&](std::string_view key) {
            const auto found = keys_.find(key);
            return found == keys_.end() ? ActorId{} : found->second;
        });
        std::map<EventId, Telling> changed = all_tellings();
        std::erase_if(changed, [&](const auto& one) {
            const auto known = tellings_.telling(one.first);
            return known && *known == one.second;
        });
        tellings_.change(changed, before, who_.pinned());
        names_.clear();
        for (const Actor& actor : actors_) {
            for (std::string& name : search_names(actor)) names_.emplace(std::move(name), actor.id);
            for (std::string& name : who_.names(actor.id)) names_.emplace(std::move(name), actor.id);
        }
        mentions_of_.clear();
        events_.clear();
        timeline_.clear();
        for (const auto& [article, mentions] : told_in_)
            for (const Mention& told : mentions)
                if (Mention m = read(told); m.event != EventId{})
                    mentions_of_[m.event].push_back(std::move(m));
        for (const auto& [id, mentions] : mentions_of_) conclude_again(id);
    }

    /// What all articles tell, with their actors as they are decided now.
    std::map<EventId, Telling> all_tellings() const {
        std::map<EventId, Telling> all;
        for (const ArticleFacts& said : said_) {
            std::vector<ActorId> ids;
            for (const Actor& actor : said.actors) ids.push_back(keys_.find(actor.key)->second);
            for (auto& [id, telling] : tellings_of(with_store_ids(said, ids), who_)) {
                const auto [at, fresh] = all.try_emplace(id, telling);
                if (!fresh) join(at->second, telling);
            }
        }
        return all;
    }

    /// What a told event is: by decision, or by the rules; never by both.
    EventId whole_event(EventId told) const {
        const auto part = tellings_.part(told);
        return part ? part->whole : who_.events().whole(told);
    }
    Mention read(const Mention& told) const {
        Mention m = who_.read(told);
        if (const auto part = tellings_.part(told.event)) m.event = part->whole;
        return m;
    }

    /// Takes in what an article tells, and gives the events that are concluded otherwise.
    std::set<EventId> bring_together(const ArticleFacts& kept) {
        std::map<EventId, Telling> changed;
        for (auto& [id, telling] : tellings_of(kept, who_)) {
            if (const auto known = tellings_.telling(id)) join(telling, *known);
            changed.emplace(id, std::move(telling));
        }
        std::set<EventId> touched = tellings_.change(changed, who_.pinned(), who_.pinned()).wholes;
        for (const Mention& told : kept.mentions) touched.insert(read(told).event);
        touched.erase(EventId{});  // rejected
        return touched;
    }

    /// The reports of an event, again, and what they come to.
    void gather(EventId id) {
        std::vector<Mention> mentions;
        std::vector<EventId> told = tellings_.parts_of(id);
        if (told.empty()) told = who_.events().told(id);
        for (const EventId one : told)
            if (const auto found = told_mentions_.find(one); found != told_mentions_.end())
                for (const Mention& mention : found->second)
                    if (Mention m = read(mention); m.event == id) mentions.push_back(std::move(m));
        if (!mentions.empty()) {
            mentions_of_[id] = std::move(mentions);
            return conclude_again(id);
        }
        mentions_of_.erase(id);
        if (const auto old = events_.find(id); old != events_.end()) {
            timeline_.erase(place_of(old->second));
            events_.erase(old);
        }
    }

    std::uint32_t number_of(const Relation& wanted) const {
        const auto found = std::ranges::find_if(relations_, [&](const Relation& known) {
            return known.dataset == wanted.dataset && known.name == wanted.name;
        });
        return found == relations_.end() ? 0 : found->id;
    }
    void learn(Relation relation) {
        if (number_of(relation) != 0) return;
        relation.id = static_cast<std::uint32_t>(relations_.size() + 1);
        relations_.push_back(std::move(relation));
    }

    std::vector<ActorId> take_actors(const std::vector<Actor>& seen) {
        std::vector<ActorId> ids;
        for (const Actor& actor : seen) {
            const auto [found, added] = keys_.try_emplace(
                actor.key, ActorId{static_cast<std::uint32_t>(actors_.size() + 1)});
            const ActorId id = found->second;
            if (added) {
                actors_.push_back(tidy_actor(actor));
                actors_.back().id = id;
            } else {
                merge_actor(actors_[id.value - 1], actor);
            }
            for (std::string& name : search_names(actors_[id.value - 1]))
                names_.emplace(std::move(name), id);
            ids.push_back(id);
        }
        return ids;
    }

    void conclude_again(EventId id) {
        if (const auto old = events_.find(id); old != events_.end())
            timeline_.erase(place_of(old->second));
        const Event event = conclude(mentions_of_.at(id));
        events_.insert_or_assign(id, event);
        timeline_.insert(place_of(event));
    }

    template <class Wanted>
    Result<void> scan_where(DayRange days, const Wanted& wanted, const EventVisitor& visit) const {
        std::vector<Event> found;
        {
            const std::shared_lock lock(mutex_);
            for (const Place& place : timeline_) {
                if (place.first > days.last) break;
                if (place.last < days.first) continue;
                const Event& event = events_.at(place.id);
                if (wanted(event)) found.push_back(event);
            }
        }
        for (const Event& event : found)
            if (!visit(event)) break;
        return {};
    }

    mutable std::shared_mutex mutex_;
    std::vector<ArticleFacts> said_;  // as put, in order of arrival
    std::unordered_map<ArticleId, std::size_t> positions_;
    std::set<std::pair<date::sys_days, ArticleId>> days_;
    std::vector<Actor> actors_;  // by id, from 1
    std::map<std::string, ActorId, std::less<>> keys_;
    std::set<std::pair<std::string, ActorId>> names_;
    std::vector<Affiliation> affiliations_;
    std::vector<Figure> figures_;
    MapCursor::Map words_;
    std::unordered_map<ArticleId, std::vector<Mention>> told_in_;
    std::unordered_map<EventId, std::vector<Mention>> told_mentions_;
    mutable MemoryTellings tellings_;
    std::vector<Decision> decisions_;
    Identities who_;
    std::mutex deciding_;
    std::unordered_map<EventId, std::vector<Mention>> mentions_of_;
    std::map<EventId, Event> events_;
    std::set<Place> timeline_;
    std::vector<Relation> relations_;  // by id, from 1
    std::uint64_t version_ = 0;
    std::string identity_ = fmt::format("memory-{:016x}", std::random_device{}() * std::uint64_t{0x100000001} ^
                                                              std::random_device{}());
};

Result<std::unique_ptr<Links>> MemoryStore::links() const {
    return plain_links(*this, [this](const Event& event) { return relation_of(event); });
}

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace annalist::storage
