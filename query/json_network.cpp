#include "query/json_answers.hpp"

// Answers about the network: who is central, who belongs together, who is near, and what changed.
namespace annalist::query {

std::string to_json(const RankAnswer& answer) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.field("measure", to_string(answer.measure));
    json.field("total_actors", answer.total_actors);
    json.field("events", answer.events);
    json.key("actors");
    json.begin_array();
    for (const RankedActor& ranked : answer.actors) {
        json.begin_object();
        json.field("rank", ranked.rank);
        json.key("actor");
        write_party(json, ranked.actor);
        json.field("score", ranked.score);
        json.field("partners", ranked.partners);
        json.field("times", ranked.times);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return out;
}

std::string to_json(const CommunitiesAnswer& answer) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.field("total_communities", answer.total_communities);
    json.field("total_actors", answer.total_actors);
    json.field("events", answer.events);
    json.field("modularity", answer.modularity);
    json.key("communities");
    json.begin_array();
    for (const Community& community : answer.communities) {
        json.begin_object();
        json.field("total_actors", community.total_actors);
        json.field("times", community.times);
        json.key("members");
        json.begin_array();
        for (const Member& member : community.members) {
            json.begin_object();
            json.key("actor");
            write_party(json, member.actor);
            json.field("times", member.times);
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return out;
}

std::string to_json(const EgoAnswer& answer) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("actor");
    write_party(json, answer.actor);
    json.key("hops");
    json.begin_array();
    for (std::size_t h = 0; h < answer.hops.size(); ++h) {
        json.begin_object();
        json.field("hop", std::uint64_t{h + 1});
        json.field("total_actors", answer.hops[h].total_actors);
        json.key("actors");
        json.begin_array();
        for (const EgoActor& each : answer.hops[h].actors) {
            json.begin_object();
            json.key("actor");
            write_party(json, each.actor);
            json.field("events", each.events);
            json.field("times", each.times);
            if (each.through) {
                json.key("through");
                write_party(json, *each.through);
            }
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return out;
}

std::string to_json(const PathAnswer& answer) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("from");
    write_party(json, answer.from);
    json.key("to");
    write_party(json, answer.to);
    json.key("steps");
    json.begin_array();
    for (const PathStep& step : answer.steps) {
        json.begin_object();
        json.key("from");
        write_party(json, step.from);
        json.key("to");
        write_party(json, step.to);
        json.field("by", iso_day(step.by));
        json.key("event");
        write_event(json, step.event);
        json.text_field("sentence", step.sentence);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return out;
}

std::string to_json(const CompareAnswer& answer) {
    std::string out;
    JsonWriter json{out};
    const auto range = [&](std::string_view name, DayRange days) {
        json.key(name);
        json.begin_object();
        if (days.first != DayRange{}.first) json.field("from", iso_day(days.first));
        if (days.last != DayRange{}.last) json.field("to", iso_day(days.last));
        json.end_object();
    };
    json.begin_object();
    if (answer.actor) {
        json.key("actor");
        write_party(json, *answer.actor);
    }
    range("days", answer.days);
    range("base", answer.base);
    json.key("totals");
    json.begin_object();
    for (std::size_t c = 0; c < answer.totals.size(); ++c)
        json.field(to_string(static_cast<Change>(c)), answer.totals[c]);
    json.end_object();
    json.key("pairs");
    json.begin_array();
    for (const PairChange& pair : answer.pairs) {
        json.begin_object();
        json.field("change", to_string(pair.change));
        json.key("a");
        write_party(json, pair.a);
        json.key("b");
        write_party(json, pair.b);
        json.field("times", pair.times);
        json.field("events", pair.events);
        json.field("base_times", pair.base_times);
        json.field("base_events", pair.base_events);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return out;
}

}  // namespace annalist::query
