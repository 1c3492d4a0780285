#include "storage/intake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "storage/store.hpp"

namespace annalist::storage {
namespace {

/// Beyond it the pairs of one event would swamp the store: 32,640 of them at this number.
constexpr std::size_t kMostParticipants = 256;

/// Collects the first thing wrong with one article's facts.
class Checker {
public:
    explicit Checker(const ArticleFacts& facts) : facts_(facts) {}

    Result<void> run() {
        check_actors();
        for (std::size_t i = 0; i < facts_.affiliations.size(); ++i)
            check_affiliation(facts_.affiliations[i], fmt::format("affiliation {}", i));
        for (std::size_t i = 0; i < facts_.mentions.size(); ++i)
            check_mention(facts_.mentions[i], i, fmt::format("mention {}", i));
        for (std::size_t i = 0; i < facts_.figures.size(); ++i)
            check_figure(facts_.figures[i], i, fmt::format("figure {}", i));
        if (wrong_.empty()) return {};
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("article {:016x} ({}): {}", facts_.article.id.value,
                                 facts_.article.url, wrong_)};
    }

private:
    void require(bool good, const std::string& item, const char* what) {
        if (!good && wrong_.empty()) wrong_ = item + ": " + what;
    }

    void check_actors() {
        std::set<std::string_view> keys;
        for (std::size_t i = 0; i < facts_.actors.size(); ++i) {
            const std::string item = fmt::format("actor {}", i);
            require(!facts_.actors[i].key.empty(), item, "has no key");
            require(keys.insert(facts_.actors[i].key).second, item, "has the key of another");
        }
    }

    void check_affiliation(const Affiliation& a, const std::string& item) {
        require(a.article == facts_.article.id, item, "names another article");
        require(a.seen == facts_.article.published, item, "is not seen on the article's day");
        require_actor(a.actor, item, false);
        require_actor(a.body, item, true);
        require_span(a.words, item);
    }

    void check_mention(const Mention& m, std::size_t position, const std::string& item) {
        require(m.article == facts_.article.id, item, "names another article");
        require(m.known == facts_.article.published, item, "is not known from the article's day");
        require(m.ordinal == position, item, "its ordinal is not its position");
        require(m.confidence >= 0.0 && m.confidence <= 1.0, item, "confidence is not in [0, 1]");
        require(m.participants.size() <= kMostParticipants, item, "has more than 256 participants");
        require_days(m.time.days, item);
        require_span(m.sentence, item);
        require_span(m.trigger, item);
        if (m.time.words) require_span(*m.time.words, item);
        for (const Participant& p : m.participants) {
            require_actor(p.actor, item, false);
            require_span(p.words, item);
        }
        require_actor(m.attributed_to, item, true);
    }

    void check_figure(const Figure& f, std::size_t position, const std::string& item) {
        require(f.article == facts_.article.id, item, "names another article");
        require(f.known == facts_.article.published, item, "is not known from the article's day");
        require(f.ordinal == position, item, "its ordinal is not its position");
        require(f.confidence >= 0.0 && f.confidence <= 1.0, item, "confidence is not in [0, 1]");
        if (f.period) require_days(*f.period, item);
        for (const ActorId party : f.parties) require_actor(party, item, false);
        require_span(f.words, item);
        require_span(f.sentence, item);
    }

    void require_actor(ActorId id, const std::string& item, bool nobody) {
        require((nobody || id.value != 0) && id.value <= facts_.actors.size(), item,
                "names an actor that the article does not list");
    }

    void require_days(TimeSpan days, const std::string& item) {
        require(days.first <= days.last, item, "its last day is before its first");
        require(in_calendar(days.first) && in_calendar(days.last), item,
                "its days are outside the calendar");
    }

    void require_span(TextSpan span, const std::string& item) {
        const std::string& text = facts_.article.text;
        require(span.begin <= span.end && span.end <= text.size(), item,
                "a span lies outside the text");
        require(between_characters(span.begin) && between_characters(span.end), item,
                "a span cuts a character");
    }

    static bool in_calendar(date::sys_days day) {
        return day >= date::sys_days{date::year::min() / 1 / 1} &&
               day <= date::sys_days{date::year::max() / 12 / 31};
    }

    bool between_characters(std::uint32_t at) const {
        const std::string& text = facts_.article.text;
        return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    }

    const ArticleFacts& facts_;
    std::string wrong_;
};

/// Puts by(id) in the place of every actor that the facts name; nobody stays nobody.
template <class By>
void replace_actors(ArticleFacts& facts, const By& by) {
    const auto replace = [&](ActorId& id) {
        if (id.value != 0) id = by(id);
    };
    for (Affiliation& a : facts.affiliations) {
        replace(a.actor);
        replace(a.body);
    }
    for (Mention& m : facts.mentions) {
        for (Participant& p : m.participants) replace(p.actor);
        replace(m.attributed_to);
    }
    for (Figure& f : facts.figures) {
        for (ActorId& party : f.parties) replace(party);
        std::ranges::sort(f.parties);
    }
}

}  // namespace

Result<void> check(const ArticleFacts& facts) { return Checker(facts).run(); }

bool merge_actor(Actor& known, const Actor& seen) {
    const Actor before = known;
    if (known.name.empty()) known.name = seen.name;
    if (known.country.empty()) known.country = seen.country;
    if (known.wikidata.empty()) known.wikidata = seen.wikidata;
    known.aliases.insert(known.aliases.end(), seen.aliases.begin(), seen.aliases.end());
    known.aliases.push_back(seen.name);
    known = tidy_actor(std::move(known));
    return known != before;
}

Actor tidy_actor(Actor seen) {
    std::ranges::sort(seen.aliases);
    const auto doubles = std::ranges::unique(seen.aliases);
    seen.aliases.erase(doubles.begin(), doubles.end());
    std::erase_if(seen.aliases,
                  [&](const std::string& alias) { return alias.empty() || alias == seen.name; });
    return seen;
}

std::vector<std::string> search_names(const Actor& actor) {
    std::set<std::string> names{fold_name(actor.name)};
    for (const std::string& alias : actor.aliases) names.insert(fold_name(alias));
    names.erase("");
    return {names.begin(), names.end()};
}

ArticleFacts with_store_ids(ArticleFacts facts, const std::vector<ActorId>& ids) {
    for (std::size_t i = 0; i < facts.actors.size(); ++i) facts.actors[i].id = ids[i];
    replace_actors(facts, [&](ActorId local) { return ids[local.value - 1]; });
    return facts;
}

ArticleFacts with_local_ids(ArticleFacts facts, const std::map<ActorId, ActorId>& local) {
    replace_actors(facts, [&](ActorId id) {
        const auto found = local.find(id);
        return found == local.end() ? ActorId{} : found->second;
    });
    return facts;
}

TimeSpan listed_span(const Figure& figure) {
    return figure.period ? *figure.period : TimeSpan::day(figure.known);
}

}  // namespace annalist::storage
