#include "web/article_json.hpp"

#include <fmt/format.h>

#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "query/json_answers.hpp"
#include "query/json_writer.hpp"

namespace annalist::web {
namespace {

using query::JsonWriter;

void write_span(JsonWriter& json, std::string_view name, TextSpan span) {
    json.key(name);
    json.begin_array();
    json.value(span.begin);
    json.value(span.end);
    json.end_array();
}

Result<void> write_mention(JsonWriter& json, const Mention& mention, query::ActorBook& book) {
    json.begin_object();
    json.field("ordinal", mention.ordinal);
    json.field("event", query::event_text(mention.event));
    json.field("type", to_string(mention.type));
    json.text_field("mode", to_string(mention.mode));
    json.field("status", to_string(mention.status));
    json.field("days",
               edtf(mention.time.days, mention.time.basis == TimeBasis::Published));
    json.text_field("label", mention.label);
    json.field("confidence", mention.confidence);
    write_span(json, "sentence", mention.sentence);
    write_span(json, "trigger", mention.trigger);
    if (mention.time.words) write_span(json, "time_words", *mention.time.words);
    json.key("participants");
    json.begin_array();
    for (const Participant& participant : mention.participants) {
        const auto actor = book.named(participant.actor, participant.role);
        if (!actor) return actor.error();
        json.begin_object();
        json.field("key", actor->key);
        json.field("name", actor->name);
        json.field("role", to_string(participant.role));
        write_span(json, "words", participant.words);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return {};
}

}  // namespace

Result<std::string> article_json(const storage::Store& store, ArticleId id) {
    const auto article = store.article(id);
    if (!article) return article.error();
    if (!*article)
        return Error{ErrorCode::NotFound,
                     fmt::format("{}: no such article", query::article_text(id))};
    const auto mentions = store.mentions_in(id);
    if (!mentions) return mentions.error();
    const Article& a = **article;
    std::string body;
    JsonWriter json(body);
    json.begin_object();
    json.field("id", query::article_text(id));
    json.field("title", a.title);
    json.text_field("url", a.url);
    json.text_field("publisher", a.publisher);
    json.text_field("author", a.author);
    json.field("published", iso_day(a.published));
    json.text_field("published_basis", a.published_basis);
    json.text_field("language", a.language);
    json.field("text", a.text);
    json.key("mentions");
    json.begin_array();
    query::ActorBook book(store);
    for (const Mention& mention : *mentions)
        if (const auto written = write_mention(json, mention, book); !written)
            return written.error();
    json.end_array();
    json.end_object();
    return body;
}

}  // namespace annalist::web
