#include "cli/full_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "cli/code_points.hpp"
#include "graph/fold.hpp"
#include "ingest/extract/place_words.hpp"
#include "ingest/extract/sense_codes.hpp"
#include "query/event_query.hpp"
#include "query/json_writer.hpp"

namespace annalist::cli {
namespace {

using query::JsonWriter;

std::string_view quad_name(int quad) {
    static constexpr std::string_view kNames[] = {"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"};
    return kNames[quad - 1];
}

std::string_view basis_name(TimeBasis basis) {
    switch (basis) {
        case TimeBasis::Stated: return "stated";
        case TimeBasis::Reference: return "reference";
        case TimeBasis::Published: return "published";
    }
    return "";
}

class EventWriter {
public:
    EventWriter(std::string_view id, const ArticleFacts& facts, const ingest::Knowledge& knowledge, const CodePoints& points, JsonWriter& json)
        : id_(id), facts_(facts), knowledge_(knowledge), points_(points), json_(json) {}

    void write(const std::vector<Mention>& mentions) {
        const Event event = conclude(mentions);
        const Mention& told = *std::ranges::max_element(mentions, {}, [](const Mention& m) { return std::tuple(m.participants.size(), m.confidence); });
        json_.begin_object();
        json_.field("id", query::event_text(event.id));
        json_.field("article", id_);
        json_.field("published", iso_day(facts_.article.published));
        json_.field("type", to_string(event.type));
        json_.field("mode", to_string(event.mode));
        json_.field("kind", to_string(contact_of(event.type, event.mode)));
        json_.field("status", to_string(event.status));
        contexts(mentions);
        json_.field("cameo", told.type == event.type ? ingest::cameo_of(told, facts_.article.text, knowledge_.senses)
                                                     : std::string(cameo_code(event.type, event.mode)));
        json_.field("quad_class", quad_class(event.type));
        json_.field("quad", quad_name(quad_class(event.type)));
        json_.field("goldstein", goldstein(event.type, event.mode));
        json_.field("begin", iso_day(event.days.first));
        json_.field("end", iso_day(event.days.last));
        json_.field("granularity", to_string(event.days.granularity));
        json_.field("edtf", edtf(event.days, event.time_basis == TimeBasis::Published));
        time(event, mentions);
        place(event, mentions);
        participants(event, mentions);
        span("trigger", told.trigger);
        json_.field("frame", told.frame);
        span("sentence", told.sentence);
        json_.field("count", event.count);
        json_.field("sequence", std::ranges::max(mentions, {}, &Mention::sequence).sequence);
        json_.field("label", event.label);
        attribution(told);
        json_.field("confidence", event.confidence);
        json_.key("mentions");
        json_.begin_array();
        for (const Mention& mention : mentions) write_mention(mention);
        json_.end_array();
        json_.end_object();
    }

private:
    void span(std::string_view name, const std::optional<TextSpan>& words) {
        json_.key(name);
        if (!words || words->empty()) return json_.null();
        json_.begin_object();
        json_.field("words", words->in(facts_.article.text));
        json_.field("start", points_.at(words->begin));
        json_.field("end", points_.at(words->end));
        json_.end_object();
    }

    void contexts(const std::vector<Mention>& mentions) {
        std::set<std::string> found;
        for (const Mention& mention : mentions)
            for (auto& context : knowledge_.contexts.of(mention.sentence.in(facts_.article.text))) found.insert(std::move(context));
        json_.key("contexts");
        json_.begin_array();
        for (const auto& context : found) json_.value(context);
        json_.end_array();
    }

    /// The time of the mention whose days the event has, the earliest.
    void time(const Event& event, const std::vector<Mention>& mentions) {
        const auto whose = std::ranges::find_if(mentions, [&](const Mention& m) { return m.time.days == event.days && m.time.basis == event.time_basis; });
        json_.key("time");
        json_.begin_object();
        json_.field("basis", basis_name(event.time_basis));
        const EventTime* time = whose == mentions.end() ? nullptr : &whose->time;
        json_.field("timex", time ? std::string_view(time->timex) : std::string_view{});
        json_.key("time_of_day");
        if (time && time->minute_of_day) json_.value(fmt::format("{:02}:{:02}", *time->minute_of_day / 60, *time->minute_of_day % 60));
        else json_.null();
        span("span", time ? time->words : std::nullopt);
        json_.end_object();
    }

    void place(const Event& event, const std::vector<Mention>& mentions) {
        std::optional<TextSpan> words;
        for (const Mention& mention : mentions)
            if (!words && mention.place == event.place) words = ingest::place_words(mention, facts_.article.text, knowledge_.lexicon);
        json_.key("place");
        if (event.place.empty()) return json_.null();
        json_.begin_object();
        json_.field("city", event.place.city);
        json_.field("country", event.place.country);
        span("span", words);
        json_.end_object();
    }

    /// What the last words of a description add to its state's code: "Danish aldermen" is DNKLEG.
    std::string_view role_code(TextSpan words) const {
        const std::string folded = fold_name(words.in(facts_.article.text));
        std::string_view best;
        for (std::size_t at = folded.size(); at != std::string::npos && best.empty();) {
            at = at == 0 ? std::string::npos : folded.rfind(' ', at - 1);
            std::string phrase = folded.substr(at == std::string::npos ? 0 : at + 1);
            for (const std::string_view plural : {"", "s", "es"}) {
                if (!phrase.ends_with(plural)) continue;
                const auto* role = knowledge_.roles.find(phrase.substr(0, phrase.size() - plural.size()));
                if (role && !role->code.empty()) best = role->code;
            }
        }
        return best;
    }

    void actor(const Actor& who, std::string_view role) {
        json_.field("key", who.key);
        json_.field("name", who.name);
        json_.field("kind", to_string(who.kind));
        json_.field("country", who.country);
        std::string code = knowledge_.lexicon.actor_code(who, facts_.article.published);
        if (who.kind == ActorKind::Country && !code.empty()) code += role;
        json_.field("code", code);
        json_.field("wikidata", who.wikidata);
    }

    void participants(const Event& event, const std::vector<Mention>& mentions) {
        json_.key("participants");
        json_.begin_array();
        for (const EventActor& one : event.actors) {
            TextSpan words;
            for (const Mention& mention : mentions)
                for (const Participant& p : mention.participants)
                    if (p.actor == one.actor && words.empty()) words = p.words;
            json_.begin_object();
            json_.field("role", to_string(one.role));
            actor(facts_.actors[one.actor.value - 1], role_code(words));
            span("span", words);
            json_.end_object();
        }
        json_.end_array();
    }

    void attribution(const Mention& told) {
        json_.key("attribution");
        if (told.attributed_to == ActorId{}) return json_.null();
        json_.begin_object();
        actor(facts_.actors[told.attributed_to.value - 1], "");
        json_.end_object();
    }

    void write_mention(const Mention& mention) {
        json_.begin_object();
        span("trigger", mention.trigger);
        span("sentence", mention.sentence);
        json_.field("status", to_string(mention.status));
        json_.field("edtf", edtf(mention.time.days, mention.time.basis == TimeBasis::Published));
        json_.field("frame", mention.frame);
        json_.field("confidence", mention.confidence);
        json_.end_object();
    }

    std::string_view id_;
    const ArticleFacts& facts_;
    const ingest::Knowledge& knowledge_;
    const CodePoints& points_;
    JsonWriter& json_;
};

}  // namespace

std::string full_rows(std::string_view id, const ArticleFacts& facts, const ingest::Knowledge& knowledge) {
    std::vector<EventId> order;
    std::map<EventId, std::vector<Mention>> events;
    for (const Mention& mention : facts.mentions) {
        auto& mentions = events[mention.event];
        if (mentions.empty()) order.push_back(mention.event);
        mentions.push_back(mention);
    }
    const CodePoints points(facts.article.text);
    std::string out;
    for (const EventId event : order) {
        if (!out.empty()) out += '\n';
        JsonWriter json(out);
        EventWriter(id, facts, knowledge, points, json).write(events[event]);
    }
    return out;
}

}  // namespace annalist::cli
