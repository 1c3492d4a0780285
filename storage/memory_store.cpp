#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <shared_mutex>
#include <tuple>
#include <unordered_map>

#include "storage/intake.hpp"
#include "storage/store.hpp"

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
        days_.emplace(facts.article.published, facts.article.id);
        affiliations_.insert(affiliations_.end(), kept.affiliations.begin(),
                             kept.affiliations.end());
        figures_.insert(figures_.end(), kept.figures.begin(), kept.figures.end());
        mentions_in_.emplace(facts.article.id, kept.mentions);
        std::set<EventId> touched;
        for (const Mention& m : kept.mentions) {
            mentions_of_[m.event].push_back(m);
            touched.insert(m.event);
        }
        for (const EventId id : touched) conclude_again(id);
        if (const auto table = table_of(facts))
            for (const Relation& relation : table->relations) learn(relation);
        ++version_;
        return PutOutcome::Added;
    }

    Result<ImportCount> import_table(CodedTable& table) override {
        auto count = import_as_articles(*this, table);
        if (!count) return count;
        const std::shared_lock lock(mutex_);
        for (Actor& actor : table.actors)
            if (const auto id = keys_.find(actor.key); id != keys_.end()) actor.id = id->second;
        for (Relation& relation : table.relations) relation.id = number_of(relation);
        return count;
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
        const auto found = events_.find(id);
        if (found == events_.end()) return std::optional<Event>{};
        return std::optional(found->second);
    }

    Result<std::vector<Mention>> mentions_of(EventId id) const override {
        const std::shared_lock lock(mutex_);
        const auto found = mentions_of_.find(id);
        if (found == mentions_of_.end()) return std::vector<Mention>{};
        std::vector<Mention> mentions = found->second;
        std::ranges::sort(mentions, {}, [](const Mention& m) {
            return std::tuple(m.known, m.article, m.ordinal);
        });
        return mentions;
    }

    Result<std::vector<Mention>> mentions_in(ArticleId id) const override {
        const std::shared_lock lock(mutex_);
        const auto found = mentions_in_.find(id);
        return found == mentions_in_.end() ? std::vector<Mention>{} : found->second;
    }

    Result<std::optional<Actor>> actor(ActorId id) const override {
        const std::shared_lock lock(mutex_);
        if (id.value == 0 || id.value > actors_.size()) return std::optional<Actor>{};
        return std::optional(actors_[id.value - 1]);
    }

    Result<std::optional<Actor>> actor_by_key(std::string_view key) const override {
        const std::shared_lock lock(mutex_);
        const auto found = keys_.find(key);
        if (found == keys_.end()) return std::optional<Actor>{};
        return std::optional(actors_[found->second.value - 1]);
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
            if (seen.insert(it->second).second) found.push_back(actors_[it->second.value - 1]);
        }
        return found;
    }

    Result<std::vector<Affiliation>> affiliations_of(ActorId id) const override {
        const std::shared_lock lock(mutex_);
        std::vector<Affiliation> found;
        for (const Affiliation& a : affiliations_)
            if (a.actor == id) found.push_back(a);
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
        return scan_where(
            days, [&](const Event& e) { return takes_part(e, actor); }, visit);
    }

    Result<void> scan_pair(ActorId a, ActorId b, DayRange days,
                           const EventVisitor& visit) const override {
        if (a == b) return {};
        return scan_where(
            days, [&](const Event& e) { return takes_part(e, a) && takes_part(e, b); }, visit);
    }

    Result<void> scan_figures(DayRange days, const FigureVisitor& visit) const override {
        std::vector<Figure> found;
        {
            const std::shared_lock lock(mutex_);
            std::ranges::copy_if(figures_, std::back_inserter(found),
                                 [&](const Figure& f) { return days.overlaps(listed_span(f)); });
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
            all = actors_;
        }
        for (const Actor& actor : all)
            if (!visit(actor)) break;
        return {};
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
        const Mention& first = mentions_of_.at(event.id).front();
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
        for (const auto& [id, mentions] : mentions_in_) stats.mentions += mentions.size();
        stats.actors = actors_.size();
        stats.figures = figures_.size();
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
        return report;
    }

private:
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
    std::unordered_map<ArticleId, std::vector<Mention>> mentions_in_;
    std::unordered_map<EventId, std::vector<Mention>> mentions_of_;
    std::map<EventId, Event> events_;
    std::set<Place> timeline_;
    std::vector<Relation> relations_;  // by id, from 1
    std::uint64_t version_ = 0;
    std::string identity_ = fmt::format("memory-{:016x}", std::random_device{}() * std::uint64_t{0x100000001} ^
                                                              std::random_device{}());
};

/// Links of the events as they are when asked for: a reference, not a snapshot.
class MemoryLinks final : public Links {
public:
    explicit MemoryLinks(const MemoryStore& store) : store_(store) {}

    Result<void> all(DayRange days, const LinkVisitor& visit) override {
        return store_.scan(days, [&](const Event& e) { return give(e, visit, [](const Link&) { return true; }); });
    }
    Result<void> of(ActorId actor, DayRange days, const LinkVisitor& visit) override {
        return store_.scan_actor(actor, days, [&](const Event& e) {
            return give(e, visit, [&](const Link& l) { return l.from == actor || l.to == actor; });
        });
    }
    Result<void> between(ActorId a, ActorId b, DayRange days, const LinkVisitor& visit) override {
        return store_.scan_actor(a, days, [&](const Event& e) {
            return give(e, visit, [&](const Link& l) {
                return (l.from == a && l.to == b) || (l.from == b && l.to == a);
            });
        });
    }
    Result<EventId> event_of(const Link& link) override { return link.event; }

    Result<void> all(DayRange days, const EventVisitor& told, const LinkVisitor& coded) override {
        return store_.scan(days, [&](const Event& e) { return give(e, told, coded); });
    }
    Result<void> of(ActorId actor, DayRange days, const EventVisitor& told,
                    const LinkVisitor& coded) override {
        return store_.scan_actor(actor, days, [&](const Event& e) { return give(e, told, coded); });
    }
    Result<void> between(ActorId a, ActorId b, DayRange days, const EventVisitor& told,
                         const LinkVisitor& coded) override {
        return store_.scan_pair(a, b, days, [&](const Event& e) { return give(e, told, coded); });
    }

private:
    bool give(const Event& event, const EventVisitor& told, const LinkVisitor& coded) {
        const std::uint32_t relation = store_.relation_of(event);
        std::vector<Link> links = relation == 0 ? std::vector<Link>{} : links_of(event);
        if (links.empty()) return told(event);
        for (Link& link : links) link.relation = relation;
        return coded(links);
    }

    template <class Wanted>
    bool give(const Event& event, const LinkVisitor& visit, const Wanted& wanted) {
        std::vector<Link> links = links_of(event);
        std::erase_if(links, [&](const Link& link) { return !wanted(link); });
        for (Link& link : links) link.relation = store_.relation_of(event);
        return links.empty() || visit(links);
    }

    const MemoryStore& store_;
};

Result<std::unique_ptr<Links>> MemoryStore::links() const {
    return std::unique_ptr<Links>(std::make_unique<MemoryLinks>(*this));
}

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace annalist::storage
