#include <algorithm>

#include "ingest/extract/incident_reports.hpp"

namespace annalist::ingest {

std::string one_line(std::string_view words) {
    std::string line;
    for (const char c : words) {
        const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!space) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    return line;
}

MentionChains::MentionChains(std::string_view article_text, const text::Coreference& all) : text(article_text), coreference(all) {}

const text::Mention* MentionChains::at(std::uint32_t sentence, std::uint32_t head) const {
    const text::Mention* found = nullptr;
    for (const text::Mention& mention : coreference.mentions)
        if (mention.sentence == sentence && mention.head == head && !mention.coordination && (!found || mention.span.size() > found->span.size())) found = &mention;
    return found;
}

const text::Mention* MentionChains::best(std::int32_t chain) const {
    const text::Mention* best = nullptr;
    if (chain < 0) return best;
    for (const text::Mention& mention : coreference.mentions) {
        if (mention.chain != chain || mention.pronoun || mention.coordination) continue;
        if (!best || (mention.named && !best->named)) best = &mention;
    }
    return best;
}

std::vector<std::string> MentionChains::names(std::int32_t chain) const {
    std::vector<std::string> names;
    if (chain < 0) return names;
    for (const text::Mention& mention : coreference.mentions) {
        if (mention.chain != chain || !mention.named || mention.coordination || mention.span.size() > 80) continue;
        std::string name = one_line(mention.span.in(text));
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

}  // namespace annalist::ingest
