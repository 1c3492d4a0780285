#include <algorithm>
#include <tuple>

#include "query/event_words.hpp"
#include "query/explain.hpp"
#include "query/export_parts.hpp"
#include "query/export_sources.hpp"
#include "query/json_writer.hpp"

// TimelineJS JSON (timeline.knightlab.com/docs/json-format.html). It is meant for some tens of
// slides, so the most telling events are taken. Partial dates leave fields out; texts are HTML to
// it.
namespace annalist::query {
namespace {

constexpr std::size_t kSlides = 20;  // what Knight Lab advises

/// Keeps the events that most reports tell of, then the surest, then the earliest in the walk.
class MostTelling {
public:
    explicit MostTelling(std::size_t limit) : limit_(limit) {}

    void add(const Event& event) {
        kept_.push_back({event, seen_++});
        std::ranges::push_heap(kept_, above);
        if (kept_.size() <= limit_) return;
        std::ranges::pop_heap(kept_, above);
        kept_.pop_back();
    }

    /// In the order of the walk.
    std::vector<Event> take() {
        std::ranges::sort(kept_, {}, &Kept::place);
        std::vector<Event> events;
        for (Kept& kept : kept_) events.push_back(std::move(kept.event));
        return events;
    }
    std::uint64_t seen() const { return seen_; }

private:
    struct Kept {
        Event event;
        std::uint64_t place;  // in the walk
    };
    static bool above(const Kept& a, const Kept& b) {
        return std::tuple(a.event.mentions, a.event.confidence, b.place) >
               std::tuple(b.event.mentions, b.event.confidence, a.place);
    }

    std::size_t limit_;
    std::uint64_t seen_ = 0;
    std::vector<Kept> kept_;  // a heap, the least telling on top
};

std::string html(std::string_view text) {
    std::string out;
    append_xml(out, text);
    return out;
}

/// How much of its days a span needs to be told.
enum class Fields { Year, Month, Day };

Fields fields_of(TimeSpan span) {
    const date::year_month_day first{span.first}, last{span.last};
    if (first.day() != date::day{1} || last != last.year() / last.month() / date::last)
        return Fields::Day;
    return first.month() == date::January && last.month() == date::December ? Fields::Year
                                                                            : Fields::Month;
}

std::tuple<int, unsigned, unsigned> fields(date::sys_days day, Fields precision) {
    const date::year_month_day ymd{day};
    return {static_cast<int>(ymd.year()),
            precision == Fields::Year ? 0U : static_cast<unsigned>(ymd.month()),
            precision != Fields::Day ? 0U : static_cast<unsigned>(ymd.day())};
}

void write_date(JsonWriter& json, std::string_view name, std::tuple<int, unsigned, unsigned> date) {
    const auto [year, month, day] = date;
    json.key(name);
    json.begin_object();
    json.field("year", year);
    if (month != 0) json.field("month", month);
    if (day != 0) json.field("day", day);
    json.end_object();
}

/// Place, sentence and sources as paragraphs.
std::string paragraphs(const EventItem& item, std::string_view sentence,
                       const std::vector<SourceArticle>& sources) {
    std::string out;
    const auto paragraph = [&](const std::string& inner) {
        if (!inner.empty()) out += "<p>" + inner + "</p>";
    };
    std::string facts = html(place_text(item.event.place));
    if (item.event.status != Status::Occurred)
        facts += (facts.empty() ? "" : "; ") + std::string{to_string(item.event.status)};
    paragraph(facts);
    paragraph(html(sentence));
    std::string cited;
    for (const SourceArticle& source : sources) {
        const std::string words = html(source.publisher.empty() ? source.title : source.publisher) +
                                  ", " + iso_day(source.published);
        cited += cited.empty() ? "" : "; ";
        cited +=
            source.has_link() ? "<a href=\"" + html(source.url) + "\">" + words + "</a>" : words;
    }
    paragraph(cited);
    return out;
}

void write_slide(JsonWriter& json, const EventItem& item, std::string_view sentence,
                 const std::vector<SourceArticle>& sources) {
    const Event& event = item.event;
    const Fields precision = fields_of(event.days);
    const auto first = fields(event.days.first, precision),
               last = fields(event.days.last, precision);
    json.begin_object();
    write_date(json, "start_date", first);
    if (first != last) write_date(json, "end_date", last);
    if (event.time_basis == TimeBasis::Published)
        json.field("display_date", "about " + edtf(event.days));
    json.key("text");
    json.begin_object();
    json.field("headline", html(event_title(item)));
    json.field("text", paragraphs(item, sentence, sources));
    json.end_object();
    json.field("group", event_kind(event));
    json.field("unique_id", "event-" + event_text(event.id));
    json.field("autolink", false);
    json.end_object();
}

}  // namespace

Result<ExportCount> export_timelinejs(const storage::Store& store, const EventQuery& query,
                                      Output& out) {
    MostTelling telling(query.limit == 0 ? kSlides : query.limit);
    const auto walked = walk_events(store, query, [&](const Event& event) {
        telling.add(event);
        return true;
    });
    if (!walked) return walked.error();
    ExportCount count;
    ActorBook book{store};
    SourceBook articles{store, query.as_known_on};
    out.text() += "{\"scale\":\"human\",\"events\":[";
    for (const Event& event : telling.take()) {
        auto actors = book.named(event.actors);
        if (!actors) return actors.error();
        const auto sources = articles.of(event);
        if (!sources) return sources.error();
        // The surest sentence may be a later one than is asked for.
        const auto sentence =
            query.as_known_on ? Result<std::string>{""} : telling_sentence(store, event.id);
        if (!sentence) return sentence.error();
        out.text() += count.events == 0 ? "\n" : ",\n";
        JsonWriter json{out.text()};
        write_slide(json, {event, *std::move(actors)}, *sentence, *sources);
        ++count.events;
        if (!out.keep_going()) return count;
    }
    count.left_out = telling.seen() - count.events;
    out.text() += "\n]}\n";
    return count;
}

}  // namespace annalist::query
