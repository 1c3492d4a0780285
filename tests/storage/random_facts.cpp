#include <fmt/format.h>

#include <algorithm>

#include "sample_facts.hpp"

namespace annalist::storage {
namespace {

class Draw {
public:
    explicit Draw(std::mt19937_64& random) : random_(random) {}

    /// From 0 to `below` - 1; by remainder, so that every library draws the same.
    std::uint32_t number(std::uint32_t below) {
        return static_cast<std::uint32_t>(random_() % below);
    }
    bool chance(std::uint32_t percent) { return number(100) < percent; }
    /// One of the enumerators numbered from `first` to `last`.
    template <class E>
    E one_of(E first, E last) {
        const auto low = static_cast<std::uint32_t>(first);
        return static_cast<E>(low + number(static_cast<std::uint32_t>(last) - low + 1));
    }
    TextSpan span(std::uint32_t size) {
        const std::uint32_t begin = number(size);
        return {begin, begin + number(size - begin + 1)};
    }
    date::sys_days day() {
        return date::sys_days{date::days{17'500 + static_cast<int>(number(800))}};
    }
    TimeSpan days() {
        static constexpr int kLengths[] = {1,  1,  1,  3,   7,   8,    28,   31,
                                           32, 92, 93, 366, 367, 3653, 3654, 40'000};
        const date::sys_days first = day();
        const int length = kLengths[number(16)];
        return {first, first + date::days{length - 1},
                one_of(Granularity::Instant, Granularity::Days)};
    }
    double share() { return number(1001) / 1000.0; }

private:
    std::mt19937_64& random_;
};

Actor draw_actor(Draw& draw) {
    static const std::vector<std::string> kNames{"Éva Šantić", "Ōta Kenji", "Ruhollah al-Amin",
                                                 "Bank of Ghent", ""};
    const std::uint32_t which = draw.number(25);
    Actor actor;
    actor.key = fmt::format("person:{}", which);
    actor.kind = draw.one_of(ActorKind::Person, ActorKind::Group);
    actor.name = kNames[draw.number(5)];
    for (std::uint32_t i = draw.number(3); i > 0; --i)
        actor.aliases.push_back(fmt::format("Alias {}", draw.number(40)));
    if (draw.chance(50)) actor.country = draw.chance(50) ? "HUN" : "JPN";
    if (draw.chance(20)) actor.wikidata = fmt::format("Q{}", which);
    return actor;
}

Mention draw_mention(Draw& draw, const ArticleFacts& facts) {
    const auto size = static_cast<std::uint32_t>(facts.article.text.size());
    const auto actors = static_cast<std::uint32_t>(facts.actors.size());
    Mention m;
    m.event = {0x9000000000000000U + draw.number(60)};
    m.type = draw.one_of(EventType::Agree, EventType::Statement);
    m.mode = draw.one_of(Mode::None, kLastMode);
    m.status =
        draw.chance(60) ? Status::Occurred : draw.one_of(Status::Occurred, Status::Hypothetical);
    m.time.days = draw.days();
    m.time.basis = draw.one_of(TimeBasis::Stated, TimeBasis::Published);
    if (draw.chance(50)) m.time.timex = "2019-W07";
    if (draw.chance(50)) m.time.words = draw.span(size);
    if (draw.chance(30)) m.time.minute_of_day = static_cast<std::uint16_t>(draw.number(1440));
    if (draw.chance(50)) m.place.city = "Ghent";
    if (draw.chance(50)) m.place.country = "BEL";
    for (std::uint32_t i = draw.number(draw.chance(5) ? 20 : 5); i > 0 && actors > 0; --i)
        m.participants.push_back({{1 + draw.number(actors)},
                                  draw.one_of(Role::Participant, Role::Mediator),
                                  draw.span(size)});
    m.count = 1 + draw.number(4);
    m.sequence = draw.number(10);
    if (draw.chance(30)) m.label = fmt::format("round {} of the talks", draw.number(10));
    if (draw.chance(30) && actors > 0) m.attributed_to = {1 + draw.number(actors)};
    m.sentence = draw.span(size);
    m.trigger = draw.span(size);
    m.frame = "meet/with";
    m.confidence = draw.share();
    return m;
}

Figure draw_figure(Draw& draw, const ArticleFacts& facts) {
    const auto size = static_cast<std::uint32_t>(facts.article.text.size());
    Figure f;
    f.indicator = "exports";
    for (std::uint32_t i = 1; i <= facts.actors.size(); ++i)
        if (draw.chance(30)) f.parties.push_back({i});
    if (draw.chance(50)) f.value = draw.number(1000) * 1e7;
    if (draw.chance(20)) f.value_high = draw.number(1000) / 7.0;
    f.unit = "EUR";
    if (draw.chance(50)) f.change = draw.number(100) / 3.0 - 10.0;
    if (draw.chance(50)) f.basis = "year-on-year";
    if (draw.chance(70)) f.period = draw.days();
    f.words = draw.span(size);
    f.sentence = draw.span(size);
    f.confidence = draw.share();
    return f;
}

}  // namespace

ArticleFacts random_facts(std::mt19937_64& random) {
    Draw draw(random);
    ArticleFacts facts;
    Article& article = facts.article;
    article.title = fmt::format("Article {}", random());
    article.url = "https://news.example/" + article.title;
    article.author = "A. Writer";
    article.published = draw.day();
    article.text.assign(1 + draw.number(2000), 'a');
    for (char& letter : article.text) letter = static_cast<char>('a' + draw.number(26));
    article.id = article_id(article.title, article.published, article.text);
    facts.stamp = fmt::format("lexicon {}", draw.number(3));

    for (std::uint32_t i = draw.number(20); i > 0; --i) {
        Actor actor = draw_actor(draw);
        const bool known =
            std::ranges::any_of(facts.actors, [&](const Actor& a) { return a.key == actor.key; });
        if (!known) facts.actors.push_back(std::move(actor));
    }
    const auto actors = static_cast<std::uint32_t>(facts.actors.size());
    for (std::uint32_t i = draw.number(3); i > 0 && actors > 0; --i) {
        Affiliation a;
        a.actor = {1 + draw.number(actors)};
        a.role = "minister";
        a.body = {draw.number(actors + 1)};
        if (draw.chance(50)) a.country = "HUN";
        a.seen = article.published;
        a.article = article.id;
        a.words = draw.span(static_cast<std::uint32_t>(article.text.size()));
        facts.affiliations.push_back(std::move(a));
    }
    for (std::uint32_t i = 0, n = draw.number(6); i < n; ++i) {
        Mention m = draw_mention(draw, facts);
        m.article = article.id;
        m.known = article.published;
        m.ordinal = i;
        facts.mentions.push_back(std::move(m));
    }
    for (std::uint32_t i = 0, n = draw.number(3); i < n; ++i) {
        Figure f = draw_figure(draw, facts);
        f.article = article.id;
        f.known = article.published;
        f.ordinal = i;
        facts.figures.push_back(std::move(f));
    }
    return facts;
}

CodedTable random_table(std::mt19937_64& random, std::size_t rows, int number) {
    CodedTable table;
    table.dataset = "sample";
    for (int i = 0; i < 12; ++i) {
        Actor actor;
        const bool shared = i < 3;  // with the articles
        actor.key = shared ? fmt::format("person:{}", i) : fmt::format("org:/body {}", i);
        actor.kind = shared ? ActorKind::Person : ActorKind::Organization;
        actor.name = fmt::format("Body {}{}", i, i % 2 == 0 ? " (Kenya)" : "");
        actor.country = i % 2 == 0 ? "KEN" : "";
        table.actors.push_back(std::move(actor));
    }
    table.relations = {{0, "sample", "Make a visit", EventType::Consult, Mode::Visit, 0.7},
                       {0, "sample", "Accuse", EventType::Accuse, Mode::None, 0.7},
                       {0, "sample", "Provide aid", EventType::Aid, Mode::None, 0.5}};
    for (std::size_t i = 0; i < rows; ++i) {
        CodedRow row;
        row.day = day("2018-01-30") + date::days{static_cast<int>(random() % 40) + 40 * number};
        row.source = static_cast<std::uint32_t>(random() % (1 + random() % 12));
        row.target = static_cast<std::uint32_t>(random() % (1 + random() % 12));
        row.relation = static_cast<std::uint32_t>(random() % 3);
        table.rows.push_back(row);
    }
    return table;
}

}  // namespace annalist::storage
