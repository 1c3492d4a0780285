#include "query/decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "query/actor_names.hpp"
#include "query/event_query.hpp"

namespace annalist::query {
namespace {

using storage::Decision;
using storage::DecisionKind;

constexpr DecisionKind kKinds[] = {
    DecisionKind::MergeActors, DecisionKind::SplitActor, DecisionKind::RenameActor,
    DecisionKind::DescribeActor, DecisionKind::MergeEvents, DecisionKind::SplitEvent,
    DecisionKind::RejectEvent, DecisionKind::Undo};

constexpr ParameterInfo kParameters[] = {
    {"decide",
     "merge-actors|split-actor|rename-actor|describe-actor|merge-events|split-event|reject-event|undo",
     "what is decided", false},
    {"actor", "NAME", "the actor that is merged, split, renamed or described", false},
    {"into", "NAME", "merge-actors: who it is", false},
    {"mention", "ARTICLE:ORDINAL", "split-actor: a mention of the other one, or an article with all it says",
     true},
    {"event", "EVENT", "the event; merge-events: the one that stays, then its parts", true},
    {"article", "ARTICLE", "split-event: what it reports is another event", true},
    {"name", "NAME", "the new name; split-actor: of the new one", false},
    {"kind", "person|country|organization|group", "describe-actor: what kind it is", false},
    {"country", "CODE", "describe-actor: ISO 3166 code of three letters, or nothing for none", false},
    {"note", "TEXT", "the reason", false},
    {"undo", "N", "undo: number of the decision that is not to stand", false},
    {"sure", "yes|no", "yes: merge even two countries", false},
};

/// The parameters that a kind of decision takes, besides `decide` and `note`.
std::vector<std::string_view> parameters_for(DecisionKind kind) {
    switch (kind) {
        case DecisionKind::MergeActors: return {"actor", "into", "sure"};
        case DecisionKind::SplitActor: return {"actor", "mention", "name"};
        case DecisionKind::RenameActor: return {"actor", "name"};
        case DecisionKind::DescribeActor: return {"actor", "kind", "country"};
        case DecisionKind::MergeEvents: return {"event"};
        case DecisionKind::SplitEvent: return {"event", "article"};
        case DecisionKind::RejectEvent: return {"event"};
        case DecisionKind::Undo: return {"undo"};
    }
    return {};
}

Error invalid(std::string message) { return {ErrorCode::InvalidArgument, std::move(message)}; }

Result<void> check_parameters(const Parameters& parameters, DecisionKind kind) {
    const auto taken = parameters_for(kind);
    for (const auto& [name, value] : parameters.entries()) {
        if (name == "decide" || name == "note") continue;
        if (std::ranges::find(taken, name) == taken.end())
            return invalid(fmt::format("{}: not for {}", name, to_string(kind)));
    }
    return {};
}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Result<storage::MentionPlace> parse_place(std::string_view text) {
    const std::size_t colon = text.find(':');
    const auto article = parse_article_id(text.substr(0, colon));
    if (!article) return article.error();
    storage::MentionPlace place{*article, std::nullopt};
    if (colon == std::string_view::npos) return place;
    place.ordinal = number_of<std::uint32_t>(text.substr(colon + 1));
    if (!place.ordinal)
        return invalid(fmt::format("mention={}: write ARTICLE or ARTICLE:ORDINAL, as explain shows them", text));
    return place;
}

/// Reads one decision's parameters into it.
class Reading {
public:
    Reading(const Parameters& parameters, const storage::Store& store, Decision& decision)
        : parameters_(parameters), store_(store), decision_(decision) {}

    Result<void> run() {
        decision_.note = parameters_.first("note");
        switch (decision_.kind) {
            case DecisionKind::MergeActors:
                if (auto from = actor("actor"); !from) return from;
                return actor("into");
            case DecisionKind::SplitActor:
                decision_.name = parameters_.first("name");
                if (auto whole = actor("actor"); !whole) return whole;
                return places("mention");
            case DecisionKind::RenameActor:
                decision_.name = parameters_.first("name");
                return actor("actor");
            case DecisionKind::DescribeActor:
                if (auto described = actor("actor"); !described) return described;
                return description();
            case DecisionKind::SplitEvent:
                if (auto whole = events(); !whole) return whole;
                if (decision_.events.size() > 1) return invalid("event: split one at a time");
                return places("article");
            case DecisionKind::MergeEvents:
            case DecisionKind::RejectEvent: return events();
            case DecisionKind::Undo: return undone();
        }
        return {};
    }

private:
    Result<void> actor(std::string_view name) {
        if (!parameters_.has(name)) return missing(name);
        const auto found = resolve_actor(parameters_.first(name), store_);
        if (!found) return found.error();
        decision_.actors.push_back(found->key);
        return {};
    }

    Result<void> events() {
        if (!parameters_.has("event")) return missing("event");
        for (const std::string& text : parameters_.list("event")) {
            const auto id = parse_event_id(text);
            if (!id) return id.error();
            decision_.events.push_back(*id);
        }
        return {};
    }

    Result<void> places(std::string_view name) {
        if (!parameters_.has(name)) return missing(name);
        for (const std::string& text : parameters_.list(name)) {
            const auto place = parse_place(text);
            if (!place) return place.error();
            decision_.places.push_back(*place);
        }
        return {};
    }

    Result<void> description() {
        if (parameters_.has("country")) decision_.country = parameters_.first("country");
        if (!parameters_.has("kind")) return {};
        for (const ActorKind kind :
             {ActorKind::Person, ActorKind::Country, ActorKind::Organization, ActorKind::Group})
            if (parameters_.first("kind") == to_string(kind)) decision_.actor_kind = kind;
        if (decision_.actor_kind) return {};
        return invalid(fmt::format("kind={}: write person, country, organization or group",
                                   parameters_.first("kind")));
    }

    Result<void> undone() {
        const auto number = number_of<std::uint64_t>(parameters_.first("undo"));
        if (!number)
            return invalid(fmt::format("undo={}: write the number of a decision", parameters_.first("undo")));
        decision_.undoes = *number;
        return {};
    }

    Result<void> missing(std::string_view name) const {
        return invalid(fmt::format("{}: needed to {}", name, to_string(decision_.kind)));
    }

    const Parameters& parameters_;
    const storage::Store& store_;
    Decision& decision_;
};

std::string places_text(const Decision& decision) {
    std::string text;
    for (const storage::MentionPlace& place : decision.places) {
        text += (text.empty() ? "" : ", ") + article_text(place.article);
        if (place.ordinal) text += fmt::format(":{}", *place.ordinal);
    }
    return text;
}

}  // namespace

Result<std::vector<DecisionItem>> list_decisions(const storage::Store& store) {
    const auto decisions = store.decisions();
    if (!decisions) return decisions.error();
    std::vector<DecisionItem> items;
    for (const Decision& decision : *decisions) items.push_back({decision, 0});
    for (const Decision& decision : *decisions)
        if (decision.undoes != 0 && decision.undoes <= items.size())
            items[decision.undoes - 1].undone_by = decision.number;
    return items;
}

Result<std::vector<DecisionItem>> decisions_about(const storage::Store& store, const Actor& actor) {
    auto items = list_decisions(store);
    if (!items) return items;
    std::set<std::string> keys{actor.key};
    for (std::size_t before = 0; before != keys.size();) {
        before = keys.size();
        for (const auto& [decision, undone_by] : *items)
            if (decision.kind == DecisionKind::MergeActors && undone_by == 0 &&
                keys.contains(decision.actors.back()))
                keys.insert(decision.actors.front());
    }
    std::erase_if(*items, [&](const DecisionItem& item) {
        return std::ranges::none_of(item.decision.actors,
                                    [&](const std::string& key) { return keys.contains(key); });
    });
    return items;
}

std::optional<DecisionKind> parse_decision_kind(std::string_view text) {
    for (const DecisionKind kind : kKinds)
        if (text == to_string(kind)) return kind;
    return std::nullopt;
}

std::span<const ParameterInfo> decision_parameters() { return kParameters; }

Result<Decision> parse_decision(const Parameters& parameters, const storage::Store& store) {
    const auto kind = parse_decision_kind(parameters.first("decide"));
    if (!kind)
        return invalid(fmt::format("decide={}: write one of {}", parameters.first("decide"),
                                   kParameters[0].value));
    if (auto fit = check_parameters(parameters, *kind); !fit) return fit.error();
    Decision decision;
    decision.kind = *kind;
    if (auto read = Reading(parameters, store, decision).run(); !read) return read.error();
    const auto countries = merges_countries(decision, store);
    if (!countries) return countries.error();
    if (*countries && parameters.first("sure") != "yes")
        return invalid(fmt::format("{} and {} are two countries; say that you are sure to make them one",
                                   decision.actors[0], decision.actors[1]));
    return decision;
}

Result<bool> merges_countries(const Decision& decision, const storage::Store& store) {
    if (decision.kind != DecisionKind::MergeActors) return false;
    for (const std::string& key : decision.actors) {
        const auto actor = store.actor_by_key(key);
        if (!actor) return actor.error();
        if (!*actor || (*actor)->kind != ActorKind::Country) return false;
    }
    return true;
}

std::string time_text(date::sys_seconds time) { return date::format("%FT%TZ", time); }

std::string summary_of(const Decision& decision) {
    const auto actor = [&](std::size_t at) {
        return at < decision.actors.size() ? decision.actors[at] : std::string{};
    };
    const std::string event = decision.events.empty() ? "" : event_text(decision.events.front());
    std::string text;
    switch (decision.kind) {
        case DecisionKind::MergeActors: return fmt::format("{} is {}", actor(0), actor(1));
        case DecisionKind::SplitActor:
            return fmt::format("{} (\"{}\") is who {} is in {}", actor(1), decision.name, actor(0),
                               places_text(decision));
        case DecisionKind::RenameActor: return fmt::format("{} is called \"{}\"", actor(0), decision.name);
        case DecisionKind::DescribeActor:
            text = actor(0) + ":";
            if (decision.actor_kind) text += fmt::format(" {}", to_string(*decision.actor_kind));
            if (decision.country)
                text += decision.country->empty() ? " of no country" : " of " + *decision.country;
            return text;
        case DecisionKind::MergeEvents:
            for (std::size_t i = 1; i < decision.events.size(); ++i)
                text += (text.empty() ? "" : ", ") + event_text(decision.events[i]);
            return fmt::format("{} {} part of {}", text, decision.events.size() > 2 ? "are" : "is", event);
        case DecisionKind::SplitEvent:
            return fmt::format("{} is what {} tells of {}", event_text(decision.events.at(1)),
                               places_text(decision), event);
        case DecisionKind::RejectEvent: return fmt::format("{} is no event", event);
        case DecisionKind::Undo: return fmt::format("decision {} does not stand", decision.undoes);
    }
    return text;
}

}  // namespace annalist::query
