#include <set>

#include "query/event_words.hpp"
#include "query/export_iris.hpp"
#include "query/export_parts.hpp"
#include "query/export_sources.hpp"
#include "query/json_writer.hpp"

// JSON-LD 1.1 with schema.org's words for events, actors and articles, and PROV's for what an event
// is drawn from. The context stands in the file, so that no reader has to fetch one.
namespace annalist::query {
namespace {

constexpr std::string_view kHead =
    "{\"@context\":{\"@vocab\":\"https://schema.org/\",\"prov\":\"http://www.w3.org/ns/prov#\","
    "\"annals\":\"urn:annalist:term:\","
    "\"sameAs\":{\"@type\":\"@id\"},\"additionalType\":{\"@type\":\"@id\"},\"eventStatus\":{\"@"
    "type\":\"@vocab\"},"
    "\"startDate\":{\"@type\":\"Date\"},\"endDate\":{\"@type\":\"Date\"},\"datePublished\":{\"@"
    "type\":\"Date\"}},"
    "\"@graph\":[";

std::string_view class_of(ActorKind kind) {
    switch (kind) {
        case ActorKind::Person:
            return "Person";
        case ActorKind::Country:
            return "Country";
        case ActorKind::Organization:
        case ActorKind::Group:
            return "Organization";
    }
    return "Thing";
}

/// The property of an Event that comes nearest to a role.
std::string_view property_of(Role role) {
    switch (role) {
        case Role::Source:
            return "performer";
        case Role::Target:
            return "about";
        case Role::Host:
            return "organizer";
        case Role::Mediator:
            return "contributor";
        case Role::Participant:
            return "attendee";
    }
    return "attendee";
}

class Writer {
public:
    Writer(Output& out, ActorBook& book, SourceBook& articles)
        : out_(out), book_(book), articles_(articles) {}

    Result<void> write(const EventItem& item) {
        const auto sources = articles_.of(item.event);
        if (!sources) return sources.error();
        for (const NamedActor& actor : item.actors)
            if (described_.insert(actor.id).second)
                if (auto written = write_actor(actor); !written) return written;
        node([&](JsonWriter& json) { event_members(json, item, *sources); });
        return {};
    }

private:
    template <class Members>
    void node(const Members& members) {
        out_.text() += first_ ? "\n" : ",\n";
        first_ = false;
        JsonWriter json{out_.text()};
        json.begin_object();
        members(json);
        json.end_object();
    }

    /// All about an actor, once: memory grows with the number of actors.
    Result<void> write_actor(const NamedActor& named) {
        const auto actor = book_.find(named.id);
        if (!actor) return actor.error();
        node([&](JsonWriter& json) {
            json.field("@id", iri("actor", named.key));
            json.field("@type", class_of(named.kind));
            json.field("name", named.name);
            if (!(*actor)->wikidata.empty()) json.field("sameAs", wikidata_iri((*actor)->wikidata));
            json.text_field("annals:country", named.country);
        });
        return {};
    }

    static void event_members(JsonWriter& json, const EventItem& item,
                              const std::vector<SourceArticle>& sources) {
        const Event& event = item.event;
        json.field("@id", event_iri(event.id));
        json.key("@type");
        json.begin_array();
        json.value("Event");
        json.value("prov:Entity");
        json.end_array();
        json.field("name", event_title(item));
        json.field("startDate", iso_day(event.days.first));
        json.field("endDate", iso_day(event.days.last));
        if (event.status == Status::Planned) json.field("eventStatus", "EventScheduled");
        if (event.status == Status::Cancelled) json.field("eventStatus", "EventCancelled");
        json.field("additionalType", iri("type", to_string(event.type)));
        json.text_field("annals:mode", to_string(event.mode));
        json.field("annals:status", to_string(event.status));
        json.field("annals:days", item.edtf());
        json.field("annals:datePrecision", to_string(event.days.granularity));
        json.field("annals:assumed", event.time_basis == TimeBasis::Published);
        json.field("annals:count", event.count);
        json.field("annals:confidence", event.confidence);
        write_place(json, event.place);
        write_roles(json, item);
        json.key("prov:wasDerivedFrom");
        json.begin_array();
        for (const SourceArticle& source : sources) write_article(json, source);
        json.end_array();
    }

    static void write_place(JsonWriter& json, const Place& place) {
        if (place.empty()) return;
        json.key("location");
        json.begin_object();
        json.field("@type", "Place");
        json.field("name", place_text(place));
        json.key("address");
        json.begin_object();
        json.field("@type", "PostalAddress");
        json.text_field("addressLocality", place.city);
        json.text_field("addressCountry", place.country);
        json.end_object();
        json.end_object();
    }

    static void write_roles(JsonWriter& json, const EventItem& item) {
        for (const Role role :
             {Role::Source, Role::Target, Role::Host, Role::Mediator, Role::Participant}) {
            bool first = true;
            for (const NamedActor& actor : item.actors) {
                if (actor.role != role) continue;
                if (first) {
                    json.key(property_of(role));
                    json.begin_array();
                }
                first = false;
                json.begin_object();
                json.field("@id", iri("actor", actor.key));
                json.end_object();
            }
            if (!first) json.end_array();
        }
    }

    static void write_article(JsonWriter& json, const SourceArticle& source) {
        json.begin_object();
        json.field("@id", article_iri(source.id));
        json.key("@type");
        json.begin_array();
        json.value("NewsArticle");
        json.value("prov:Entity");
        json.end_array();
        json.text_field("headline", source.title);
        json.text_field("url", source.url);
        json.field("datePublished", iso_day(source.published));
        json.text_field("inLanguage", source.language);
        if (!source.publisher.empty()) {
            json.key("publisher");
            json.begin_object();
            json.field("@type", "Organization");
            json.field("@id", iri("publisher", source.publisher));
            json.field("name", source.publisher);
            json.end_object();
        }
        json.end_object();
    }

    Output& out_;
    ActorBook& book_;
    SourceBook& articles_;
    std::set<ActorId> described_;
    bool first_ = true;
};

}  // namespace

Result<ExportCount> export_jsonld(const storage::Store& store, const EventQuery& query,
                                  Output& out) {
    ExportCount count;
    out.text() += kHead;
    ActorBook book{store};
    SourceBook articles{store, query.as_known_on};
    Writer writer{out, book, articles};
    Result<void> written;
    const auto walked = walk_items(store, query, book, [&](const EventItem& item) {
        written = writer.write(item);
        ++count.events;
        return written && out.keep_going();
    });
    if (!written) return written.error();
    if (!walked) return walked.error();
    out.text() += "\n]}\n";
    return count;
}

}  // namespace annalist::query
