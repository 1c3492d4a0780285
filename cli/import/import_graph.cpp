#include "cli/import/import_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "cli/import/graph_file.hpp"
#include "cli/import/graph_values.hpp"
#include "query/event_query.hpp"
#include "query/event_words.hpp"

namespace annalist::cli {
namespace {

constexpr const char* kGraphBasis = "graph";  // Article::published_basis of such bulletins
constexpr const char* kGraphStamp = "graph/1";
constexpr std::size_t kMostActors = 256;  // of a mention that a store takes
constexpr std::size_t kLines = 2000;      // of a bulletin, about: what one write costs in memory

/// Text for one cell of a bulletin's line.
std::string one_cell(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 0x20; }, ' ');
    return text;
}

/// The bulletin of events first reported on one day: its text is what the file says of them.
class Bulletin {
public:
    Bulletin(const std::string& dataset, date::sys_days day, const std::vector<Actor>& actors)
        : actors_(actors) {
        Article& article = facts_.article;
        article.title = fmt::format("{}, {}", dataset, iso_day(day));
        article.url = fmt::format("graph:{}#{}", dataset, iso_day(day));
        article.publisher = dataset;
        article.published = day;
        article.published_basis = kGraphBasis;
        facts_.stamp = kGraphStamp;
    }

    std::size_t lines() const { return facts_.mentions.size(); }

    /// A line that names an actor, for the file's list of them.
    void name(std::uint32_t actor) {
        const Actor& a = actors_[actor];
        local(actor);
        facts_.article.text += fmt::format("{}\t{}\t{}\t{}\n", one_cell(a.key), one_cell(a.name),
                                           to_string(a.kind), one_cell(a.country));
    }

    /// A line for each report of an event; its actors are positions in the list, plus 1.
    void add(const Event& event) {
        for (std::uint32_t i = 0; i < event.mentions; ++i) add_line(event);
    }

    const ArticleFacts& facts() {
        Article& article = facts_.article;
        article.id = article_id(article.title, article.published, article.text);
        for (Mention& mention : facts_.mentions) mention.article = article.id;
        return facts_;
    }

private:
    ActorId local(std::uint32_t actor) {
        const ActorId next{static_cast<std::uint32_t>(facts_.actors.size() + 1)};
        const auto [found, added] = local_.try_emplace(actor, next);
        if (added) facts_.actors.push_back(actors_[actor]);
        return found->second;
    }

    TextSpan append(const std::string& words) {
        std::string& text = facts_.article.text;
        const auto begin = static_cast<std::uint32_t>(text.size());
        text += one_cell(words);
        return {begin, static_cast<std::uint32_t>(text.size())};
    }

    void add_line(const Event& event) {
        std::string& text = facts_.article.text;
        const bool assumed = event.time_basis == TimeBasis::Published;
        Mention mention;
        mention.ordinal = static_cast<std::uint32_t>(facts_.mentions.size());
        mention.event = event.id;
        mention.type = event.type;
        mention.mode = event.mode;
        mention.status = event.status;
        mention.time.days = event.days;
        mention.time.basis = event.time_basis;
        const TextSpan days = append(edtf(event.days, assumed));
        if (!assumed) mention.time.words = days;
        text += '\t';
        for (const EventActor& each : event.actors) {
            if (!mention.participants.empty()) text += "; ";
            const std::uint32_t actor = each.actor.value - 1;
            mention.participants.push_back({local(actor), each.role, append(actors_[actor].name)});
            text += fmt::format(" ({})", to_string(each.role));
        }
        text += '\t';
        mention.trigger = append(event.label.empty() ? query::event_kind(event) : event.label);
        text += fmt::format("\t{}\t{}\t{}", to_string(event.status),
                            one_cell(query::place_text(event.place)), query::event_text(event.id));
        mention.sentence = {days.begin, static_cast<std::uint32_t>(text.size())};
        text += '\n';
        mention.place = event.place;
        mention.count = event.count;
        mention.label = event.label;
        mention.frame = "import/graph";
        mention.confidence = event.confidence;
        mention.known = event.known;
        facts_.mentions.push_back(std::move(mention));
    }

    const std::vector<Actor>& actors_;
    ArticleFacts facts_;
    std::unordered_map<std::uint32_t, ActorId> local_;
};

class GraphImport {
public:
    GraphImport(const std::string& name, storage::Store& store, const GraphImportOptions& options,
                GraphImportSummary& summary)
        : name_(name), store_(store), options_(options), summary_(summary) {}

    void take(const GraphElement& element) {
        const bool node = element.kind == GraphElement::Kind::Node;
        ++(node ? summary_.nodes : summary_.edges);
        const Result<void> taken = node ? take_node(element) : take_edge(element);
        if (taken) return;
        ++summary_.failures;
        if (options_.on_failure)
            options_.on_failure(
                {ErrorCode::InvalidArgument,
                 fmt::format("{}:{}: {} {}: {}", name_, element.line, node ? "node" : "edge",
                             element.id, taken.error().message)});
    }

    Result<void> store_all() {
        if (auto left = leave_known(); !left) return left;
        if (events_.empty()) return {};
        std::ranges::sort(events_, {},
                          [](const Event& e) { return std::tuple(e.known, e.days.first, e.id); });
        if (auto listed = list_actors(events_.front().known); !listed) return listed;
        for (std::size_t i = 0; i < events_.size();) {
            const date::sys_days day = events_[i].known;
            Bulletin bulletin(options_.dataset, day, actors_);
            const std::size_t begin = i;
            // An event stays in one bulletin: reports of several would make it surer than it was.
            while (i < events_.size() && events_[i].known == day && bulletin.lines() < kLines)
                bulletin.add(finished(events_[i++]));
            if (auto put = this->put(bulletin); !put) return put;
            summary_.events += i - begin;
            if (options_.on_events) options_.on_events(i - begin);
        }
        return store_.sync();
    }

private:
    static Error wrong(std::string reason) {
        return {ErrorCode::InvalidArgument, std::move(reason)};
    }

    Result<void> take_node(const GraphElement& node) {
        auto actor = actor_of(node);
        if (!actor) return actor.error();
        if (keys_.contains(actor->key))
            return wrong(fmt::format("key {} is that of another node", actor->key));
        const auto position = static_cast<std::uint32_t>(actors_.size());
        if (!nodes_.emplace(node.id, position).second)
            return wrong("its id is that of another node");
        keys_.emplace(actor->key, position);
        actors_.push_back(*std::move(actor));
        return {};
    }

    Result<void> take_edge(const GraphElement& edge) {
        const auto source = nodes_.find(edge.source), target = nodes_.find(edge.target);
        if (source == nodes_.end() || target == nodes_.end())
            return wrong(fmt::format("its {} \"{}\" is no node before it",
                                     source == nodes_.end() ? "source" : "target",
                                     source == nodes_.end() ? edge.source : edge.target));
        auto read = event_of(edge);
        if (!read) return read.error();
        const auto [found, added] = by_id_.try_emplace(read->event.id, events_.size());
        if (added) {
            events_.push_back(std::move(read->event));
        } else {
            Event first = events_[found->second];
            first.actors.clear();
            if (first != read->event)
                return wrong("says otherwise of its event than an edge before it");
        }
        Event& event = events_[found->second];
        if (event.actors.size() + 2 > kMostActors)
            return wrong(fmt::format("its event has more than {} actors", kMostActors));
        add_actor(event, source->second, read->source_role);
        add_actor(event, target->second, read->target_role);
        return {};
    }

    static void add_actor(Event& event, std::uint32_t position, Role role) {
        const EventActor actor{{position + 1}, role};
        if (std::ranges::find(event.actors, actor.actor, &EventActor::actor) == event.actors.end())
            event.actors.push_back(actor);
    }

    static const Event& finished(Event& event) {
        std::ranges::sort(event.actors);
        return event;
    }

    Result<void> leave_known() {
        Result<void> failed;
        summary_.known += std::erase_if(events_, [&](const Event& event) {
            const auto there = store_.event(event.id);
            if (!there) failed = there.error();
            return there && *there;
        });
        return failed;
    }

    /// Actors come into the store in the order of the file, so that an export has it as well.
    Result<void> list_actors(date::sys_days day) {
        const auto before = store_.stats();
        if (!before) return before.error();
        Bulletin bulletin(options_.dataset + ", actors", day, actors_);
        for (std::uint32_t i = 0; i < actors_.size(); ++i) bulletin.name(i);
        if (auto put = this->put(bulletin); !put) return put;
        const auto after = store_.stats();
        if (!after) return after.error();
        summary_.actors = after->actors - before->actors;
        return {};
    }

    Result<void> put(Bulletin& bulletin) {
        const auto outcome = store_.put(bulletin.facts());
        if (!outcome) return outcome.error();
        ++summary_.bulletins;
        return {};
    }

    const std::string& name_;
    storage::Store& store_;
    const GraphImportOptions& options_;
    GraphImportSummary& summary_;
    std::vector<Actor> actors_;
    std::vector<Event> events_;
    std::unordered_map<std::string, std::uint32_t> nodes_, keys_;  // positions of actors
    std::unordered_map<EventId, std::size_t> by_id_;
};

}  // namespace

Result<void> import_graph(int file, const std::string& name, GraphFormat format,
                          storage::Store& store, const GraphImportOptions& options,
                          GraphImportSummary& summary) {
    GraphImport import(name, store, options, summary);
    const auto sink = [&](const GraphElement& element) { import.take(element); };
    auto read = format == GraphFormat::GraphML ? read_graphml(file, name, sink)
                                                     : read_gexf(file, name, sink);
    if (!read) return read;
    return import.store_all();
}

}  // namespace annalist::cli
