#include "ingest/extract/dateline.hpp"

#include <algorithm>

namespace annalist::ingest {
namespace {

constexpr std::size_t kLongest = 140;

/// Where a dash that ends a dateline stands: " - ", " -- ", "_", an en or em dash; npos without.
std::size_t dash_end(std::string_view head) {
    for (std::size_t i = 3; i < head.size(); ++i) {
        if (head[i] == '\n') return std::string_view::npos;
        const bool spaced = head[i - 1] == ' ' || head[i - 1] == ')';
        if (head[i] == '-' && spaced && (i + 1 == head.size() || head[i + 1] == ' ' || head[i + 1] == '-')) {
            while (i < head.size() && head[i] == '-') ++i;
            return i;
        }
        if (head[i] == '_' && spaced) return i + 1;
        if (i + 2 < head.size() && static_cast<unsigned char>(head[i]) == 0xE2 && static_cast<unsigned char>(head[i + 1]) == 0x80 &&
            (static_cast<unsigned char>(head[i + 2]) == 0x93 || static_cast<unsigned char>(head[i + 2]) == 0x94) && spaced)
            return i + 3;
    }
    return std::string_view::npos;
}

/// Words in capitals at the start ("NEW YORK"), or a bracketed agency before the dash.
bool looks_like_dateline(std::string_view head) {
    std::size_t capitals = 0;
    while (capitals < head.size() && ((head[capitals] >= 'A' && head[capitals] <= 'Z') || head[capitals] == ' ' || head[capitals] == '.' ||
                                      head[capitals] == '-' || head[capitals] == '\''))
        ++capitals;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < capitals; ++i) letters += head[i] >= 'A' && head[i] <= 'Z';
    const bool agency = head.find('(') != std::string_view::npos && head.find(')') != std::string_view::npos;
    return letters >= 4 || agency;
}

}  // namespace

std::optional<Dateline> find_dateline(std::string_view text, const Lexicon& lexicon) {
    std::size_t start = 0;
    while (start < text.size() && (text[start] == ' ' || text[start] == '\n' || text[start] == '\r')) ++start;
    const std::string_view head = text.substr(start, kLongest);
    const auto end = dash_end(head);
    if (end == std::string_view::npos || !looks_like_dateline(head.substr(0, end))) return std::nullopt;
    Dateline dateline;
    dateline.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(start + end)};
    // The town is what stands before the first comma or bracket; capitals are how datelines write it.
    const auto town = head.substr(0, std::min(head.find_first_of(",(-"), end));
    const PlaceRow* best = nullptr;
    std::string_view trimmed = town;
    while (!trimmed.empty() && trimmed.back() == ' ') trimmed.remove_suffix(1);
    for (const NameReading& reading : lexicon.readings(trimmed)) {
        if (reading.kind == NameKind::Place) {
            const PlaceRow& row = lexicon.place(reading.row);
            if (!best || row.population > best->population) best = &row;
        }
    }
    if (best) dateline.place = {best->name, best->country};
    return dateline;
}

}  // namespace annalist::ingest
