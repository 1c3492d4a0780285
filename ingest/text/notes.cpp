#include "ingest/text/notes.hpp"

#include <algorithm>
#include <charconv>

namespace annalist::text {
namespace {

/// A number as it is usually written: no exponent, no trailing zeros.
std::string plain(double value) {
    char buffer[400];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
    return error == std::errc{} ? std::string(buffer, end) : "?";
}

std::string numbered(std::string_view kind, std::uint32_t first, std::uint32_t last) {
    std::string out = "# " + std::string(kind) + " " + std::to_string(first + 1);
    if (last > first + 1) out += "-" + std::to_string(last);
    return out + " = ";
}

/// Words of the text on one line.
std::string words_at(std::string_view text, TextSpan span) {
    std::string out(span.in(text));
    std::ranges::replace_if(out, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return out;
}

std::string describe(std::string_view text, const Change& change) {
    std::string out = change.direction > 0 ? "up" : "down";
    const auto part = [&](std::string_view link, const std::optional<Quantity>& amount) {
        if (!amount) return;
        if (out.find(' ') != std::string::npos) out += ",";
        out += " " + std::string(link) + " " + text::describe(*amount);
    };
    part("by", change.by);
    part("from", change.from);
    part("to", change.to);
    if (change.comparison) {
        const Comparison& c = *change.comparison;
        out += ", " + (c.basis.empty() ? words_at(text, c.words) : c.basis);
    }
    return out;
}

}  // namespace

std::string describe(const Quantity& q) {
    std::string out(to_string(q.hedge));
    if (!out.empty()) out += ' ';
    out += plain(q.value);
    if (q.high) out += " to " + plain(*q.high);
    if (!q.unit.empty()) out += " " + q.unit;
    if (!q.per.empty()) out += " per " + q.per;
    return out;
}

std::string notes_of(std::string_view text, const Sentence& sentence,
                     const std::vector<Role>& roles) {
    std::string out;
    for (const Role& role : roles) {
        out += numbered("role", role.first, role.last) + words_at(text, role.name) + " | " + words_at(text, role.words);
        for (const TextSpan body : role.bodies) out += " | " + words_at(text, body);
        out += '\n';
    }
    const auto quantities = find_quantities(text, sentence);
    for (const Quantity& q : quantities) out += numbered("quantity", q.first, q.last) + describe(q) + "\n";
    for (const Change& change : find_changes(text, sentence, quantities)) {
        out += numbered("change", change.word, change.word + 1) + describe(text, change) + "\n";
    }
    return out;
}

}  // namespace annalist::text
