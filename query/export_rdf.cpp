#include <fmt/format.h>

#include <set>

#include "query/event_words.hpp"
#include "query/export_iris.hpp"
#include "query/export_parts.hpp"
#include "query/export_sources.hpp"
#include "query/triples.hpp"

// RDF with the Simple Event Model (semanticweb.cs.vu.nl/2009/11/sem) and PROV. A day is
// sem:hasTimeStamp, days with both ends known are hasBegin- and hasEndTimeStamp, and a month or
// longer is a range within which it was: hasEarliestBegin- and hasLatestEndTimeStamp. No blank
// nodes, so that files can be put together.
namespace annalist::query {
namespace {

constexpr std::size_t kRemembered = 4096;  // articles and places; those told twice say nothing else

class Writer {
public:
    Writer(Output& out, Triples::Syntax syntax, ActorBook& book, SourceBook& articles)
        : triples_(out.text(), syntax), book_(book), articles_(articles) {
        triples_.head();
    }

    Result<void> write(const EventItem& item) {
        const auto sources = articles_.of(item.event);
        if (!sources) return sources.error();
        for (const NamedActor& actor : item.actors)
            if (actors_.insert(actor.id).second)
                if (auto written = write_actor(actor); !written) return written;
        for (const SourceArticle& source : *sources) {
            if (described_.size() >= kRemembered) described_.clear();
            if (described_.insert(source.id).second) write_article(source);
        }
        if (places_.size() >= kRemembered) places_.clear();
        if (!item.event.place.empty() && places_.insert(place_iri(item.event.place)).second)
            write_place(item.event.place);
        write_event(item, *sources);
        return {};
    }

private:
    static std::string place_iri(const Place& place) {
        return iri("place", place.country + ":" + place.city);
    }
    static std::string role_iri(const EventItem& item, const NamedActor& actor) {
        return iri("event", event_text(item.event.id) + ":" + actor.key);
    }

    Result<void> write_actor(const NamedActor& named) {
        const auto actor = book_.find(named.id);
        if (!actor) return actor.error();
        triples_.subject(iri("actor", named.key));
        triples_.type("sem:Actor");
        triples_.link("sem:actorType", iri("kind", to_string(named.kind)));
        triples_.text("rdfs:label", named.name);
        for (const std::string& alias : (*actor)->aliases)
            triples_.text("schema:alternateName", alias);
        triples_.text("annals:country", named.country);
        if (!(*actor)->wikidata.empty())
            triples_.link("schema:sameAs", wikidata_iri((*actor)->wikidata));
        triples_.end();
        return {};
    }

    void write_article(const SourceArticle& source) {
        triples_.subject(article_iri(source.id));
        triples_.type("prov:Entity");
        triples_.type("schema:NewsArticle");
        triples_.text("dcterms:title", source.title);
        triples_.text("dcterms:publisher", source.publisher);
        triples_.typed("dcterms:issued", iso_day(source.published), "xsd:date");
        triples_.text("dcterms:language", source.language);
        if (!source.url.empty()) triples_.typed("schema:url", source.url, "xsd:anyURI");
        triples_.end();
    }

    void write_place(const Place& place) {
        triples_.subject(place_iri(place));
        triples_.type("sem:Place");
        triples_.text("rdfs:label", place_text(place));
        triples_.text("annals:country", place.country);
        triples_.end();
    }

    void write_days(const TimeSpan& days) {
        const std::string first = iso_day(days.first), last = iso_day(days.last);
        switch (days.granularity) {
            case Granularity::Instant:
            case Granularity::Day:
                triples_.typed("sem:hasTimeStamp", first, "xsd:date");
                break;
            case Granularity::Days:
                triples_.typed("sem:hasBeginTimeStamp", first, "xsd:date");
                triples_.typed("sem:hasEndTimeStamp", last, "xsd:date");
                break;
            default:
                triples_.typed("sem:hasEarliestBeginTimeStamp", first, "xsd:date");
                triples_.typed("sem:hasLatestEndTimeStamp", last, "xsd:date");
        }
    }

    void write_event(const EventItem& item, const std::vector<SourceArticle>& sources) {
        const Event& event = item.event;
        triples_.subject(event_iri(event.id));
        triples_.type("sem:Event");
        triples_.type("prov:Entity");
        triples_.text("rdfs:label", event_title(item));
        triples_.link("sem:eventType", iri("type", to_string(event.type)));
        if (event.mode != Mode::None)
            triples_.link("sem:eventType", iri("mode", to_string(event.mode)));
        for (const NamedActor& actor : item.actors)
            triples_.link("sem:hasActor", iri("actor", actor.key));
        for (const NamedActor& actor : item.actors)
            if (actor.role != Role::Participant)
                triples_.link("annals:hasRole", role_iri(item, actor));
        if (!event.place.empty()) triples_.link("sem:hasPlace", place_iri(event.place));
        write_days(event.days);
        triples_.text("annals:days", item.edtf());
        triples_.typed("annals:assumed",
                       event.time_basis == TimeBasis::Published ? "true" : "false", "xsd:boolean");
        triples_.text("annals:status", to_string(event.status));
        triples_.typed("annals:count", fmt::format("{}", event.count), "xsd:integer");
        triples_.typed("annals:confidence", fmt::format("{}", event.confidence), "xsd:double");
        for (const SourceArticle& source : sources)
            triples_.link("prov:wasDerivedFrom", article_iri(source.id));
        triples_.end();
        for (const NamedActor& actor : item.actors) {
            if (actor.role == Role::Participant) continue;
            triples_.subject(role_iri(item, actor));
            triples_.type("sem:Role");
            triples_.link("rdf:value", iri("actor", actor.key));
            triples_.link("sem:roleType", iri("role", to_string(actor.role)));
            triples_.end();
        }
    }

    Triples triples_;
    ActorBook& book_;
    SourceBook& articles_;
    std::set<ActorId> actors_;
    std::set<ArticleId> described_;
    std::set<std::string> places_;
};

Result<ExportCount> export_triples(const storage::Store& store, const EventQuery& query,
                                   Triples::Syntax syntax, Output& out) {
    ExportCount count;
    ActorBook book{store};
    SourceBook articles{store, query.as_known_on};
    Writer writer{out, syntax, book, articles};
    Result<void> written;
    const auto walked = walk_items(store, query, book, [&](const EventItem& item) {
        written = writer.write(item);
        ++count.events;
        return written && out.keep_going();
    });
    if (!written) return written.error();
    if (!walked) return walked.error();
    return count;
}

}  // namespace

Result<ExportCount> export_turtle(const storage::Store& store, const EventQuery& query,
                                  Output& out) {
    return export_triples(store, query, Triples::Syntax::Turtle, out);
}

Result<ExportCount> export_ntriples(const storage::Store& store, const EventQuery& query,
                                    Output& out) {
    return export_triples(store, query, Triples::Syntax::NTriples, out);
}

}  // namespace annalist::query
