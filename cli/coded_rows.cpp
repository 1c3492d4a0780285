#include "cli/coded_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "cli/code_points.hpp"
#include "query/json_writer.hpp"

namespace annalist::cli {
namespace {

using query::JsonWriter;

std::string_view body_of(const Actor& actor) {
    std::string_view key = actor.key;
    if (!key.starts_with("org:")) return {};
    key.remove_prefix(4);
    return key.find('/') == std::string_view::npos && !key.starts_with("PHX:") && !key.starts_with("COW:") && !key.starts_with("PETR:")
               ? key
               : std::string_view(actor.name);
}

/// The body that a person without a country acts for; "" when none is known.
std::string_view employer(const ArticleFacts& facts, ActorId who) {
    for (const Affiliation& affiliation : facts.affiliations)
        if (affiliation.actor == who && affiliation.body.value != 0) return body_of(facts.actors[affiliation.body.value - 1]);
    return {};
}

std::string_view role_word(Contact contact, Role role) {
    switch (contact) {
        case Contact::Visit: return role == Role::Source ? "visitor" : "host";
        case Contact::Message: return role == Role::Source ? "sender" : role == Role::Target ? "recipient" : "party";
        case Contact::Agree: return role == Role::Mediator ? "mediator" : "party";
        default: return role == Role::Host ? "host" : role == Role::Mediator ? "mediator" : "attendee";
    }
}

void write_event(JsonWriter& json, const ArticleFacts& facts, const std::vector<Mention>& mentions,
                 const CodePoints& points) {
    const Event event = conclude(mentions);
    const Contact contact = contact_of(event.type, event.mode);
    const Mention& told = *std::ranges::max_element(mentions, {}, [](const Mention& m) {
        return std::tuple(m.participants.size(), m.confidence);
    });
    json.begin_object();
    json.field("kind", to_string(contact));
    json.field("status", to_string(event.status));
    json.key("participants");
    json.begin_array();
    for (const EventActor& who : event.actors) {
        const Actor& actor = facts.actors[who.actor.value - 1];
        TextSpan words;
        for (const Mention& mention : mentions)
            for (const Participant& p : mention.participants)
                if (p.actor == who.actor && words.empty()) words = p.words;
        json.begin_object();
        json.field("name", actor.name);
        json.field("words", words.in(facts.article.text));
        json.field("start", points.at(words.begin));
        json.field("end", points.at(words.end));
        json.field("role", role_word(contact, who.role));
        json.field("country", actor.country);
        json.field("org", actor.country.empty() && actor.kind == ActorKind::Person ? employer(facts, who.actor) : body_of(actor));
        json.end_object();
    }
    json.end_array();
    const bool dated = event.time_basis != TimeBasis::Published;
    json.field("begin", dated ? iso_day(event.days.first) : std::string{});
    json.field("end", dated ? iso_day(event.days.last) : std::string{});
    const Place& place = event.place;
    json.field("place", place.city.empty() ? place.country
                                           : place.country.empty() ? place.city : place.city + ", " + place.country);
    json.field("count", event.count);
    json.key("trigger");
    json.begin_array();
    json.value(points.at(told.trigger.begin));
    json.value(points.at(told.trigger.end));
    json.end_array();
    json.field("sentence", told.sentence.in(facts.article.text));
    json.field("note", event.mode == Mode::Video ? "video" : event.days.days() > 1 && event.days.granularity == Granularity::Days ? "span" : "");
    json.field("frame", told.frame);
    json.field("confidence", event.confidence);
    json.end_object();
}

void write_figure(JsonWriter& json, const ArticleFacts& facts, const Figure& figure, const CodePoints& points) {
    json.begin_object();
    json.field("indicator", figure.indicator);
    json.key("parties");
    json.begin_array();
    for (const ActorId party : figure.parties) {
        const Actor& actor = facts.actors[party.value - 1];
        json.value(actor.country.empty() ? body_of(actor) : std::string_view(actor.country));
    }
    json.end_array();
    json.key("value");
    if (figure.value) json.value(*figure.value); else json.null();
    if (figure.value_high) json.field("value_high", *figure.value_high);
    json.field("unit", figure.change ? std::string_view{} : std::string_view(figure.unit));
    json.key("change");
    if (figure.change) json.value(*figure.change); else json.null();
    json.field("basis", figure.basis);
    json.field("begin", figure.period ? iso_day(figure.period->first) : std::string{});
    json.field("end", figure.period ? iso_day(figure.period->last) : std::string{});
    json.field("words", figure.words.in(facts.article.text));
    json.field("start", points.at(figure.words.begin));
    json.field("end_offset", points.at(figure.words.end));
    json.end_object();
}

}  // namespace

std::string diplomacy_row(std::string_view id, const ArticleFacts& facts) {
    // Events in the order of their first mention.
    std::vector<EventId> order;
    std::map<EventId, std::vector<Mention>> events;
    for (const Mention& mention : facts.mentions) {
        if (contact_of(mention.type, mention.mode) == Contact::None) continue;
        auto& mentions = events[mention.event];
        if (mentions.empty()) order.push_back(mention.event);
        mentions.push_back(mention);
    }
    const CodePoints points(facts.article.text);
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.field("id", id);
    json.key("events");
    json.begin_array();
    for (const EventId event : order) write_event(json, facts, events[event], points);
    json.end_array();
    json.key("figures");
    json.begin_array();
    for (const Figure& figure : facts.figures) write_figure(json, facts, figure, points);
    json.end_array();
    json.end_object();
    return out;
}

}  // namespace annalist::cli
