#include "ingest/extract/candidate_finder.hpp"

#include <algorithm>

#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

bool CandidateFinder::tells(std::uint32_t verb) const {
    if (!tree_.is_verb(verb)) return false;
    const Frame* frame = frames_.verb(tree_.lemma(verb));
    return (frame && frame->type == EventType::Statement) || is_one_of(tree_.lemma(verb), {"tell", "claim", "write", "believe", "think", "quote"});
}

std::optional<Involved> CandidateFinder::speaker_of(std::uint32_t predicate) const {
    std::vector<Involved> found;
    const auto first_of = [&](std::uint32_t at) -> bool {
        one(at, Role::Source, found, 0);
        return !found.empty();
    };
    std::uint32_t at = predicate;
    for (int step = 0; step < 8; ++step) {
        // "according to the ministry", on this clause or one above it
        for (const auto c : tree_.children(at))
            if (tree_.is(c, "obl") && tree_.preposition(c) == "according" && first_of(c)) return found.front();
        // "... , Lavrov said": the verb of telling is hung on what is told
        for (const auto c : tree_.children(at))
            if (tree_.is(c, "parataxis") && tells(c))
                if (const auto who = tree_.child(c, {"nsubj"}); who && first_of(*who)) return found.front();
        const auto up = tree_.head(at);
        if (!up) break;
        if ((tree_.is(at, "ccomp") || tree_.is(at, "parataxis")) && tells(*up))
            if (const auto who = tree_.subject(*up); who && first_of(*who)) return found.front();
        at = *up;
    }
    return std::nullopt;
}

}  // namespace annalist::ingest
