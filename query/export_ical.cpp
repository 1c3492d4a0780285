#include <fmt/format.h>

#include "query/event_words.hpp"
#include "query/export_parts.hpp"
#include "query/export_sources.hpp"
#include "query/json_writer.hpp"

// iCalendar, RFC 5545: all-day events with an exclusive end, lines of at most 75 octets that end
// with CR LF. An event known only to the week, month or longer has no form there and is left out.
namespace annalist::query {
namespace {

constexpr std::size_t kLongestLine = 75;  // octets without CR LF, section 3.1

bool has_form(Granularity granularity) {
    return granularity == Granularity::Instant || granularity == Granularity::Day ||
           granularity == Granularity::Days;
}

/// Appends one content line, folded between characters.
void append_line(std::string& out, std::string_view line) {
    std::size_t room = kLongestLine;
    while (line.size() > room) {
        std::size_t cut = room;
        while ((static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = kLongestLine - 1;  // the blank counts
    }
    out.append(line).append("\r\n");
}

/// A TEXT value, section 3.3.11. Control characters are not allowed and become U+FFFD.
std::string text_value(std::string_view text) {
    if (!is_utf8(text)) return text_value(valid_utf8(text));
    std::string value;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',')
            value.append(1, '\\').append(1, c);
        else if (c == '\n')
            value += "\\n";
        else if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F)
            value += "\xEF\xBF\xBD";
        else
            value += c;
    }
    return value;
}

void append_text(std::string& out, std::string_view name, std::string_view text) {
    if (!text.empty()) append_line(out, fmt::format("{}:{}", name, text_value(text)));
}

std::string basic_day(date::sys_days day) {
    std::string text = iso_day(day);
    std::erase(text, '-');
    return text;
}

std::string_view status_value(const Event& event) {
    switch (event.status) {
        case Status::Occurred:
        case Status::Ongoing:
            return event.time_basis == TimeBasis::Published ? "TENTATIVE" : "CONFIRMED";
        case Status::Denied:
        case Status::Cancelled:
            return "CANCELLED";
        case Status::Planned:
        case Status::CalledFor:
        case Status::Hypothetical:
            return "TENTATIVE";
    }
    return "TENTATIVE";
}

std::string description(const Event& event, const std::vector<SourceArticle>& sources) {
    std::string text = fmt::format("{}, {}", to_string(event.type), to_string(event.status));
    if (event.count > 1) text += fmt::format(", {} times", event.count);
    if (event.time_basis == TimeBasis::Published)
        text += "\nThe day is that of publication; the text names none.";
    for (const SourceArticle& source : sources) {
        text +=
            fmt::format("\n{}, {}: {}", source.publisher, iso_day(source.published), source.title);
        if (source.has_link()) text += " " + source.url;
    }
    return text;
}

void write_event(std::string& out, const EventItem& item,
                 const std::vector<SourceArticle>& sources) {
    const Event& event = item.event;
    append_line(out, "BEGIN:VEVENT");
    append_line(out, "UID:" + event_text(event.id) + "@annalist");
    // When the entry was made: fixed, so that the same store gives the same bytes.
    append_line(out, "DTSTAMP:" + basic_day(event.known) + "T000000Z");
    append_line(out, "DTSTART;VALUE=DATE:" + basic_day(event.days.first));
    append_line(out, "DTEND;VALUE=DATE:" + basic_day(event.days.last + date::days{1}));
    append_text(out, "SUMMARY", event_title(item));
    append_text(out, "DESCRIPTION", description(event, sources));
    append_text(out, "LOCATION", place_text(event.place));
    append_line(
        out, fmt::format("CATEGORIES:{},{}", to_string(event.type), text_value(event_kind(event))));
    append_line(out, fmt::format("STATUS:{}", status_value(event)));
    append_line(out, "TRANSP:TRANSPARENT");
    append_line(out, "END:VEVENT");
}

}  // namespace

Result<ExportCount> export_ical(const storage::Store& store, const EventQuery& query, Output& out) {
    ExportCount count;
    for (const char* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Annalist//Annals//EN",
                             "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Annals"})
        append_line(out.text(), line);
    ActorBook book{store};
    SourceBook articles{store, query.as_known_on};
    Result<void> failure;
    const auto walked = walk_items(store, query, book, [&](const EventItem& item) {
        if (!has_form(item.event.days.granularity)) {
            ++count.left_out;
            return true;
        }
        const auto sources = articles.of(item.event);
        if (!sources) {
            failure = sources.error();
            return false;
        }
        write_event(out.text(), item, *sources);
        ++count.events;
        return out.keep_going();
    });
    if (!failure) return failure.error();
    if (!walked) return walked.error();
    append_line(out.text(), "END:VCALENDAR");
    return count;
}

}  // namespace annalist::query
