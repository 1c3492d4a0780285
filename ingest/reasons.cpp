#include "ingest/reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ingest/extract/place_words.hpp"
#include "ingest/extract/sense_codes.hpp"
#include "ingest/extract/words.hpp"
#include "ingest/link/link.hpp"
#include "ingest/text/time_order.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {
namespace {

using text::Upos;

/// The mention that the same words tell of, of the same type when several do; nullptr for none.
const Mention* same(const ArticleFacts& facts, const Mention& mention) {
    const Mention* found = nullptr;
    for (const Mention& other : facts.mentions)
        if (other.trigger == mention.trigger && (!found || (other.type == mention.type && found->type != mention.type))) found = &other;
    return found;
}

std::string speaker(const ArticleFacts& facts, const Mention& mention) {
    return mention.attributed_to == ActorId{} ? "" : facts.actors[mention.attributed_to.value - 1].key;
}

/// Without this word's part in the sentence, with its place in the tree kept.
void mute(text::Token& token) {
    token.deprel = "dep";
    token.lemma.clear();
}

bool may_count(const text::Token& token) {
    switch (token.upos) {
        case Upos::PUNCT:
        case Upos::PROPN:
        case Upos::SYM:
        case Upos::PRON: return false;
        default: return true;
    }
}

}  // namespace

/// The sentence of a mention with its tree, trigger and governor.
class ArticleReasons::Sentence {
public:
    Sentence(const text::Sentence& sentence, std::string_view text, const Mention& mention) : tree(sentence, text) {
        for (std::uint32_t i = 0; i < tree.size(); ++i)
            if (tree.token(i).span.overlaps(mention.trigger)) trigger = i;
        governor = trigger;
        if (const auto plus = mention.frame.find('+'); plus != std::string::npos) {
            // "hold+meeting": the light verb above the noun.
            const std::string verb = mention.frame.substr(0, std::min(plus, mention.frame.find(' ')));
            auto up = tree.head(trigger);
            for (int step = 0; up && step < 4; ++step, up = tree.head(*up))
                if (tree.lemma(*up) == verb) {
                    governor = *up;
                    break;
                }
        }
    }

    std::string quoted(std::uint32_t at) const { return fmt::format("\"{}\"", tree.form(at)); }

    /// The token that heads some words, nullopt when they lie outside.
    std::optional<std::uint32_t> head_of(TextSpan words) const {
        std::uint32_t first = tree.size(), last = 0;
        for (std::uint32_t i = 0; i < tree.size(); ++i)
            if (tree.token(i).span.overlaps(words)) {
                first = std::min(first, i);
                last = i + 1;
            }
        return first < last ? std::optional(tree.head_of(first, last)) : std::nullopt;
    }

    /// How a token hangs on its head: "subject of \"met\"".
    std::string relation(std::uint32_t at) const {
        const auto up = tree.head(at);
        if (!up) return "at the top of the sentence";
        const std::string head = quoted(*up);
        const auto preposition = tree.preposition(at);
        if (tree.is(at, "nsubj:pass")) return "subject of the passive " + head;
        if (tree.is(at, "nsubj")) return "subject of " + head;
        if (tree.is(at, "obj")) return "object of " + head;
        if (tree.is(at, "iobj")) return "indirect object of " + head;
        if (tree.is(at, "nmod:poss")) return "owner of " + head;
        if (tree.is(at, "appos")) return "beside " + head;
        if (!preposition.empty()) return fmt::format("behind \"{}\" at {}", preposition, head);
        if (tree.is(at, "amod") || tree.is(at, "compound") || tree.is(at, "nmod")) return "name before " + head;
        return "below " + head;
    }

    /// How a token belongs to the event.
    std::string part_of_event(std::uint32_t at) const {
        std::string front;
        if (const auto first = tree.first_conjunct(at); first != at) {
            front = fmt::format("joined to {}, ", quoted(first));
            at = first;
        }
        const auto inside = [&](std::uint32_t child) { return child == at ? "" : fmt::format("inside the phrase of {}, ", quoted(child)); };
        for (auto child = at; tree.head(child); child = *tree.head(child))
            if (*tree.head(child) == trigger || *tree.head(child) == governor) return front + inside(child) + relation(child);
        // On something above the event: its verb is shared or controlled.
        for (auto above = tree.head(governor); above; above = tree.head(*above))
            for (const auto child : tree.children(*above))
                if (child != governor && tree.dominates(child, at) && !tree.dominates(child, trigger))
                    return front + inside(child) + relation(child) + fmt::format(", which {} hangs on", quoted(governor));
        if (tree.dominates(at, trigger)) return front + fmt::format("{} is told of it", quoted(governor));
        return front + "named in the sentence";
    }

    Tree tree;
    std::uint32_t trigger = 0, governor = 0;
};

ArticleReasons::ArticleReasons(const Article& article, const Pipeline& pipeline)
    : article_(article), pipeline_(pipeline), sentences_(pipeline.analyzer().analyze(article.text)) {
    text::TimexOptions options;
    options.day_first = text::writes_day_first(article.url);
    timexes_ = text::find_timexes(article.text, sentences_, article.published, options);
}

ArticleFacts ArticleReasons::read(const std::vector<text::Sentence>& sentences, bool dated) const {
    static const std::vector<text::Timex> kNone;
    return link(article_, extract(article_, sentences, dated ? timexes_ : kNone, pipeline_.knowledge()), pipeline_.stamp());
}

std::vector<Reason> ArticleReasons::of(const Mention& mention) const {
    const auto at = std::ranges::find_if(sentences_, [&](const text::Sentence& s) { return s.span.contains(mention.trigger); });
    if (at == sentences_.end() || mention.trigger.empty()) return {};
    const auto facts = read(sentences_);
    const Mention* today = same(facts, mention);
    if (!today || today->type != mention.type || today->frame != mention.frame) return {};
    const Sentence sentence(*at, article_.text, mention);
    std::vector<Reason> reasons;
    event(mention, sentence, reasons);
    words_that_count(mention, static_cast<std::size_t>(at - sentences_.begin()), reasons);
    time(mention, sentence, reasons);
    place(mention, reasons);
    participants(mention, sentence, reasons);
    confidence(mention, reasons);
    return reasons;
}

void ArticleReasons::event(const Mention& mention, const Sentence& sentence, std::vector<Reason>& into) const {
    const Knowledge& knowledge = pipeline_.knowledge();
    Reason reason{"event", "", {mention.trigger}};
    const std::string& frame = mention.frame;
    const auto dot = frame.rfind('.');
    const std::string words = frame.substr(0, dot), form = dot == std::string::npos ? "" : frame.substr(dot + 1);
    const std::string trigger = fmt::format("\"{}\"", mention.trigger.in(article_.text));
    if (form == "deed") {
        const Sense* sense = knowledge.senses.verb_phrase(words);
        const bool noun = !sense;
        if (noun) sense = knowledge.senses.noun_phrase(words);
        reason.because = fmt::format("{} by the {} \"{}\" of {}", trigger, noun ? "noun" : "verb", words, sense && sense->own ? "the lexicon given" : "senses.tsv");
        if (sense) {
            std::string found;
            for (const auto& word : sense->rest)
                for (std::uint32_t i = 0; i < sentence.tree.size(); ++i)
                    if (i != sentence.trigger && sentence.tree.dominates(sentence.trigger, i) && (sentence.tree.lower(i) == word || sentence.tree.lemma(i) == word)) {
                        found += fmt::format("{}{}", found.empty() ? "" : ", ", sentence.quoted(i));
                        reason.words.push_back(sentence.tree.token(i).span);
                        break;
                    }
            if (!found.empty()) reason.because += " with " + found;
            if (sense->type != mention.type)
                reason.because += fmt::format(", a {} that is planned, asked for or refused, which makes it {}", to_string(sense->type), to_string(mention.type));
        }
    } else if (form == "verb" || form == "noun") {
        reason.because = fmt::format("{} by the {} \"{}\" of frames.tsv", trigger, form, words);
        const Frame* known = form == "verb" ? knowledge.frames.verb(words) : knowledge.frames.noun(words);
        if (known) reason.because += fmt::format(", class {}", known->group);
    } else if (frame.find('+') != std::string::npos) {
        reason.because = fmt::format("{} with the verb {}, by \"{}\" of frames.tsv", trigger, sentence.quoted(sentence.governor), frame);
        if (sentence.governor != sentence.trigger) reason.words.push_back(sentence.tree.token(sentence.governor).span);
    } else {
        reason.because = fmt::format("{} by the rule {}", trigger, frame.empty() ? "without a name" : frame);
    }
    reason.because += ", CAMEO " + cameo_of(mention, article_.text, knowledge.senses);
    into.push_back(std::move(reason));
}

void ArticleReasons::words_that_count(const Mention& mention, std::size_t at, std::vector<Reason>& into) const {
    // The sentence alone where it says enough, else the whole article.
    std::vector<text::Sentence> context{sentences_[at]};
    std::size_t here = 0;
    // A day to come makes a plan of it as well, so words are weighed without days.
    auto facts = read(context, false);
    const Mention* base = same(facts, mention);
    if (!base || base->type != mention.type) {
        context = sentences_;
        here = at;
        facts = read(context, false);
        base = same(facts, mention);
    }
    const bool by_day = mention.status == Status::Planned && mention.time.basis != TimeBasis::Published && mention.time.days.first > article_.published;
    Reason status{"status", "", {}}, attribution{"attribution", "", {}}, count{"count", "", {}}, sequence{"sequence", "", {}};
    const auto tells = [&](const text::Token& token) {
        const Frame* frame = token.upos == Upos::VERB ? pipeline_.knowledge().frames.verb(token.lemma) : nullptr;
        return (frame && frame->type == EventType::Statement) || is_one_of(token.lemma, {"tell", "claim", "write", "believe", "think", "quote"}) ||
               token.span.in(article_.text) == "according" || token.span.in(article_.text) == "According";
    };
    const auto add = [&](Reason& reason, TextSpan words) {
        reason.because += fmt::format("{}\"{}\"", reason.because.empty() ? "" : ", ", words.in(article_.text));
        reason.words.push_back(words);
    };
    if (base) {
        const std::string said = speaker(facts, *base);
        const Mention told = *base;
        for (std::size_t i = 0; i < context[here].tokens.size(); ++i) {
            const text::Token token = context[here].tokens[i];
            if (token.span.overlaps(mention.trigger) || !may_count(token)) continue;
            mute(context[here].tokens[i]);
            const auto without = read(context, false);
            context[here].tokens[i] = token;
            const Mention* other = same(without, mention);
            if (!other || other->type != told.type) continue;
            if (other->status != told.status && told.status == mention.status) {
                add(status, token.span);
                status.because += fmt::format(" (without it {})", to_string(other->status));
            }
            if (speaker(without, *other) != said && tells(token)) add(attribution, token.span);
            if (other->count != told.count) add(count, token.span);
            if (other->sequence != told.sequence) add(sequence, token.span);
        }
    }
    if (by_day) status.because += fmt::format("{}its day lies after the day of publication", status.because.empty() ? "" : ", and ");
    if (status.because.empty()) {
        if (mention.status == Status::Occurred) status.because = "told as a fact; no word makes it less";
        else status.because = "no single word alone";
    }
    into.push_back({"status", fmt::format("{}: {}", to_string(mention.status), status.because), std::move(status.words)});
    if (mention.attributed_to != ActorId{} && !attribution.because.empty()) {
        attribution.because = "by " + attribution.because;
        into.push_back(std::move(attribution));
    }
    if (mention.count != 1 && !count.because.empty()) into.push_back({"count", fmt::format("{} by {}", mention.count, count.because), std::move(count.words)});
    if (mention.sequence != 0 && !sequence.because.empty())
        into.push_back({"sequence", fmt::format("{} by {}", mention.sequence, sequence.because), std::move(sequence.words)});
}

void ArticleReasons::time(const Mention& mention, const Sentence& sentence, std::vector<Reason>& into) const {
    const EventTime& when = mention.time;
    Reason reason{"time", "", {}};
    if (when.words && when.words->end <= article_.text.size()) reason.words.push_back(*when.words);
    switch (when.basis) {
        case TimeBasis::Stated: {
            const std::string words = when.words ? std::string(when.words->in(article_.text)) : std::string();
            reason.because = fmt::format("\"{}\"", words);
            if (const auto head = when.words ? sentence.head_of(*when.words) : std::nullopt) reason.because += ", " + sentence.relation(*head);
            const bool year = std::ranges::count_if(words, [](unsigned char c) { return std::isdigit(c) != 0; }) >= 4;
            if (!year) reason.because += fmt::format(", counted from {}", iso_day(article_.published));
            if (when.days.granularity == Granularity::Days && when.days.days() > 1) reason.because += fmt::format(", for {} days", when.days.days());
            break;
        }
        case TimeBasis::Reference: reason.because = "no words of time govern it; its story was last said to be at this time"; break;
        case TimeBasis::Published: reason.because = "no words of time govern it, nor does its story name a day; the day of publication stands in"; break;
    }
    into.push_back(std::move(reason));
}

void ArticleReasons::place(const Mention& mention, std::vector<Reason>& into) const {
    if (mention.place.empty()) return;
    if (const auto words = place_words(mention, article_.text, pipeline_.lexicon())) {
        into.push_back({"place", fmt::format("\"{}\"", words->in(article_.text)), {*words}});
        return;
    }
    for (const Participant& p : mention.participants)
        if (p.role == Role::Target || p.role == Role::Host) {
            into.push_back({"place", fmt::format("\"{}\", where they are at home", p.words.in(article_.text)), {p.words}});
            return;
        }
    into.push_back({"place", "not named in the sentence: the dateline, or another report of the event", {}});
}

void ArticleReasons::participants(const Mention& mention, const Sentence& sentence, std::vector<Reason>& into) const {
    for (const Participant& p : mention.participants) {
        const auto head = sentence.head_of(p.words);
        const std::string words(p.words.in(article_.text));
        std::string because = fmt::format("\"{}\", {}: ", words, to_string(p.role));
        if (head && p.words.overlaps(mention.trigger)) because += "not named here; those told of before";
        else if (head) because += sentence.part_of_event(*head);
        else because += "named in another sentence";
        into.push_back({"participant", std::move(because), {p.words}});
    }
}

void ArticleReasons::confidence(const Mention& mention, std::vector<Reason>& into) const {
    const Extraction extraction = extract(article_, sentences_, timexes_, pipeline_.knowledge());
    for (const Draft& draft : extraction.events) {
        if (std::ranges::none_of(draft.reports, [&](const Candidate& c) { return c.trigger_words == mention.trigger && c.type == mention.type; })) continue;
        const ConfidenceTable& table = pipeline_.knowledge().confidence;
        std::vector<std::pair<double, std::string>> signs;
        for (auto& sign : signs_of(draft, extraction.cast)) signs.emplace_back(table.weight(sign), std::move(sign));
        std::ranges::stable_sort(signs, std::greater{}, [](const auto& s) { return std::abs(s.first); });
        Reason reason{"confidence", "", {}};
        for (const auto& [weight, sign] : signs)
            if (std::abs(weight) >= 0.1) reason.because += fmt::format("{}{} {:+.2f}", reason.because.empty() ? "" : ", ", sign, weight);
        if (!reason.because.empty()) into.push_back(std::move(reason));
        return;
    }
}

}  // namespace annalist::ingest
