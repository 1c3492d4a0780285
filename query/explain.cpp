#include "query/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace annalist::query {
namespace {

/// A mark for `words` if they lie in the sentence; otherwise nothing.
void mark(std::vector<Mark>& marks, TextSpan sentence, TextSpan words, MarkKind kind,
          std::string actor = {}) {
    if (words.empty() || !sentence.contains(words)) return;
    marks.push_back({{words.begin - sentence.begin, words.end - sentence.begin}, kind,
                     std::move(actor)});
}

/// Puts marks in order and cuts those that begin within an earlier one: a title holds its person,
/// and of equal begins the longer one stays.
void disentangle(std::vector<Mark>& marks) {
    std::ranges::stable_sort(marks, {}, [](const Mark& m) {
        return std::tuple(m.words.begin, -static_cast<std::int64_t>(m.words.end), m.kind);
    });
    std::uint32_t end = 0;
    std::erase_if(marks, [&](const Mark& m) {
        if (m.words.begin < end) return true;
        end = m.words.end;
        return false;
    });
}

Result<Report> report_of(Mention mention, const storage::Store& store, ActorBook& book) {
    const auto article = store.article(mention.article);
    if (!article) return article.error();
    const auto damaged = [&](std::string_view what) {
        return Error{ErrorCode::Corruption,
                     fmt::format("article {}: {}; run annalist verify", article_text(mention.article), what)};
    };
    if (!*article) return damaged("a report of this event names it, but it is not in the store");
    const Article& a = **article;
    const TextSpan sentence = mention.sentence;
    if (sentence.begin > sentence.end || sentence.end > a.text.size())
        return damaged("the sentence of a report does not lie in the text");

    Report report;
    report.title = a.title;
    report.publisher = a.publisher;
    report.author = a.author;
    report.url = a.url;
    report.published = a.published;
    report.sentence = sentence.in(a.text);
    mark(report.marks, sentence, mention.trigger, MarkKind::Trigger);
    if (const auto& words = mention.time.words) {
        mark(report.marks, sentence, *words, MarkKind::Time);
        if (words->begin <= words->end && words->end <= a.text.size())
            report.time_words = words->in(a.text);
    }
    for (const Participant& participant : mention.participants) {
        auto actor = book.named(participant.actor, participant.role);
        if (!actor) return actor.error();
        mark(report.marks, sentence, participant.words, MarkKind::Participant, actor->key);
        report.participants.push_back(*std::move(actor));
    }
    if (mention.attributed_to != ActorId{}) {
        auto actor = book.named(mention.attributed_to);
        if (!actor) return actor.error();
        report.attributed_to = *std::move(actor);
    }
    disentangle(report.marks);
    report.mention = std::move(mention);
    return report;
}

}  // namespace

std::string_view to_string(MarkKind kind) {
    switch (kind) {
        case MarkKind::Trigger: return "trigger";
        case MarkKind::Time: return "time";
        case MarkKind::Participant: return "participant";
    }
    return "unknown";
}

Result<Explanation> explain(const storage::Store& store, EventId id) {
    auto event = store.event(id);
    if (!event) return event.error();
    if (!*event)
        return Error{ErrorCode::NotFound, fmt::format("no event {} in this store", event_text(id))};
    ActorBook book{store};
    auto actors = book.named((*event)->actors);
    if (!actors) return actors.error();
    Explanation explanation{{**std::move(event), *std::move(actors)}, {}, {}, {}};

    auto mentions = store.mentions_of(id);
    if (!mentions) return mentions.error();
    auto parts = store.parts_of(id);
    if (!parts) return parts.error();
    explanation.parts = *std::move(parts);
    explanation.contradictions = contradictions_of(*mentions);
    for (Mention& mention : *mentions) {
        auto report = report_of(std::move(mention), store, book);
        if (!report) return report.error();
        explanation.reports.push_back(*std::move(report));
    }
    return explanation;
}

Result<std::string> telling_sentence(const storage::Store& store, EventId id,
                                     std::optional<date::sys_days> as_known_on) {
    auto mentions = store.mentions_of(id);
    if (!mentions) return mentions.error();
    if (as_known_on)
        std::erase_if(*mentions, [&](const Mention& mention) { return mention.known > *as_known_on; });
    if (mentions->empty()) return std::string{};
    const Mention& best = *std::ranges::max_element(*mentions, {}, &Mention::confidence);
    const auto article = store.article(best.article);
    if (!article) return article.error();
    if (!*article || best.sentence.begin > best.sentence.end ||
        best.sentence.end > (*article)->text.size())
        return std::string{};
    std::string sentence;
    for (const char c : best.sentence.in((*article)->text)) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank)
            sentence += c;
        else if (!sentence.empty() && sentence.back() != ' ')
            sentence += ' ';
    }
    return sentence;
}

}  // namespace annalist::query
