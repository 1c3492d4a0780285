#include "ingest/extract/figures.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "ingest/text/change.hpp"
#include "ingest/text/quantity.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

using text::Quantity;
using text::Upos;

/// What is counted between or about states.
bool is_indicator(std::string_view lemma) {
    return is_one_of(lemma, {"trade", "export", "import", "investment", "aid", "assistance", "loan", "credit", "grant",
                             "output", "production", "deficit", "surplus", "turnover", "debt", "reserve", "gdp", "economy",
                             "deal", "contract", "order", "purchase", "sale", "shipment", "tariff", "duty", "quota", "budget",
                             "price", "supply", "delivery", "donation", "commerce", "fund", "funding", "package", "spending",
                             "subsidy", "remittance", "volume", "flow", "stake", "project", "pipeline", "product", "good",
                             "facility", "cost", "relief", "inflation", "growth", "consumption", "sanction", "payment", "interest",
                             "exchange", "figure", "total", "value", "share", "contribution", "pledge", "support"});
}

/// Indicators that say little alone: a compound or of-phrase before them names the thing.
bool is_generic(std::string_view lemma) {
    return is_one_of(lemma, {"volume", "turnover", "flow", "figure", "total", "value", "share", "package", "exchange"});
}

class FigureFinder {
public:
    FigureFinder(const Tree& tree, const SentenceNames& names, const Cast& cast, std::span<const text::Timex> timexes,
                 const std::vector<std::uint32_t>& story)
        : tree_(tree), names_(names), cast_(cast), timexes_(timexes), story_(story) {}

    std::vector<Figure> run() {
        std::vector<Figure> found;
        for (const Quantity& quantity : text::find_quantities(tree_.text(), tree_.sentence()))
            if (auto figure = read(quantity)) found.push_back(std::move(*figure));
        return found;
    }

private:
    std::optional<Figure> read(const Quantity& quantity) {
        const bool money = quantity.unit.size() == 3 && quantity.unit != "bbl" && quantity.unit != "ft3";
        const bool percent = quantity.unit == "%";
        const bool goods = quantity.unit == "t" || quantity.unit.starts_with("bbl") || quantity.unit == "m3" || quantity.unit == "ft3" ||
                           quantity.unit == "doses" || quantity.unit == "t/d";
        if (!money && !percent && !goods) return std::nullopt;
        if (inside_timex(quantity.span)) return std::nullopt;
        const auto head = tree_.head_of(quantity.first, quantity.last);
        int sign = 0;
        if (percent && quantity.last < tree_.size()) sign = text::direction_of(tree_.lower(quantity.last));  // "29 percent more than"
        const auto noun = indicator(head, sign);
        if (!noun) return std::nullopt;

        Figure figure;
        figure.words = quantity.span;
        figure.sentence = tree_.sentence().span;
        figure.indicator = name_of(*noun);
        figure.confidence = 0.5;
        if (percent && sign != 0) {
            figure.change = sign * quantity.value;
            figure.unit = "%";
            figure.basis = basis();
            figure.confidence = 0.7;
        } else {
            figure.value = quantity.value;
            figure.value_high = quantity.high;
            figure.unit = quantity.unit;
            if (percent) figure.confidence = 0.4;
        }
        parties(*noun, head, figure);
        if (figure.parties.empty()) return std::nullopt;
        figure.period = period(*noun, quantity);
        // The words of the figure: from its indicator to its amount where they stand close together.
        const std::uint32_t first = std::min(*noun, quantity.first), last = std::max(*noun + 1, quantity.last);
        if (last - first <= 14) figure.words = tree_.span(first, last);
        return figure;
    }

    bool inside_timex(TextSpan span) const {
        return std::ranges::any_of(timexes_, [&](const text::Timex& t) { return t.span.contains(span); });
    }

    /// The noun that is counted: above the amount, or subject or object of the verb above it.
    std::optional<std::uint32_t> indicator(std::uint32_t at, int& sign) const {
        std::optional<std::uint32_t> here = at;
        std::uint32_t below = at;
        for (int step = 0; here && step < 6; ++step) {
            const std::string& lemma = tree_.lemma(*here);
            if (sign == 0) sign = text::direction_of(lemma);
            for (const auto c : tree_.children(*here))
                if (sign == 0 && (tree_.is(c, "advmod") || tree_.is(c, "case")) && tree_.lower(c) != "more" && tree_.lower(c) != "less")
                    sign = text::direction_of(tree_.lower(c));
            if (step > 0 && tree_.is_noun(*here) && is_indicator(lemma)) return here;
            if (tree_.is_noun(*here) && step > 0) {
                for (const auto c : tree_.children(*here)) {
                    if (c == below) continue;
                    if ((tree_.is(c, "nmod") || tree_.is(c, "compound")) && is_indicator(tree_.lemma(c))) return c;
                }
            }
            if (step == 0)
                for (const auto c : tree_.children(*here))
                    if (tree_.is(c, "nmod") && is_one_of(tree_.preposition(c), {"in", "of", "worth"}) && is_indicator(tree_.lemma(c)) && tree_.is_noun(c))
                        return c;
            if (tree_.is_verb(*here) || tree_.child(*here, {"cop"})) {
                for (const auto c : tree_.children(*here)) {
                    if (c == below) continue;
                    if (tree_.is(c, "nsubj") || tree_.is(c, "obj") || tree_.is(c, "obl"))
                        if (const auto noun = inside(c)) return noun;
                }
                if (tree_.is(*here, "acl"))
                    if (const auto noun = tree_.head(*here); noun && is_indicator(tree_.lemma(*noun))) return noun;
                if (is_one_of(lemma, {"export", "import", "trade", "invest", "donate", "lend", "spend"})) return here;
                if (tree_.is(*here, "advcl") || tree_.is(*here, "xcomp") || tree_.is(*here, "conj") || tree_.is(*here, "acl") || tree_.is(*here, "ccomp") || tree_.is(*here, "parataxis")) {
                    below = *here;
                    here = tree_.head(*here);
                    continue;
                }
                return std::nullopt;
            }
            below = *here;
            here = tree_.head(*here);
        }
        return std::nullopt;
    }

    std::optional<std::uint32_t> inside(std::uint32_t at) const {
        if (!tree_.is_noun(at)) return std::nullopt;
        if (is_indicator(tree_.lemma(at))) return at;
        for (const auto c : tree_.children(at))
            if ((tree_.is(c, "nmod") || tree_.is(c, "compound")) && is_indicator(tree_.lemma(c))) return c;
        return std::nullopt;
    }

    std::string name_of(std::uint32_t noun) const {
        std::string name;
        for (const auto c : tree_.children(noun)) {
            if (c > noun || !(tree_.is(c, "amod") || tree_.is(c, "compound"))) continue;
            const bool nationality = std::ranges::any_of(names_.parties, [&](const Party& p) { return p.first <= c && c < p.last; });
            if (nationality || tree_.lower(c) == "total") continue;
            name += tree_.lower(c) + " ";
        }
        name += tree_.lower(noun);
        if (is_generic(tree_.lemma(noun)))
            for (const auto c : tree_.children(noun))
                if (tree_.is(c, "nmod") && tree_.preposition(c) == "of") name += " of " + tree_.lower(c);
        return name;
    }

    std::string basis() const {
        const auto comparison = text::find_comparison(tree_.text(), tree_.sentence());
        return comparison ? comparison->basis : "";
    }

    /// Whether the counted thing passes between two states: trade, deals, tariffs.
    bool between_two(std::uint32_t noun) const {
        if (is_one_of(tree_.lemma(noun), {"trade", "turnover", "commerce", "deal", "contract", "order", "tariff", "duty"})) return true;
        if (!is_one_of(tree_.lemma(noun), {"surplus", "deficit", "volume"})) return false;
        return std::ranges::any_of(tree_.children(noun), [&](std::uint32_t c) { return tree_.lemma(c) == "trade"; });
    }

    /// The predicate of the clause that a token stands in; an infinitive without a subject of its own
    /// is of the clause above.
    std::uint32_t clause_of(std::uint32_t at) const {
        while (const auto up = tree_.head(at)) {
            const bool clause = tree_.is(at, "ccomp") || tree_.is(at, "advcl") || tree_.is(at, "acl") || tree_.is(at, "parataxis") ||
                                tree_.is(at, "csubj") || (tree_.is(at, "conj") && tree_.is_verb(at));
            if (clause) return at;
            at = *up;
        }
        return at;
    }

    void parties(std::uint32_t noun, std::uint32_t amount, Figure& figure) const {
        std::set<std::uint32_t> members;
        const auto country = [&](std::uint32_t member) {
            const CastMember& who = cast_[member];
            return who.actor.kind == ActorKind::Country || who.body == "EU";
        };
        // Those of the amount's own clause and of what hangs on the indicator; else those of the sentence.
        std::set<std::uint32_t> near;
        const auto own = clause_of(noun), other = clause_of(amount);
        for (const Party& party : names_.parties) {
            if (!country(party.member)) continue;
            members.insert(party.member);
            const auto clause = clause_of(party.head);
            if (clause == own || clause == other || (tree_.is_noun(noun) && tree_.dominates(noun, party.head))) near.insert(party.member);
        }
        if (!near.empty()) members = std::move(near);
        bool both = false;
        for (const auto c : tree_.children(noun)) both = both || is_one_of(tree_.lower(c), {"bilateral", "two-way", "mutual"});
        if (is_one_of(tree_.lemma(noun), {"trade", "turnover", "commerce"}) && members.empty()) both = true;
        // What one side sells or owes, it does with the other of the two that the article is about.
        const bool of_story = members.size() == 1 && std::ranges::find(story_, *members.begin()) != story_.end();
        if (of_story && between_two(noun)) both = true;
        if ((both && members.size() < 2) || members.empty())
            for (const auto member : story_)
                if (members.size() < 2) members.insert(member);
        for (const auto member : members) figure.parties.push_back({member + 1});
        if (figure.parties.size() > 4) figure.parties.clear();
    }

    std::optional<TimeSpan> period(std::uint32_t noun, const Quantity& quantity) const {
        const text::Timex* best = nullptr;
        std::uint32_t best_distance = 0;
        for (const text::Timex& timex : timexes_) {
            if (!timex.days || !tree_.sentence().span.contains(timex.span)) continue;
            if (timex.type != text::TimexType::Date && timex.type != text::TimexType::Duration) continue;
            if (timex.days->days() < 20 || compared_with(timex)) continue;  // a figure covers a month or more
            const auto distance = timex.span.begin >= quantity.span.end ? timex.span.begin - quantity.span.end
                                                                         : quantity.span.begin - std::min(quantity.span.begin, timex.span.end) + 20;
            if (!best || distance < best_distance) {
                best = &timex;
                best_distance = distance;
            }
        }
        if (!best && happens_on_a_day(noun))
            for (const text::Timex& timex : timexes_)
                if (timex.days && timex.type == text::TimexType::Date && timex.days->days() == 1 && !best &&
                    tree_.sentence().span.contains(timex.span))
                    best = &timex;
        if (!best) return std::nullopt;
        return best->days;
    }

    /// Deals and tariffs begin on a day, which stands for their time when nothing longer does.
    bool happens_on_a_day(std::uint32_t noun) const {
        return is_one_of(tree_.lemma(noun), {"deal", "contract", "order", "tariff", "duty", "donation", "sale", "purchase", "loan", "grant"});
    }

    /// "From the year-ago figure", "than in 2005": the time of what a figure is compared with.
    bool compared_with(const text::Timex& timex) const {
        std::uint32_t at = 0;
        while (at < tree_.size() && tree_.span(at, at + 1).begin < timex.span.begin) ++at;
        for (std::uint32_t back = 1; back <= 2 && back <= at; ++back)
            if (is_one_of(tree_.lower(at - back), {"from", "than", "against"})) return true;
        return false;
    }

    const Tree& tree_;
    const SentenceNames& names_;
    const Cast& cast_;
    std::span<const text::Timex> timexes_;
    const std::vector<std::uint32_t>& story_;
};

}  // namespace

std::vector<Figure> find_figures(const Tree& tree, const SentenceNames& names, const Cast& cast,
                                 std::span<const text::Timex> timexes, const std::vector<std::uint32_t>& story) {
    return FigureFinder(tree, names, cast, timexes, story).run();
}

}  // namespace annalist::ingest
