#include "ingest/extract/place_words.hpp"

#include "graph/fold.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

/// The word in front of a span, folded.
std::string word_before(std::string_view text, std::uint32_t begin, std::uint32_t from) {
    const std::string front = fold_name(text.substr(from, begin - from));
    const auto space = front.rfind(' ');
    const std::string last = space == std::string::npos ? front : front.substr(space + 1);
    if (last != "the") return last;
    const std::string rest = front.substr(0, space == std::string::npos ? 0 : space);
    return rest.substr(rest.rfind(' ') + 1);
}

}  // namespace

std::optional<TextSpan> place_words(const Mention& mention, std::string_view text, const Lexicon& lexicon) {
    const Place& place = mention.place;
    if (place.empty()) return std::nullopt;
    std::optional<TextSpan> best;
    int best_rank = 0;
    for (const NameMatch& match : lexicon.find_names(text, mention.sentence)) {
        int rank = 0;
        for (const NameReading& reading : match.readings) {
            const bool town = reading.kind == NameKind::Place && !place.city.empty() && lexicon.place(reading.row).name == place.city;
            const bool state = (reading.kind == NameKind::Country || reading.kind == NameKind::Seat) && lexicon.country(reading.row).id == place.country;
            if (town) rank = std::max(rank, 3);
            else if (state && place.city.empty()) rank = std::max(rank, 1);
            else if (state && reading.kind == NameKind::Seat && fold_name(match.words.in(text)) == fold_name(place.city)) rank = std::max(rank, 3);
        }
        if (rank == 0) continue;
        if (is_one_of(word_before(text, match.words.begin, mention.sentence.begin), {"in", "at", "near", "outside", "to", "for", "from"})) ++rank;
        if (rank > best_rank) {
            best_rank = rank;
            best = match.words;
        }
    }
    return best;
}

}  // namespace annalist::ingest
