#include "ingest/text/timex_rows.hpp"

#include <fmt/format.h>

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
    for (const auto& t : timexes) {
        const auto start = points.before(t.span.begin);
        const auto end = points.before(t.span.end);
        row += fmt::format("{}{{\"start\": {}, \"end\": {}, \"type\": \"{}\", \"value\": {}",
                           first ? "" : ", ", start, end, to_string(t.type), json_quoted(t.value));
        if (!t.mod.empty()) row += fmt::format(", \"mod\": \"{}\"", t.mod);
        if (!t.quant.empty()) row += fmt::format(", \"quant\": \"{}\"", t.quant);
        if (!t.freq.empty()) row += fmt::format(", \"freq\": \"{}\"", t.freq);
        if (const auto days = edtf(t); !days.empty()) row += fmt::format(", \"days\": \"{}\"", days);
        row += fmt::format(", \"confidence\": {:.2f}}}", t.confidence);
        first = false;
    }
    return row + "]}";
}

}  // namespace annalist::text
