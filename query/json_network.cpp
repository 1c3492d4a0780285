#include "query/json_answers.hpp"

// Answers about the network: who is central, who belongs together.
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

}  // namespace annalist::query
