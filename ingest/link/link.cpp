#define XXH_INLINE_ALL
#include <xxhash.h>

#include "ingest/link/link.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace annalist::ingest {
namespace {

/// Gives cast members their places in ArticleFacts::actors, in the order of first use.
class ActorTable {
public:
    ActorTable(const Cast& cast, std::vector<Actor>& actors) : cast_(cast), actors_(actors) {}

    ActorId of(std::uint32_t member) {
        const auto [at, fresh] = places_.emplace(member, static_cast<std::uint32_t>(actors_.size()) + 1);
        if (fresh) actors_.push_back(cast_[member].actor);
        return {at->second};
    }

private:
    const Cast& cast_;
    std::vector<Actor>& actors_;
    std::map<std::uint32_t, std::uint32_t> places_;
};

/// The report that decides the event's days: a stated time before any other, then the surest.
const Candidate& best_dated(const Draft& draft) {
    const Candidate* best = &draft.reports.front();
    for (const Candidate& report : draft.reports)
        if (std::pair(static_cast<int>(report.time.basis), -report.confidence) <
            std::pair(static_cast<int>(best->time.basis), -best->confidence))
            best = &report;
    return *best;
}

/// What two articles must agree on to tell one event: type and contact, the actors, the day and
/// the place in a sequence. Days of more than a week, or only assumed, do not identify an event.
EventId event_id(const Article& article, const Draft& draft, const Cast& cast, std::uint32_t index) {
    const Candidate& dated = best_dated(draft);
    const bool known_day = dated.time.basis != TimeBasis::Published && dated.time.days.days() <= 1;
    std::set<std::string> actors;
    for (const Involved& party : draft.parties) actors.insert(fmt::format("{}", cast[party.member].actor.key));
    const bool enough = actors.size() >= 2 && draft.reports.front().count == 1;
    std::string key = fmt::format("{}|{}|", to_string(draft.reports.front().type),
                                  to_string(contact_of(draft.reports.front().type, draft.reports.front().mode)));
    if (contact_of(draft.reports.front().type, draft.reports.front().mode) == Contact::None)
        key += to_string(draft.reports.front().mode);
    if (known_day && enough) {
        for (const auto& actor : actors) key += actor + "|";
        key += iso_day(dated.time.days.first);
    } else {
        key += fmt::format("{:016x}|{}", article.id.value, index);
    }
    return {XXH3_64bits(key.data(), key.size())};
}

TextSpan inside(TextSpan span, const Article& article) {
    const auto size = static_cast<std::uint32_t>(article.text.size());
    return {std::min(span.begin, size), std::min(span.end, size)};
}

}  // namespace

ArticleFacts link(const Article& article, Extraction extraction, std::string stamp) {
    ArticleFacts facts;
    facts.article = article;
    facts.stamp = std::move(stamp);
    ActorTable actors(extraction.cast, facts.actors);

    std::uint32_t index = 0;
    for (const Draft& draft : extraction.events) {
        const EventId id = event_id(article, draft, extraction.cast, index++);
        for (const Candidate& report : draft.reports) {
            Mention mention;
            mention.article = article.id;
            mention.event = id;
            mention.type = report.type;
            mention.mode = report.mode;
            mention.status = report.status;
            mention.time = report.time;
            mention.place = report.place;
            for (const Involved& party : report.parties) {
                // A state that a named person speaks for stays out of the event.
                const auto kept = std::ranges::find(draft.parties, party.member, &Involved::member);
                if (kept == draft.parties.end()) continue;
                mention.participants.push_back({actors.of(party.member), kept->role, inside(party.words, article)});
            }
            if (report.speaker) mention.attributed_to = actors.of(report.speaker->member);
            mention.count = report.count;
            mention.sequence = report.sequence;
            mention.label = report.label;
            mention.sentence = inside(extraction.sentences[report.sentence], article);
            mention.trigger = inside(report.trigger_words, article);
            mention.frame = report.frame;
            mention.confidence = std::clamp(report.confidence, 0.0, 1.0);
            mention.known = article.published;
            facts.mentions.push_back(std::move(mention));
        }
    }
    std::ranges::stable_sort(facts.mentions, {}, [](const Mention& m) { return m.trigger.begin; });
    for (std::uint32_t i = 0; i < facts.mentions.size(); ++i) facts.mentions[i].ordinal = i;

    for (Affiliation affiliation : extraction.affiliations) {
        affiliation.actor = actors.of(affiliation.actor.value - 1);
        if (affiliation.body.value != 0) affiliation.body = actors.of(affiliation.body.value - 1);
        facts.affiliations.push_back(std::move(affiliation));
    }
    // Whom a person acts for by the tables of offices, where the article does not say it in words.
    for (const Draft& draft : extraction.events)
        for (const Involved& party : draft.parties) {
            const CastMember& member = extraction.cast[party.member];
            if (member.actor.kind != ActorKind::Person || !member.actor.country.empty() || member.body.empty()) continue;
            const auto* body = extraction.cast.lexicon().organization_by_id(member.body);
            if (!body) continue;
            const ActorId who = actors.of(party.member);
            const ActorId whom = actors.of(extraction.cast.organization(*body));
            const bool told = std::ranges::any_of(facts.affiliations, [&](const Affiliation& a) { return a.actor == who && a.body == whom; });
            if (!told)
                facts.affiliations.push_back({who, member.titles.empty() ? "" : member.titles.front(), whom, "",
                                              article.published, article.id, inside(party.words, article)});
        }
    for (Figure figure : extraction.figures) {
        for (ActorId& party : figure.parties) party = actors.of(party.value - 1);
        std::ranges::sort(figure.parties);
        facts.figures.push_back(std::move(figure));
    }
    return facts;
}

}  // namespace annalist::ingest
