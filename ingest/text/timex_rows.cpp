#include "ingest/text/timex_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "ingest/text/time_link.hpp"

namespace annalist::text {

std::string json_quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::size_t CodePoints::before(std::size_t offset) {
    for (; at_ < offset && at_ < text_.size(); ++at_)
        if ((static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) ++count_;
    return count_;
}

std::string timex_row(std::string_view id, std::string_view text, std::span<const Timex> timexes) {
    std::string row = fmt::format("{{\"id\": {}, \"timexes\": [", json_quoted(id));
    CodePoints points(text);
    bool first = true;
    for (std::size_t i = 0; i < timexes.size(); ++i) {
        const Timex& t = timexes[i];
        const auto start = points.before(t.span.begin);
        const auto end = points.before(t.span.end);
        row += fmt::format("{}{{\"start\": {}, \"end\": {}, \"type\": \"{}\", \"value\": {}",
                           first ? "" : ", ", start, end, to_string(t.type), json_quoted(t.value));
        if (!t.mod.empty()) row += fmt::format(", \"mod\": \"{}\"", t.mod);
        if (!t.quant.empty()) row += fmt::format(", \"quant\": \"{}\"", t.quant);
        if (!t.freq.empty()) row += fmt::format(", \"freq\": \"{}\"", t.freq);
        if (const auto days = edtf(t); !days.empty()) row += fmt::format(", \"days\": \"{}\"", days);
        if (t.begins_range && i + 1 < timexes.size())
            if (const auto range = edtf_range(t, timexes[i + 1]); !range.empty()) row += fmt::format(", \"range\": \"{}\"", range);
        row += fmt::format(", \"confidence\": {:.2f}}}", t.confidence);
        first = false;
    }
    return row + "]}";
}

namespace {

/// Of what lasts days before or after the article, the form wants begin and end by the same day.
void close_lasting(EventBounds& bounds) {
    if (!bounds.lasting) return;
    if (!bounds.first) bounds.first = bounds.last;
    if (!bounds.last) bounds.last = bounds.first;
}

/// Writes calendar months and years as the form's gold does: "in March 1998" is after 1998-03-01
/// and before 1998-03-28, "in 1998" after 1998-01-01 and before 1998-12-31, those days excluded.
void follow_custom(EventBounds& bounds) {
    if (!bounds.first || !bounds.last || (*bounds.last - *bounds.first).count() < 20) return;
    const date::year_month_day first{*bounds.first}, last{*bounds.last};
    const bool whole = last == last.year() / last.month() / date::last;
    if (first.day() == date::day{1}) *bounds.first += date::days{1};
    if (!whole) return;
    const bool year = last.month() == date::December && first.month() == date::January;
    *bounds.last = year ? *bounds.last - date::days{1}
                        : date::sys_days{last.year() / last.month() / date::day{27}};
}

}  // namespace

std::string event_time_row(std::string_view id, std::string_view text,
                           std::span<const Sentence> sentences, std::span<const Timex> timexes,
                           std::span<const GivenEvent> events, date::sys_days dct) {
    const StoryTimes story(text, sentences, timexes, dct);
    // Byte offset of every code point.
    std::vector<std::uint32_t> bytes;
    bytes.reserve(text.size() + 1);
    for (std::uint32_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) bytes.push_back(i);
    bytes.push_back(static_cast<std::uint32_t>(text.size()));
    std::string row = fmt::format("{{\"id\": {}, \"events\": [", json_quoted(id));
    bool first = true;
    for (const auto& event : events) {
        const auto begin = bytes[std::min(event.begin, bytes.size() - 1)];
        const auto end = bytes[std::min(event.end, bytes.size() - 1)];
        EventBounds bounds{dct, dct};
        for (std::size_t s = 0; s < sentences.size(); ++s) {
            if (sentences[s].span.end <= begin || sentences[s].span.begin >= end) continue;
            const auto& tokens = sentences[s].tokens;
            const auto token = std::find_if(tokens.begin(), tokens.end(), [&](const Token& t) {
                return t.span.end > begin;
            });
            if (token != tokens.end())
                bounds = story.bounds_of(s, static_cast<std::uint32_t>(token - tokens.begin()));
            break;
        }
        follow_custom(bounds);
        close_lasting(bounds);
        row += fmt::format("{}{{\"id\": {}, \"begin\": \"{}\", \"end\": \"{}\"}}", first ? "" : ", ",
                           json_quoted(event.id), bounds.first ? iso_day(*bounds.first) : "",
                           bounds.last ? iso_day(*bounds.last) : "");
        first = false;
    }
    return row + "]}";
}

}  // namespace annalist::text
