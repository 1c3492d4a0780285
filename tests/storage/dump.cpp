#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "sample_facts.hpp"

namespace annalist::storage {
namespace {

template <class T>
T value_of(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return *std::move(result);
}

void require(const Result<void>& result) {
    if (!result) throw std::runtime_error(result.error().message);
}

std::string text(TextSpan s) { return fmt::format("{}-{}", s.begin, s.end); }

std::string text(TimeSpan s) {
    return fmt::format("{}..{} {}", iso_day(s.first), iso_day(s.last), to_string(s.granularity));
}

template <class T>
std::string text(const std::optional<T>& value) {
    return value ? fmt::format("{}", *value) : "none";
}

std::string text(const Article& a) {
    return fmt::format("{:016x}|{}|{}|{}|{}|{}|{}|{}|{}", a.id.value, a.url, a.title, a.publisher,
                       a.author, iso_day(a.published), a.published_basis, a.language, a.text);
}

std::string text(const Actor& a) {
    return fmt::format("{}|{}|{}|{}|{}|{}|{}", a.id.value, a.key, to_string(a.kind), a.name,
                       a.aliases, a.country, a.wikidata);
}

std::string text(const Affiliation& a) {
    return fmt::format("{}|{}|{}|{}|{}|{:016x}|{}", a.actor.value, a.role, a.body.value, a.country,
                       iso_day(a.seen), a.article.value, text(a.words));
}

std::string text(const Mention& m) {
    std::string who;
    for (const Participant& p : m.participants)
        who += fmt::format(" {}:{}:{}", to_string(p.role), p.actor.value, text(p.words));
    return fmt::format(
        "{:016x}#{}|{:016x}|{}|{}|{}|{}|{}|{}|{}|{}|{},{}|{}|{}|{}|{}|{}|{}|{}|{}|{:a}|{}",
        m.article.value, m.ordinal, m.event.value, to_string(m.type), to_string(m.mode),
        to_string(m.status), text(m.time.days), static_cast<int>(m.time.basis), m.time.timex,
        m.time.words ? text(*m.time.words) : "none", text(m.time.minute_of_day), m.place.city,
        m.place.country, who, m.count, m.sequence, m.label, m.attributed_to.value, text(m.sentence),
        text(m.trigger), m.frame, m.confidence, iso_day(m.known));
}

std::string text(const Event& e) {
    std::string who;
    for (const EventActor& a : e.actors)
        who += fmt::format(" {}:{}", to_string(a.role), a.actor.value);
    return fmt::format("{:016x}|{}|{}|{}|{}|{}|{},{}|{}|{}|{}|{:a}|{}|{}", e.id.value,
                       to_string(e.type), to_string(e.mode), to_string(e.status), text(e.days),
                       static_cast<int>(e.time_basis), e.place.city, e.place.country, who, e.count,
                       e.label, e.confidence, e.mentions, iso_day(e.known));
}

std::string text(const Link& l) {
    return fmt::format("{}>{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", l.from.value, l.to.value,
                       text(TimeSpan{l.first, l.last, l.granularity}), l.count, l.relation,
                       l.confidence, to_string(l.type), to_string(l.mode), to_string(l.status),
                       static_cast<int>(l.basis), l.symmetric);
}

std::string text(const Figure& f) {
    std::string parties;
    for (const ActorId party : f.parties) parties += fmt::format(" {}", party.value);
    return fmt::format("{:016x}#{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{:a}|{}", f.article.value,
                       f.ordinal, f.indicator, parties, text(f.value), text(f.value_high), f.unit,
                       text(f.change), f.basis, f.period ? text(*f.period) : "none", text(f.words),
                       text(f.sentence), f.confidence, iso_day(f.known));
}

std::string text(const Decision& d) {
    std::string what;
    for (const EventId id : d.events) what += fmt::format(" {:016x}", id.value);
    for (const MentionPlace& p : d.places)
        what += fmt::format(" {:016x}:{}", p.article.value, text(p.ordinal));
    return fmt::format("{} after {} at {} {}|{}|{}|{}|{}|{}|{}|{}", d.number, d.articles,
                       d.made.time_since_epoch().count(), to_string(d.kind), d.actors, what, d.name,
                       d.actor_kind ? to_string(*d.actor_kind) : "none", d.country.value_or("none"),
                       d.note, d.undoes);
}

/// Lines of text, gathered.
struct Lines {
    std::string all;

    template <class T>
    bool operator()(const char* what, const T& thing) {
        all += fmt::format("{} {}\n", what, text(thing));
        return true;
    }
};

/// Links have no order of their own but by the words that say them.
void dump_links(const Store& store, std::uint32_t actors, Lines& lines) {
    const auto links = value_of(store.links());
    std::vector<std::string> all;
    const auto add = [&](const char* what) {
        return [&all, &links, what](std::span<const Link> some) {
            for (const Link& link : some)
                all.push_back(fmt::format("{} {} {:016x}\n", what, text(link),
                                          value_of(links->event_of(link)).value));
            return true;
        };
    };
    require(links->all({}, add("link")));
    for (std::uint32_t i = 1; i <= actors; ++i) {
        require(links->of({i}, {}, add("link of")));
        for (std::uint32_t j = 1; j <= i; ++j)
            require(links->between({i}, {j}, {}, add("link between")));
    }
    std::ranges::sort(all);
    for (const std::string& line : all) lines.all += line;
    for (const Relation& r : value_of(store.relations()))
        lines.all += fmt::format("relation {} {} {} {} {} {}\n", r.id, r.dataset, r.name,
                                 to_string(r.type), to_string(r.mode), r.confidence);
}

void dump_facts(const ArticleFacts& facts, Lines& lines) {
    lines("facts", facts.article);
    lines.all += "stamp " + facts.stamp + "\n";
    for (const Actor& a : facts.actors) lines("said actor", a);
    for (const Affiliation& a : facts.affiliations) lines("said affiliation", a);
    for (const Mention& m : facts.mentions) lines("said mention", m);
    for (const Figure& f : facts.figures) lines("said figure", f);
}

}  // namespace

std::string dump(const Store& store) {
    Lines lines;
    std::vector<ArticleId> articles;
    require(store.scan_facts([&](const ArticleFacts& facts) {
        dump_facts(facts, lines);
        articles.push_back(facts.article.id);
        return true;
    }));
    require(store.scan_articles({}, [&](const Article& a) { return lines("article", a); }));
    for (const ArticleId id : articles)
        for (const Mention& m : value_of(store.mentions_in(id))) lines("mention in", m);
    std::vector<EventId> events;
    require(store.scan({}, [&](const Event& e) {
        events.push_back(e.id);
        return lines("event", e);
    }));
    for (const EventId id : events) {
        lines("event by id", value_of(store.event(id)).value());
        for (const Mention& m : value_of(store.mentions_of(id))) lines("mention of", m);
    }
    require(store.scan_figures({}, [&](const Figure& f) { return lines("figure", f); }));
    const StoreStats stats = value_of(store.stats());
    std::uint32_t actors = 0;  // the highest id
    require(store.scan_actors([&](const Actor& a) {
        actors = a.id.value;
        return lines("each actor", a);
    }));
    for (std::uint32_t i = 1; i <= actors; ++i) {
        if (const auto actor = value_of(store.actor({i}))) lines("actor", *actor);
        for (const Affiliation& a : value_of(store.affiliations_of({i}))) lines("affiliation", a);
        require(store.scan_actor({i}, {}, [&](const Event& e) { return lines("of actor", e); }));
        for (std::uint32_t j = 1; j < i; ++j) {
            require(
                store.scan_pair({i}, {j}, {}, [&](const Event& e) { return lines("of pair", e); }));
            for (const MonthCount& c : value_of(store.pair_counts({i}, {j})))
                lines.all += fmt::format(
                    "count {} {} {}-{} {} {}\n", i, j, static_cast<int>(c.month.year()),
                    static_cast<unsigned>(c.month.month()), to_string(c.type), c.events);
        }
    }
    dump_links(store, actors, lines);
    for (const Decision& d : value_of(store.decisions())) lines("decision", d);
    for (const char* stem : {"round", "talk", "articl"})
        value_of(store.scan_words(std::vector<std::string>{stem}, date::sys_days::max(), [&](EventId id) {
            lines.all += fmt::format("word {} {:016x}\n", stem, id.value);
            return true;
        }));
    for (const Actor& a : value_of(store.find_actors("", 1'000'000))) lines("found", a);
    lines.all += fmt::format(
        "stats {} {} {} {} {} {} {}\n", stats.articles, stats.events, stats.mentions, stats.actors,
        stats.figures, stats.words,
        stats.published ? text({stats.published->first, stats.published->last, Granularity::Days})
                        : "none");
    return std::move(lines.all);
}

}  // namespace annalist::storage
