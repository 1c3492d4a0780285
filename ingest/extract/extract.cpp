#include "ingest/extract/extract.hpp"

#include <algorithm>
#include <map>

#include "ingest/extract/candidates.hpp"
#include "ingest/extract/dateline.hpp"
#include "ingest/extract/deed_events.hpp"
#include "ingest/extract/discourse.hpp"
#include "ingest/extract/event_time.hpp"
#include "ingest/extract/figures.hpp"
#include "ingest/extract/parties.hpp"
#include "ingest/extract/past_leaders.hpp"
#include "ingest/extract/syntax.hpp"

namespace annalist::ingest {
namespace {

/// Below it, four of five events would be wrong: they are not told.
constexpr double kLeastConfidence = 0.2;

/// The two states that most events of the article are between: whose trade is "bilateral trade".
std::vector<std::uint32_t> story_states(Cast& cast, const std::vector<Candidate>& candidates) {
    std::vector<std::pair<int, std::string>> ranked;  // the first named of equals first
    for (const Candidate& candidate : candidates)
        for (const Involved& party : candidate.parties) {
            const std::string& country = cast[party.member].actor.country;
            if (country.empty()) continue;
            const auto at = std::ranges::find(ranked, country, &std::pair<int, std::string>::second);
            if (at == ranked.end()) ranked.emplace_back(1, country);
            else ++at->first;
        }
    std::ranges::stable_sort(ranked, std::greater{}, &std::pair<int, std::string>::first);
    std::vector<std::uint32_t> states;
    for (const auto& [count, country] : ranked) {
        if (states.size() == 2) break;
        if (const auto* row = cast.lexicon().country_by_id(country)) states.push_back(cast.country(*row));
    }
    return states;
}

/// Parties and places inside the dateline are where the report was written, not what it says.
void drop_dateline(SentenceNames& names, const std::optional<Dateline>& dateline) {
    if (!dateline) return;
    std::erase_if(names.parties, [&](const Party& p) { return dateline->span.contains(p.words); });
    std::erase_if(names.places, [&](const PlaceMention& p) { return dateline->span.contains(p.words); });
}

/// "here" in a report is the town of its dateline, and where a visitor who "arrived here" is.
void fill_here(const Tree& tree, const std::optional<Dateline>& dateline, Cast& cast, Candidate& candidate) {
    if (!dateline || !candidate.place.empty() || dateline->place.empty()) return;
    for (const auto top : {candidate.trigger, candidate.governor})
        for (const auto c : tree.children(top)) {
            if (tree.lower(c) != "here" || !tree.is(c, "advmod")) continue;
            candidate.place = dateline->place;
            const auto* country = cast.lexicon().country_by_id(dateline->place.country);
            const bool open = std::ranges::none_of(candidate.parties, [](const Involved& p) { return p.role == Role::Target; });
            if (candidate.group == "visit" && open && country)
                candidate.parties.push_back({cast.country(*country), Role::Target, tree.token(c).span});
        }
}

/// Whether the words are part of a person's name.
bool inside_name(TextSpan words, const std::vector<text::Sentence>& sentences) {
    for (const text::Sentence& sentence : sentences) {
        if (!sentence.span.contains(words)) continue;
        return std::ranges::any_of(sentence.entities, [&](const text::Entity& e) {
            return e.type == text::EntityType::Person && e.last - e.first > 1 &&
                   TextSpan{sentence.tokens[e.first].span.begin, sentence.tokens[e.last - 1].span.end}.contains(words);
        });
    }
    return false;
}

/// Who says "I" in a statement: the first person named before the word stands outside quotations.
std::optional<std::uint32_t> author_of(const std::vector<Tree>& trees, Cast& cast, const RoleNouns& roles) {
    std::optional<std::uint32_t> first;
    for (const Tree& tree : trees) {
        std::uint32_t named = tree.size();
        if (!first)
            for (const Party& party : find_parties(tree, cast, roles).parties)
                if (cast[party.member].actor.kind == ActorKind::Person) {
                    first = party.member;
                    named = party.first;
                    break;
                }
        for (std::uint32_t i = 0; i < tree.size(); ++i) {
            if (tree.form(i) == "\"" || tree.form(i) == "“") break;
            if (tree.form(i) != "I") continue;
            if (!first || (named < tree.size() && i < named)) return std::nullopt;  // "I met Mrs Clinton": she is not the author
            return first;
        }
    }
    return std::nullopt;
}

/// "met on 3 and 9 May", "visited in 1994, 1997 and 2001": one event for each of the listed times, where
/// they do not follow on one another as the days of one meeting do.
std::vector<Candidate> on_each_day(std::string_view text, const std::vector<text::Timex>& timexes, Candidate candidate) {
    std::vector<Candidate> each;
    if (candidate.time.basis == TimeBasis::Stated && candidate.time.words && contact_of(candidate.type, candidate.mode) != Contact::None) {
        const auto listed = [&](const text::Timex& a, const text::Timex& b) {
            if (a.begins_range || !a.days || !b.days || a.type != b.type || a.days->last + date::days{1} >= b.days->first) return false;
            if (b.span.begin < a.span.end || b.span.begin - a.span.end > 8) return false;
            auto gap = text.substr(a.span.end, b.span.begin - a.span.end);
            for (const std::string_view word : {" and in ", " and on ", ", and ", " and ", ", in ", ", on ", ", "})
                if (gap == word) return true;
            return false;
        };
        auto first = std::ranges::find_if(timexes, [&](const text::Timex& t) { return t.span.overlaps(*candidate.time.words); });
        if (first != timexes.end()) {
            auto last = first;
            while (first != timexes.begin() && listed(*std::prev(first), *first)) --first;
            while (std::next(last) != timexes.end() && listed(*last, *std::next(last))) ++last;
            const auto before = text.substr(0, first->span.begin);
            const bool between = before.ends_with("between ");
            for (auto at = first; at <= last && first != last && !between; ++at) {
                each.push_back(candidate);
                each.back().time.days = *at->days;
                each.back().time.timex = at->value;
                each.back().time.words = at->span;
                each.back().count = 1;
            }
        }
    }
    if (each.empty()) each.push_back(std::move(candidate));
    return each;
}

}  // namespace

Result<Knowledge> Knowledge::load(const std::filesystem::path& folder) {
    auto lexicon = Lexicon::load(folder);
    if (!lexicon) return lexicon.error();
    auto roles = RoleNouns::load(folder / "roles.tsv");
    if (!roles) return roles.error();
    auto frames = Frames::load(folder / "frames.tsv");
    if (!frames) return frames.error();
    auto confidence = ConfidenceTable::load(folder / "confidence.tsv");
    if (!confidence) return confidence.error();
    auto senses = Senses::load(folder / "senses.tsv");
    if (!senses) return senses.error();
    auto incidents = IncidentWords::load(folder / "incidents.tsv");
    if (!incidents) return incidents.error();
    auto zones = Zones::load(folder / "zones.tsv");
    if (!zones) return zones.error();
    auto contexts = Contexts::load(folder / "contexts.tsv");
    if (!contexts) return contexts.error();
    auto deed_rules = DeedRules::load(folder / "deeds.tsv");
    if (!deed_rules) return deed_rules.error();
    return Knowledge{std::move(*lexicon), std::move(*roles),     std::move(*frames), std::move(*confidence),
                     std::move(*senses),  std::move(*incidents), std::move(*zones),  std::move(*contexts), std::move(*deed_rules), {}};
}

Extraction extract(const Article& article, const std::vector<text::Sentence>& sentences,
                   const std::vector<text::Timex>& found_timexes, const Knowledge& knowledge,
                   std::optional<date::sys_days> told_on) {
    Extraction out{Cast(knowledge.lexicon, article.published), {}, {}, {}, {}};
    const auto dateline = find_dateline(article.text, knowledge.lexicon);

    std::vector<Tree> trees;
    trees.reserve(sentences.size());
    enter_past_leaders(sentences, article.text, found_timexes, article.published, out.cast);
    for (const text::Sentence& sentence : sentences) {
        trees.emplace_back(sentence, article.text);
        out.sentences.push_back(sentence.span);
        // A first reading fills the cast, so that a last name or title may come before the full name.
        find_parties(trees.back(), out.cast, knowledge.roles);
    }

    if (dateline && !dateline->place.country.empty()) out.cast.settle_countries(dateline->place.country);

    Discourse discourse(out.cast);
    if (const auto author = author_of(trees, out.cast, knowledge.roles)) discourse.author(*author);
    // "Theresa May" is no month.
    std::vector<text::Timex> timexes;
    for (const text::Timex& timex : found_timexes)
        if (!inside_name(timex.span, sentences)) timexes.push_back(timex);
    EventTimes times(article.text, sentences, timexes, told_on.value_or(article.published));
    std::vector<SentenceNames> names;
    std::vector<Candidate> candidates;
    names.reserve(trees.size());
    for (std::uint32_t i = 0; i < trees.size(); ++i) {
        names.push_back(find_parties(trees[i], out.cast, knowledge.roles));
        drop_dateline(names.back(), dateline);
        // In "3 May" nobody is named.
        std::erase_if(names.back().parties, [&](const Party& p) {
            return std::ranges::any_of(timexes, [&](const text::Timex& t) { return t.span.contains(p.words) && t.span != p.words; });
        });
        discourse.enter(trees[i], names.back());
        for (Candidate& candidate :
             find_candidates(trees[i], names.back(), knowledge.frames, out.cast, discourse)) {
            candidate.sentence = i;
            fill_here(trees[i], dateline, out.cast, candidate);
            times.place(trees[i], candidate);
            for (Candidate& one : on_each_day(article.text, timexes, std::move(candidate))) candidates.push_back(std::move(one));
        }
        for (Candidate& candidate : deed_candidates(trees[i], names.back(), knowledge.senses, knowledge.deed_rules, out.cast)) {
            candidate.sentence = i;
            // What a frame tells of as a contact is told once: "will hold a meeting", a user's verb of meeting.
            if (std::ranges::any_of(candidates, [&](const Candidate& c) {
                    return c.sentence == i && contact_of(c.type, c.mode) != Contact::None &&
                           (c.trigger == candidate.trigger || c.governor == candidate.trigger);
                }))
                continue;
            times.place(trees[i], candidate);
            candidates.push_back(std::move(candidate));
        }
        for (Affiliation& affiliation : names.back().affiliations) {
            affiliation.article = article.id;
            affiliation.seen = article.published;
            out.affiliations.push_back(std::move(affiliation));
        }
    }

    const auto states = story_states(out.cast, candidates);
    for (std::uint32_t i = 0; i < trees.size(); ++i)
        for (Figure& figure : find_figures(trees[i], names[i], out.cast, timexes, states)) {
            figure.article = article.id;
            figure.ordinal = static_cast<std::uint32_t>(out.figures.size());
            figure.known = article.published;
            out.figures.push_back(std::move(figure));
        }
    out.events = gather(std::move(candidates), out.cast, dateline ? std::string_view(dateline->place.country) : std::string_view{});
    inherit_times(out.events, out.cast);
    for (Draft& draft : out.events) {
        const double confidence = knowledge.confidence.of(signs_of(draft, out.cast));
        for (Candidate& report : draft.reports) report.confidence = confidence;
    }
    std::erase_if(out.events, [](const Draft& draft) { return draft.reports.front().confidence < kLeastConfidence; });
    return out;
}

Deeds read_deeds(const Article& article, const std::vector<text::Sentence>& sentences, const Knowledge& knowledge) {
    Deeds deeds{Cast(knowledge.lexicon, article.published), {}};
    for (const text::Sentence& sentence : sentences) {
        const Tree tree(sentence, article.text);
        const SentenceNames names = find_parties(tree, deeds.cast, knowledge.roles);
        deeds.sentences.push_back(find_deeds(tree, names, knowledge.senses));
    }
    return deeds;
}

}  // namespace annalist::ingest
