#include "query/json_answers.hpp"

#include <string_view>

namespace annalist::query {
namespace {

/// Days that need not be set: 1970-01-01 of a default value is no day of publication.
void day_field(JsonWriter& json, std::string_view name, date::sys_days day) {
    if (day != date::sys_days{}) json.field(name, iso_day(day));
}

void write_kinds(JsonWriter& json, const std::map<std::string, std::uint64_t>& kinds) {
    json.begin_object();
    for (const auto& [kind, times] : kinds) json.field(kind, times);
    json.end_object();
}

void write_texts(JsonWriter& json, const std::vector<std::string>& texts) {
    json.begin_array();
    for (const std::string& text : texts) json.value(text);
    json.end_array();
}

void write_span(JsonWriter& json, TextSpan span) {
    json.begin_array();
    json.value(span.begin);
    json.value(span.end);
    json.end_array();
}

void write_actors(JsonWriter& json, const std::vector<NamedActor>& actors) {
    json.begin_array();
    for (const NamedActor& actor : actors) write_actor(json, actor);
    json.end_array();
}

void write_place(JsonWriter& json, const Place& place) {
    if (place.empty()) return;
    json.key("place");
    json.begin_object();
    json.text_field("city", place.city);
    json.text_field("country", place.country);
    json.end_object();
}

void write_whole_actor(JsonWriter& json, const Actor& actor) {
    json.field("key", actor.key);
    json.field("name", actor.name);
    json.field("kind", to_string(actor.kind));
    json.text_field("country", actor.country);
    json.text_field("wikidata", actor.wikidata);
    json.key("aliases");
    write_texts(json, actor.aliases);
}

void write_report(JsonWriter& json, const Report& report) {
    const Mention& mention = report.mention;
    json.begin_object();
    json.field("article", article_text(mention.article));
    json.field("ordinal", mention.ordinal);
    json.text_field("title", report.title);
    json.text_field("publisher", report.publisher);
    json.text_field("author", report.author);
    json.text_field("url", report.url);
    day_field(json, "published", report.published);
    json.field("sentence", report.sentence);
    json.key("marks");
    json.begin_array();
    for (const Mark& mark : report.marks) {
        json.begin_object();
        json.field("kind", to_string(mark.kind));
        json.key("bytes");
        write_span(json, mark.words);
        json.field("words", mark.words.in(report.sentence));
        json.text_field("actor", mark.actor);
        json.end_object();
    }
    json.end_array();
    json.field("days", edtf(mention.time.days, mention.time.basis == TimeBasis::Published));
    json.text_field("timex", mention.time.timex);
    json.text_field("time_words", report.time_words);
    json.field("status", to_string(mention.status));
    json.key("participants");
    write_actors(json, report.participants);
    if (report.attributed_to) {
        json.key("attributed_to");
        write_party(json, *report.attributed_to);
    }
    write_place(json, mention.place);
    if (mention.count != 1) json.field("count", mention.count);
    if (mention.sequence != 0) json.field("sequence", mention.sequence);
    json.text_field("label", mention.label);
    json.text_field("frame", mention.frame);
    json.field("confidence", mention.confidence);
    if (!report.reasons.empty()) {
        json.key("reasons");
        json.begin_array();
        for (const FieldReason& reason : report.reasons) {
            json.begin_object();
            json.field("field", reason.field);
            json.field("because", reason.because);
            json.key("words");
            write_texts(json, reason.words);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
}

void write_articles(JsonWriter& json, const std::vector<ArticleId>& articles) {
    json.key("articles");
    json.begin_array();
    for (const ArticleId article : articles) json.value(article_text(article));
    json.end_array();
}

void write_parts(JsonWriter& json, const std::vector<storage::PartOf>& parts) {
    if (parts.empty()) return;
    json.key("parts");
    json.begin_array();
    for (const storage::PartOf& part : parts) {
        json.begin_object();
        json.field("told", event_text(part.told));
        json.field("like", event_text(part.part.like));
        json.field("likeness", part.part.likeness);
        json.key("reasons");
        json.begin_array();
        for (const storage::Reason reason : storage::reasons_in(part.part.reasons))
            json.value(storage::to_string(reason));
        json.end_array();
        write_articles(json, part.articles);
        json.end_object();
    }
    json.end_array();
}

void write_contradictions(JsonWriter& json, const std::vector<Contradiction>& contradictions) {
    if (contradictions.empty()) return;
    json.key("contradictions");
    json.begin_array();
    for (const Contradiction& one : contradictions) {
        json.begin_object();
        json.field("what", one.what);
        json.key("values");
        json.begin_array();
        for (const Contradiction::Value& value : one.values) {
            json.begin_object();
            json.field("value", value.value);
            write_articles(json, value.articles);
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
}

void write_point(JsonWriter& json, const FigurePoint& point) {
    const Figure& figure = point.figure;
    json.begin_object();
    json.text_field("period", point.period);
    if (figure.value) json.field("value", *figure.value);
    if (figure.value_high) json.field("value_high", *figure.value_high);
    if (figure.change) json.field("change", *figure.change);
    json.field("confidence", figure.confidence);
    day_field(json, "known", figure.known);
    if (point.contradicted) json.field("contradicted", true);
    json.key("sources");
    json.begin_array();
    for (const FigureSource& source : point.sources) {
        json.begin_object();
        json.field("article", article_text(source.claim.article));
        day_field(json, "known", source.claim.known);
        json.field("confidence", source.claim.confidence);
        if (source.claim.value && source.claim.value != figure.value) json.field("value", *source.claim.value);
        if (source.claim.change && source.claim.change != figure.change) json.field("change", *source.claim.change);
        json.text_field("sentence", source.sentence);
        json.text_field("publisher", source.publisher);
        json.text_field("title", source.title);
        json.text_field("url", source.url);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

void write_decision(JsonWriter& json, const DecisionItem& item) {
    const storage::Decision& decision = item.decision;
    json.field("number", decision.number);
    json.field("made", time_text(decision.made));
    json.field("decide", to_string(decision.kind));
    json.field("summary", summary_of(decision));
    json.key("actors");
    write_texts(json, decision.actors);
    json.key("events");
    json.begin_array();
    for (const EventId id : decision.events) json.value(event_text(id));
    json.end_array();
    json.key("mentions");
    json.begin_array();
    for (const storage::MentionPlace& place : decision.places) {
        json.begin_object();
        json.field("article", article_text(place.article));
        if (place.ordinal) json.field("ordinal", *place.ordinal);
        json.end_object();
    }
    json.end_array();
    json.text_field("name", decision.name);
    if (decision.actor_kind) json.field("kind", to_string(*decision.actor_kind));
    if (decision.country) json.field("country", *decision.country);
    json.text_field("note", decision.note);
    if (decision.undoes != 0) json.field("undoes", decision.undoes);
    if (item.undone_by != 0) json.field("undone_by", item.undone_by);
}

void write_decisions(JsonWriter& json, const std::vector<DecisionItem>& decisions) {
    json.key("decisions");
    json.begin_array();
    for (const DecisionItem& item : decisions) {
        json.begin_object();
        write_decision(json, item);
        json.end_object();
    }
    json.end_array();
}

template <class Write>
std::string document(Write write) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    write(json);
    json.end_object();
    return out;
}

}  // namespace

void write_actor(JsonWriter& json, const NamedActor& actor) {
    json.begin_object();
    json.field("key", actor.key);
    json.field("name", actor.name);
    json.field("kind", to_string(actor.kind));
    json.text_field("country", actor.country);
    json.field("role", to_string(actor.role));
    json.end_object();
}

void write_party(JsonWriter& json, const NamedActor& actor) {
    json.begin_object();
    json.field("key", actor.key);
    json.field("name", actor.name);
    json.field("kind", to_string(actor.kind));
    json.text_field("country", actor.country);
    json.end_object();
}

void write_pair(JsonWriter& json, const MetPair& pair) {
    json.begin_object();
    json.key("a");
    write_party(json, pair.a);
    json.key("b");
    write_party(json, pair.b);
    json.field("times", pair.times);
    json.field("events", pair.events);
    json.field("first", pair.first);
    json.field("last", pair.last);
    json.field("last_event", event_text(pair.last_event));
    json.key("kinds");
    write_kinds(json, pair.kinds);
    json.key("places");
    write_texts(json, pair.places);
    json.end_object();
}

void begin_group(JsonWriter& json, std::string_view label, DayRange days) {
    json.begin_object();
    json.field("label", label);
    json.field("from", iso_day(days.first));
    json.field("to", iso_day(days.last));
    json.key("events");
    json.begin_array();
}

void end_group(JsonWriter& json, std::uint64_t left_out) {
    json.end_array();
    if (left_out != 0) json.field("left_out", left_out);
    json.end_object();
}

void write_series(JsonWriter& json, const FigureSeries& series) {
    json.begin_object();
    json.field("indicator", series.indicator);
    json.key("parties");
    json.begin_array();
    for (const NamedActor& party : series.parties) write_party(json, party);
    json.end_array();
    json.text_field("unit", series.unit);
    json.text_field("basis", series.basis);
    json.key("points");
    json.begin_array();
    for (const FigurePoint& point : series.points) write_point(json, point);
    json.end_array();
    json.end_object();
}

void write_listed_actor(JsonWriter& json, const Actor& actor) {
    json.begin_object();
    write_whole_actor(json, actor);
    json.end_object();
}

void write_event(JsonWriter& json, const EventItem& item) {
    const Event& event = item.event;
    json.begin_object();
    json.field("id", event_text(event.id));
    json.field("type", to_string(event.type));
    json.text_field("mode", to_string(event.mode));
    json.text_field("kind", to_string(contact_of(event.type, event.mode)));
    json.field("status", to_string(event.status));
    json.field("days", item.edtf());
    json.field("from", iso_day(event.days.first));
    json.field("to", iso_day(event.days.last));
    json.field("granularity", to_string(event.days.granularity));
    json.field("assumed", event.time_basis == TimeBasis::Published);
    json.key("actors");
    write_actors(json, item.actors);
    write_place(json, event.place);
    if (event.count != 1) json.field("count", event.count);
    json.text_field("label", event.label);
    json.field("reports", event.mentions);
    json.field("confidence", event.confidence);
    day_field(json, "known", event.known);
    json.field("cameo", cameo_code(event.type, event.mode));
    json.end_object();
}

std::string to_json(const EventPage& page) {
    return document([&](JsonWriter& json) {
        json.key("events");
        json.begin_array();
        for (const EventItem& item : page.events) write_event(json, item);
        json.end_array();
        json.text_field("next", page.next);
    });
}

std::string to_json(const MetAnswer& answer) {
    return document([&](JsonWriter& json) {
        if (answer.actor) {
            json.key("actor");
            write_party(json, *answer.actor);
        }
        json.field("total_pairs", answer.total_pairs);
        json.field("events", answer.events);
        json.key("pairs");
        json.begin_array();
        for (const MetPair& pair : answer.pairs) write_pair(json, pair);
        json.end_array();
        json.key("other_kinds");
        write_kinds(json, answer.other_kinds);
    });
}

std::string to_json(const Timeline& timeline) {
    return document([&](JsonWriter& json) {
        json.field("events", timeline.events);
        json.key("groups");
        json.begin_array();
        for (const TimelineGroup& group : timeline.groups) {
            begin_group(json, group.label, group.days);
            for (const EventItem& item : group.events) write_event(json, item);
            end_group(json, group.left_out);
        }
        json.end_array();
        json.text_field("next", timeline.next);
    });
}

std::string to_json(const FigureAnswer& answer) {
    return document([&](JsonWriter& json) {
        json.field("figures", answer.figures);
        json.field("more", answer.more);
        json.key("series");
        json.begin_array();
        for (const FigureSeries& series : answer.series) write_series(json, series);
        json.end_array();
    });
}

std::string to_json(const ActorProfile& profile) {
    return document([&](JsonWriter& json) {
        write_whole_actor(json, profile.actor);
        json.key("roles");
        json.begin_array();
        for (const RoleHeld& role : profile.roles) {
            json.begin_object();
            json.text_field("role", role.role);
            json.text_field("body", role.body);
            json.text_field("country", role.country);
            day_field(json, "first_seen", role.first_seen);
            day_field(json, "last_seen", role.last_seen);
            json.field("reports", role.reports);
            json.key("mentions");
            json.begin_array();
            for (const RoleMention& mention : role.mentions) {
                json.begin_object();
                json.field("article", article_text(mention.article));
                day_field(json, "seen", mention.seen);
                json.text_field("words", mention.words);
                json.end_object();
            }
            json.end_array();
            json.end_object();
        }
        json.end_array();
        json.field("events", profile.events);
        json.text_field("first_seen", profile.first_seen);
        json.text_field("last_seen", profile.last_seen);
        json.key("partners");
        json.begin_array();
        for (const MetPair& pair : profile.partners) write_pair(json, pair);
        json.end_array();
        write_decisions(json, profile.decisions);
    });
}

std::string to_json(const std::vector<Actor>& actors) {
    return document([&](JsonWriter& json) {
        json.key("actors");
        json.begin_array();
        for (const Actor& actor : actors) write_listed_actor(json, actor);
        json.end_array();
    });
}

std::string to_json(const Explanation& explanation) {
    return document([&](JsonWriter& json) {
        json.key("event");
        write_event(json, explanation.event);
        json.key("reports");
        json.begin_array();
        for (const Report& report : explanation.reports) write_report(json, report);
        json.end_array();
        write_parts(json, explanation.parts);
        write_contradictions(json, explanation.contradictions);
    });
}

std::string to_json(const std::vector<DecisionItem>& decisions) {
    return document([&](JsonWriter& json) { write_decisions(json, decisions); });
}

std::string to_json(const DecisionItem& decision) {
    return document([&](JsonWriter& json) { write_decision(json, decision); });
}

std::string to_json(const storage::StoreStats& stats) {
    return document([&](JsonWriter& json) {
        json.field("articles", stats.articles);
        json.field("events", stats.events);
        json.field("mentions", stats.mentions);
        json.field("actors", stats.actors);
        json.field("figures", stats.figures);
        json.field("words", stats.words);
        if (stats.published) {
            json.field("first_published", iso_day(stats.published->first));
            json.field("last_published", iso_day(stats.published->last));
        }
        json.field("bytes", stats.bytes);
        json.field("schema", stats.schema);
    });
}

std::string to_json(const storage::VerifyReport& report) {
    return document([&](JsonWriter& json) {
        json.field("checked", report.checked);
        json.field("sound", report.problems.empty());
        json.key("problems");
        write_texts(json, report.problems);
    });
}

std::string to_json(const Error& error) {
    return document([&](JsonWriter& json) {
        json.key("error");
        json.begin_object();
        json.field("code", to_string(error.code));
        json.field("message", error.message);
        json.end_object();
    });
}

}  // namespace annalist::query
