#include "cli/deed_rows.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "cli/code_points.hpp"
#include "query/json_writer.hpp"

namespace annalist::cli {
namespace {

using ingest::Deed;
using ingest::Doer;
using query::JsonWriter;

std::string code_of(const ingest::CastMember& member, const ingest::Lexicon& lexicon) {
    if (!member.actor.country.empty()) return member.actor.country;
    const auto* row = lexicon.organization_by_id(member.body);
    if (!row) return {};
    if (row->type == "igo" || row->type == "igo_body" || row->type == "forum" || row->type == "military_alliance" || row->type == "court") return "IGO";
    if (row->type == "ngo") return "NGO";
    return row->country;
}

std::set<std::string> codes(const Doer& doer, const ingest::Cast& cast) {
    std::set<std::string> found;
    for (const auto member : doer.members)
        if (auto code = code_of(cast[member], cast.lexicon()); !code.empty()) found.insert(std::move(code));
    if (found.empty()) found.insert(doer.places.begin(), doer.places.end());
    return found;
}

bool is_mutual(EventType type) {
    return type == EventType::Consult || type == EventType::Agree || type == EventType::Cooperate || type == EventType::Support;
}

void write_codes(JsonWriter& json, std::string_view name, const std::set<std::string>& of) {
    json.key(name);
    json.begin_array();
    for (const auto& code : of) json.value(code);
    json.end_array();
}

void write_plover(JsonWriter& json, const Deed& deed, const ingest::Cast& cast) {
    std::set<std::string> source, target;
    for (const Doer& doer : deed.sources) source.merge(codes(doer, cast));
    for (const Doer& doer : deed.targets) {
        auto here = codes(doer, cast);
        std::erase_if(here, [&](const std::string& code) { return source.contains(code) && here.size() > 1; });
        if (here.empty() || (here == source && target.empty() && &doer != &deed.targets.back())) continue;
        target = std::move(here);
        break;
    }
    if (source.empty()) source = target;
    if (target.empty()) target = source;
    if (source.size() > 1 && is_mutual(deed.type) && std::ranges::includes(source, target)) target.clear();
    json.begin_object();
    json.field("type", to_string(deed.type));
    json.field("mode", to_string(deed.mode));
    write_codes(json, "source", source);
    write_codes(json, "target", target);
    json.field("confidence", deed.weight);
    json.field("sense", deed.sense);
    json.end_object();
}

}  // namespace

std::string pairs_row(std::string_view id, const Article& article, const ingest::Pipeline& pipeline) {
    const auto reading = pipeline.deeds(article);
    const CodePoints points(article.text);
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.field("id", id);
    json.key("events");
    json.begin_array();
    const auto write = [&](const Deed& deed, bool mutual) {
        json.begin_object();
        const bool yields = deed.type == EventType::Retreat || deed.type == EventType::Concede;
        json.field("type", yields ? "YIELD" : to_string(deed.type));
        // "Chile and Peru agreed to share data": that each is the other's partner is the second reading.
        json.field("confidence", mutual && !deed.targets.empty() ? deed.weight / 2 : deed.weight);
        json.field("sense", deed.sense);
        json.key("args");
        json.begin_array();
        const auto args = [&](const std::vector<Doer>& doers, std::string_view role) {
            for (const Doer& doer : doers) {
                json.begin_object();
                json.field("role", role);
                json.field("start", points.at(doer.words.begin));
                json.field("end", points.at(doer.words.end));
                json.end_object();
            }
        };
        args(deed.sources, mutual ? "both" : "source");
        if (!mutual) args(deed.targets, "target");
        args(deed.farther, "target");
        json.end_array();
        json.end_object();
    };
    for (const auto& sentence : reading.sentences)
        for (const Deed& deed : sentence) {
            if (deed.sources.empty() && deed.targets.empty()) continue;
            const bool mutual = is_mutual(deed.type) && (deed.targets.empty() || deed.sources.size() > 1);
            if (mutual) write(deed, true);
            if (!mutual || !deed.targets.empty()) write(deed, false);
        }
    json.end_array();
    json.end_object();
    return out;
}

std::string plover_row(std::string_view id, const Article& article, const ingest::Pipeline& pipeline) {
    const auto reading = pipeline.deeds(article);
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.field("id", id);
    json.key("events");
    json.begin_array();
    for (const auto& sentence : reading.sentences) {
        std::set<EventType> told;
        for (const Deed& deed : sentence) {
            if (told.size() == 2 || (!told.empty() && (deed.embedded || deed.weight < 0.5))) break;
            if (told.insert(deed.type).second) write_plover(json, deed, reading.cast);
        }
    }
    json.end_array();
    json.end_object();
    return out;
}

}  // namespace annalist::cli
