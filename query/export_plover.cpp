#include <map>

#include "query/event_words.hpp"
#include "query/export_parts.hpp"
#include "query/export_sources.hpp"
#include "query/json_writer.hpp"

// PLOVER's records (openeventdata/PLOVER, PLOVER_MANUAL.tex): JSON, one a line. Those who meet are
// all actors and nobody is recipient. What did not simply happen is marked in `context`. Statements
// are no PLOVER events and are left out, and of the modes those that are only ours.
namespace annalist::query {
namespace {

bool is_plover_mode(Mode mode) {
    switch (mode) {
        case Mode::None:
        case Mode::InPerson:
        case Mode::Video:
        case Mode::Letter:
        case Mode::Signing:
        case Mode::Congratulation:
            return false;
        default:
            return true;
    }
}

/// The auxiliary mode of a status; "" when it happened.
std::string_view context_of(Status status) {
    switch (status) {
        case Status::Occurred:
        case Status::Ongoing:
            return "";
        case Status::Planned:
            return "future";
        case Status::CalledFor:
        case Status::Hypothetical:
            return "hypothetical";
        case Status::Denied:
        case Status::Cancelled:
            return "negated";
    }
    return "";
}

/// Names of countries by code, as the store's actors have them.
class CountryNames {
public:
    explicit CountryNames(const storage::Store& store) : store_(store) {}

    /// "" when the store has no such actor.
    Result<std::string> of(const std::string& code) {
        if (const auto known = names_.find(code); known != names_.end()) return known->second;
        const auto actor = store_.actor_by_key("country:" + code);
        if (!actor) return actor.error();
        return names_.emplace(code, *actor ? (*actor)->name : "").first->second;
    }

private:
    const storage::Store& store_;
    std::map<std::string, std::string> names_;
};

class Writer {
public:
    Writer(const storage::Store& store, Output& out, SourceBook& articles)
        : out_(out), articles_(articles), book_(store), countries_(store) {}

    Result<void> write(const EventItem& item) {
        const Event& event = item.event;
        const auto sources = articles_.of(event);
        if (!sources) return sources.error();
        JsonWriter json{out_.text()};
        json.begin_object();
        json.field("id", event_text(event.id));
        json.field("date", iso_day(event.days.first));
        if (event.days.last != event.days.first) json.field("enddate", iso_day(event.days.last));
        json.field("date_precision", to_string(event.days.granularity));
        if (auto done = write_side(json, "actor", item, false); !done) return done;
        if (auto done = write_side(json, "recipient", item, true); !done) return done;
        write_list(json, "event", to_string(event.type));
        if (is_plover_mode(event.mode)) write_list(json, "mode", to_string(event.mode));
        if (const auto context = context_of(event.status); !context.empty())
            write_list(json, "context", context);
        if (!event.place.empty()) {
            json.key("event_loc");
            json.begin_object();
            json.text_field("name", event.place.city);
            json.text_field("cc3", event.place.country);
            json.end_object();
        }
        json.field("quad_code", quad_class(event.type));
        json.field("event_scale", goldstein(event.type, event.mode));
        json.text_field("comment", event.label);
        write_citations(json, *sources);
        json.end_object();
        out_.text() += '\n';
        return {};
    }

private:
    static void write_list(JsonWriter& json, std::string_view name, std::string_view only) {
        json.key(name);
        json.begin_array();
        json.value(only);
        json.end_array();
    }

    static bool acted_upon(Role role) { return role == Role::Target || role == Role::Host; }

    Result<void> write_side(JsonWriter& json, std::string_view name, const EventItem& item,
                            bool recipients) {
        json.key(name);
        json.begin_array();
        bool some = false;
        for (const NamedActor& actor : item.actors) {
            if (acted_upon(actor.role) != recipients) continue;
            if (auto done = write_actor(json, actor); !done) return done;
            some = true;
        }
        if (!some && !recipients) {  // nobody is named, and PLOVER wants one
            json.begin_object();
            json.field("code", "---");
            json.end_object();
        }
        json.end_array();
        return {};
    }

    Result<void> write_actor(JsonWriter& json, const NamedActor& named) {
        const auto actor = book_.find(named.id);
        if (!actor) return actor.error();
        json.begin_object();
        json.field("code", named.country.empty() ? std::string{"---"} : named.country);
        json.field("entity_name", named.name);
        json.text_field("wikidata_id", (*actor)->wikidata);
        if (!named.country.empty()) {
            const auto country = countries_.of(named.country);
            if (!country) return country.error();
            json.text_field("country_name", *country);
        }
        json.end_object();
        return {};
    }

    static void write_citations(JsonWriter& json, const std::vector<SourceArticle>& sources) {
        json.key("cite_info");
        json.begin_array();
        for (const SourceArticle& source : sources) {
            json.begin_object();
            json.field("citation", article_text(source.id));
            json.text_field("url", source.url);
            json.text_field("title", source.title);
            json.text_field("language", source.language);
            json.text_field("publication", source.publisher);
            json.field("date", iso_day(source.published));
            json.end_object();
        }
        json.end_array();
    }

    Output& out_;
    SourceBook& articles_;
    ActorBook book_;
    CountryNames countries_;
};

}  // namespace

Result<ExportCount> export_plover(const storage::Store& store, const EventQuery& query,
                                  Output& out) {
    ExportCount count;
    ActorBook book{store};
    SourceBook articles{store, query.as_known_on};
    Writer writer{store, out, articles};
    Result<void> written;
    const auto walked = walk_items(store, query, book, [&](const EventItem& item) {
        if (item.event.type == EventType::Statement) {
            ++count.left_out;
            return true;
        }
        written = writer.write(item);
        ++count.events;
        return written && out.keep_going();
    });
    if (!written) return written.error();
    if (!walked) return walked.error();
    return count;
}

}  // namespace annalist::query
