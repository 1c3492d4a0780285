#include "tests/query/small_annals.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>

namespace annalist::query_test {
namespace {

[[noreturn]] void fail(std::string_view what) {
    std::cerr << "small annals: " << what << '\n';
    std::abort();
}

/// Everybody that these tests know, with the words by which articles name them.
struct Known {
    ActorKind kind;
    std::string name, country;
    std::vector<std::string> aliases;
};

const std::map<std::string, Known>& known_actors() {
    static const std::map<std::string, Known> actors{
        {"country:CHN", {ActorKind::Country, "China", "CHN", {"PRC"}}},
        {"country:ITA", {ActorKind::Country, "Italy", "ITA", {}}},
        {"country:JPN", {ActorKind::Country, "Japan", "JPN", {}}},
        {"country:RUS", {ActorKind::Country, "Russia", "RUS", {"Russian Federation"}}},
        {"org:united-russia", {ActorKind::Organization, "United Russia", "RUS", {}}},
        {"person:boris-gryzlov", {ActorKind::Person, "Boris Gryzlov", "RUS", {"Gryzlov"}}},
        {"person:luigi-di-maio", {ActorKind::Person, "Luigi Di Maio", "ITA", {"Di Maio"}}},
        {"person:sergei-lavrov", {ActorKind::Person, "Sergei Lavrov", "RUS", {"Lavrov"}}},
        {"person:song-tao", {ActorKind::Person, "Song Tao", "CHN", {}}},
        {"person:vladimir-putin", {ActorKind::Person, "Vladimir Putin", "RUS", {"Putin"}}},
        {"person:wang-yi", {ActorKind::Person, "Wang Yi", "CHN", {}}},
        {"person:wang-yang", {ActorKind::Person, "Wang Yang", "CHN", {}}},
        {"person:xi-jinping", {ActorKind::Person, "Xi Jinping", "CHN", {"Xi"}}},
    };
    return actors;
}

}  // namespace

date::sys_days day(std::string_view iso) {
    const auto day = parse_iso_day(iso);
    if (!day) fail("no such day");
    return *day;
}

TimeSpan on(std::string_view iso) { return TimeSpan::day(day(iso)); }

TimeSpan whole_month(std::string_view month) {
    const auto range = DayRange::parse(month, month);
    if (!range) fail("no such month");
    return {range->first, range->last, Granularity::Month};
}

TimeSpan days(std::string_view first, std::string_view last) {
    return {day(first), day(last), Granularity::Days};
}

TestArticle::TestArticle(std::string publisher, std::string published, std::string title,
                         std::string text) {
    Article& article = facts_.article;
    article.publisher = std::move(publisher);
    article.published = day(published);
    article.title = std::move(title);
    article.text = std::move(text);
    article.id = article_id(article.title, article.published, article.text);
    article.url = "https://news.example/" + published + "/" + std::to_string(article.text.size());
    facts_.stamp = "test";
}

ActorId TestArticle::local(const std::string& key) {
    const auto found = std::ranges::find(facts_.actors, key, &Actor::key);
    if (found != facts_.actors.end())
        return {static_cast<std::uint32_t>(found - facts_.actors.begin()) + 1};
    const Known& known = known_actors().at(key);
    Actor actor;
    actor.key = key;
    actor.kind = known.kind;
    actor.name = known.name;
    actor.country = known.country;
    actor.aliases = known.aliases;
    facts_.actors.push_back(actor);
    return {static_cast<std::uint32_t>(facts_.actors.size())};
}

TextSpan TestArticle::find(std::string_view words) const {
    const auto at = facts_.article.text.find(words);
    if (words.empty() || at == std::string::npos) fail(words);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

TextSpan TestArticle::sentence_around(TextSpan words) const {
    const std::string& text = facts_.article.text;
    const auto before = text.rfind(". ", words.begin);
    const auto after = text.find('.', words.end);
    return {before == std::string::npos ? 0U : static_cast<std::uint32_t>(before) + 2,
            static_cast<std::uint32_t>(std::min(after, text.size() - 1)) + 1};
}

TestArticle& TestArticle::says(const Said& said) {
    Mention mention;
    mention.article = facts_.article.id;
    mention.ordinal = static_cast<std::uint32_t>(facts_.mentions.size());
    mention.event = {said.event};
    mention.type = said.type;
    mention.mode = said.mode;
    mention.status = said.status;
    mention.time.days = said.days;
    mention.time.basis = said.basis;
    if (!said.time_words.empty()) mention.time.words = find(said.time_words);
    mention.place = said.place;
    mention.count = said.count;
    mention.label = said.label;
    mention.trigger = find(said.trigger);
    mention.sentence = sentence_around(mention.trigger);
    mention.frame = "test";
    mention.confidence = said.confidence;
    mention.known = facts_.article.published;
    if (!said.attributed_to.empty()) mention.attributed_to = local(said.attributed_to);
    for (const auto& [key, role] : said.who) {
        const Known& known = known_actors().at(key);
        TextSpan words{};
        std::vector<std::string> names{known.name};
        names.insert(names.end(), known.aliases.begin(), known.aliases.end());
        for (const std::string& name : names) {
            const auto at = facts_.article.text.find(name, mention.sentence.begin);
            if (at == std::string::npos || at >= mention.sentence.end) continue;
            words = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())};
            break;
        }
        mention.participants.push_back({local(key), role, words});
    }
    facts_.mentions.push_back(std::move(mention));
    return *this;
}

TestArticle& TestArticle::figure(Figure figure, const std::vector<std::string>& parties) {
    figure.article = facts_.article.id;
    figure.ordinal = static_cast<std::uint32_t>(facts_.figures.size());
    figure.words = find(figure.indicator);
    figure.sentence = sentence_around(figure.words);
    figure.known = facts_.article.published;
    for (const std::string& key : parties) figure.parties.push_back(local(key));
    facts_.figures.push_back(std::move(figure));
    return *this;
}

TestArticle& TestArticle::role(const std::string& actor, const std::string& role,
                               const std::string& body) {
    Affiliation affiliation;
    affiliation.actor = local(actor);
    affiliation.role = role;
    if (!body.empty()) affiliation.body = local(body);
    affiliation.country = known_actors().at(actor).country;
    affiliation.seen = facts_.article.published;
    affiliation.article = facts_.article.id;
    affiliation.words = find(role);
    facts_.affiliations.push_back(std::move(affiliation));
    return *this;
}

void fill_small_annals(storage::Store& store) {
    const auto put = [&](const TestArticle& article) {
        const auto outcome = store.put(article.facts());
        if (!outcome) fail(outcome.error().message);
    };
    const std::pair<std::string, Role> xi{"person:xi-jinping", Role::Participant};
    const std::pair<std::string, Role> putin{"person:vladimir-putin", Role::Participant};
    const std::pair<std::string, Role> wang{"person:wang-yi", Role::Participant};
    const std::pair<std::string, Role> lavrov{"person:sergei-lavrov", Role::Participant};

    Figure trade;
    trade.indicator = "bilateral trade";
    trade.change = 3.4;
    trade.basis = "year-on-year";
    trade.unit = "%";
    trade.period = TimeSpan{day("2020-01-01"), day("2020-03-31"), Granularity::Quarter};

    put(TestArticle("The Courier", "2020-07-24", "Parties talk across a screen",
                    "Song Tao and Boris Gryzlov, chairman of United Russia, talked by video link on "
                    "Thursday. Putin sent a letter to Xi on the same day. Xi and Putin had four "
                    "telephone calls from March to July. In the first quarter bilateral trade of "
                    "Russia and China grew again.")
            .says({.event = kVideo, .mode = Mode::Video, .days = on("2020-07-23"),
                   .who = {{"person:song-tao", Role::Participant}, {"person:boris-gryzlov", Role::Participant}},
                   .trigger = "talked", .time_words = "on Thursday", .label = "party dialogue"})
            .says({.event = kLetter, .mode = Mode::Letter, .days = on("2020-07-23"),
                   .who = {{"person:vladimir-putin", Role::Source}, {"person:xi-jinping", Role::Target}},
                   .trigger = "sent a letter", .time_words = "on the same day"})
            .says({.event = kCalls, .mode = Mode::Phone, .days = days("2020-03-19", "2020-07-08"),
                   .who = {xi, putin}, .trigger = "telephone calls", .time_words = "from March to July",
                   .count = 4})
            .figure(trade, {"country:CHN", "country:RUS"})
            .role("person:boris-gryzlov", "chairman", "org:united-russia"));
    put(TestArticle("The Courier", "2020-03-01", "A spring journey",
                    "Xi Jinping will visit Japan in April.")
            .says({.event = kPlanned, .mode = Mode::Visit, .days = whole_month("2020-04"),
                   .who = {{"person:xi-jinping", Role::Source}, {"country:JPN", Role::Target}},
                   .trigger = "visit", .time_words = "in April", .status = Status::Planned}));
    put(TestArticle("The Courier", "2020-09-12", "Ministers in Moscow",
                    "Sergei Lavrov and Wang Yi met in Moscow on Friday. \"We agree on much,\" Wang Yi said.")
            .says({.event = kMoscow, .days = on("2020-09-11"), .who = {lavrov, wang}, .trigger = "met",
                   .time_words = "on Friday", .place = {"Moscow", "RUS"}})
            .says({.event = kStatement, .type = EventType::Statement, .mode = Mode::None,
                   .days = on("2020-09-11"), .who = {{"person:wang-yi", Role::Source}},
                   .trigger = "said", .confidence = 0.6, .attributed_to = "person:wang-yi"}));
    put(TestArticle("Evening Post", "2020-09-20", "Talks & <tea>",
                    "Earlier this month Lavrov met his colleague Wang Yi for talks over tea.")
            .says({.event = kMoscow, .days = whole_month("2020-09"), .who = {lavrov, wang},
                   .trigger = "met", .time_words = "Earlier this month", .label = "talks over tea"}));
    put(TestArticle("Evening Post", "2020-10-14", "To Rome",
                    "Wang Yi visited Italy in August. Lavrov met Di Maio and Wang Yang was not there.")
            .says({.event = kVisit, .mode = Mode::Visit, .days = whole_month("2020-08"),
                   .who = {{"person:wang-yi", Role::Source}, {"country:ITA", Role::Target}},
                   .trigger = "visited", .time_words = "in August"})
            .says({.event = kAssumed, .days = on("2020-10-14"),
                   .who = {lavrov, {"person:luigi-di-maio", Role::Participant}}, .trigger = "met",
                   .confidence = 0.4, .basis = TimeBasis::Published})
            .role("person:wang-yang", "not there", ""));
}

}  // namespace annalist::query_test
