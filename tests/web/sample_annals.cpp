#include "tests/web/sample_annals.hpp"

#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

namespace annalist::web::testing {
namespace {

struct Person {
    const char* key;
    ActorKind kind;
    const char* name;
    const char* country;
    std::vector<std::string> aliases;
};

const std::vector<Person>& people() {
    static const std::vector<Person> all{
        {"country:NOR", ActorKind::Country, "Norway", "NOR", {"Oslo"}},
        {"country:KEN", ActorKind::Country, "Kenya", "KEN", {"Nairobi"}},
        {"country:CHL", ActorKind::Country, "Chile", "CHL", {"Santiago"}},
        {"country:VNM", ActorKind::Country, "Vietnam", "VNM", {"Hanoi", "Viet Nam"}},
        {"country:PRT", ActorKind::Country, "Portugal", "PRT", {"Lisbon"}},
        {"org:AU", ActorKind::Organization, "African Union", "", {"AU"}},
        {"org:fisheries-council", ActorKind::Organization, "Northern Fisheries Council", "", {}},
        {"person:ingrid-lund", ActorKind::Person, "Ingrid Lund", "NOR", {"Lund"}},
        {"person:jonas-aasheim", ActorKind::Person, "Jonas Åsheim", "NOR", {"Åsheim"}},
        {"person:joseph-mwangi", ActorKind::Person, "Joseph Mwangi", "KEN", {"Mwangi"}},
        {"person:grace-otieno", ActorKind::Person, "Grace Otieno", "KEN", {"Otieno"}},
        {"person:tomas-arriagada", ActorKind::Person, "Tomás Arriagada", "CHL", {"Arriagada"}},
        {"person:tran-minh-duc", ActorKind::Person, "Trần Minh Đức", "VNM", {"Tran Minh Duc"}},
        {"person:helena-faria", ActorKind::Person, "Helena Faria", "PRT", {"Faria"}},
    };
    return all;
}

/// One sentence. In `words`, {S:key|Ingrid Lund} names an actor with its role (Source, Target,
/// Participant, Host), {!|held talks} is the trigger and {@|on Tuesday} the time. Without a trigger
/// it is prose.
struct Line {
    std::string words;
    const char* event = "";  ///< the same name in two articles is the same event
    EventType type = EventType::Consult;
    Mode mode = Mode::InPerson;
    const char* from = "";
    const char* to = "";     ///< "" for the same day
    Granularity granularity = Granularity::Day;
    Place place{};
    Status status = Status::Occurred;
    std::uint32_t count = 1;
    const char* label = "";
    const char* said_by = "";
    bool assumed = false;
};

struct Story {
    const char *title, *publisher, *published, *url;
    std::vector<Line> lines;
};

const std::vector<Story>& stories() {
    static const std::vector<Story> all{
        {"Lund opens fisheries talks in Nairobi", "The Meridian", "2021-03-10", "https://meridian.example/2021/03/10/lund-nairobi",
         {{"{S:person:ingrid-lund|Norwegian Foreign Minister Ingrid Lund} {!|held talks} with her Kenyan counterpart {T:person:joseph-mwangi|Joseph Mwangi} in Nairobi {@|on Tuesday}.", "talks-1", EventType::Consult, Mode::InPerson, "2021-03-09", "", Granularity::Day, {"Nairobi", "KEN"}},
          {"The two sides have argued for years over who may fish beyond the shelf."},
          {"It was the {!|third meeting} of {P:country:NOR|Norway} and {P:country:KEN|Kenya} on the matter {@|this year}.", "meetings-2021", EventType::Consult, Mode::InPerson, "2021-01-01", "2021-12-31", Granularity::Year, {}, Status::Occurred, 3, "third meeting on the shelf fisheries"}}},
        {"Ministers trade letters over quotas", "Harbour Post", "2021-04-22", "https://harbourpost.example/quotas",
         {{"{S:person:joseph-mwangi|Mwangi} {!|sent a letter} to {T:person:ingrid-lund|Lund} {@|earlier this month}, asking for a review of the cod quota.", "letter-1", EventType::Consult, Mode::Letter, "2021-04-01", "2021-04-30", Granularity::Month},
          {"{S:country:KEN|Kenya} {!|criticised} the {T:org:fisheries-council|Northern Fisheries Council} for what it called a closed door.", "critique-1", EventType::Accuse, Mode::None, "2021-04-22", "", Granularity::Day, {}, Status::Occurred, 1, "", "person:joseph-mwangi", true}}},
        {"Four calls in a spring", "The Meridian", "2021-06-02", "https://meridian.example/2021/06/02/four-calls",
         {{"{P:person:jonas-aasheim|Prime Minister Jonas Åsheim} and {P:person:grace-otieno|President Grace Otieno} {!|spoke by telephone} four times {@|between March and May}, aides said.", "calls-1", EventType::Consult, Mode::Phone, "2021-03-01", "2021-05-31", Granularity::Longer, {}, Status::Occurred, 4},
          {"{S:person:jonas-aasheim|Åsheim} {!|will visit} {T:country:KEN|Kenya} {@|in the autumn}, his office announced.", "visit-plan", EventType::Consult, Mode::Visit, "2021-09-01", "2021-11-30", Granularity::Season, {}, Status::Planned}}},
        {"Åsheim lands in Nairobi", "Continental Wire", "2021-10-12", "https://continental.example/a/8812",
         {{"{S:person:jonas-aasheim|Norway's Prime Minister Jonas Åsheim} {!|arrived} in {T:country:KEN|Kenya} {@|on Monday} for a three-day visit.", "visit-1", EventType::Consult, Mode::Visit, "2021-10-11", "2021-10-13", Granularity::Days, {"Nairobi", "KEN"}},
          {"He {!|met} {T:person:grace-otieno|President Grace Otieno} at State House {@|on Tuesday} morning.", "state-house", EventType::Consult, Mode::InPerson, "2021-10-12", "", Granularity::Day, {"Nairobi", "KEN"}}}},
        {"Norway and Kenya sign shelf accord", "Harbour Post", "2021-10-14", "https://harbourpost.example/accord",
         {{"{P:country:NOR|Norway} and {P:country:KEN|Kenya} {!|signed} the Shelf Accord {@|on Wednesday}, ending the quota dispute.", "accord", EventType::Support, Mode::Signing, "2021-10-13", "", Granularity::Day, {"Nairobi", "KEN"}, Status::Occurred, 1, "Shelf Accord"},
          {"Before the ceremony {S:person:jonas-aasheim|Åsheim} {!|met} {T:person:grace-otieno|Otieno} {@|on Tuesday} for two hours.", "state-house", EventType::Consult, Mode::InPerson, "2021-10-12", "", Granularity::Day, {"Nairobi", "KEN"}}}},
        {"Shelf Accord signed in Nairobi", "The Meridian", "2021-10-14", "https://meridian.example/2021/10/14/accord",
         {{"After seven years of talks, {P:country:NOR|Oslo} and {P:country:KEN|Nairobi} {@|yesterday} {!|signed} an accord on the shelf.", "accord", EventType::Support, Mode::Signing, "2021-10-13", "", Granularity::Day, {"Nairobi", "KEN"}, Status::Occurred, 1, "Shelf Accord"},
          {"{S:person:grace-otieno|Otieno} {!|denied} that she had {T:person:tomas-arriagada|met Chile's envoy} {@|in August}.", "denied-1", EventType::Consult, Mode::InPerson, "2021-08-01", "2021-08-31", Granularity::Month, {}, Status::Denied}}},
        {"Chile joins by video link", "Continental Wire", "2022-02-03", "https://continental.example/a/9071",
         {{"{P:person:tomas-arriagada|Chilean Foreign Minister Tomás Arriagada}, {P:person:ingrid-lund|Lund} and {P:person:joseph-mwangi|Mwangi} {!|conferred by video link} {@|on 2 February}.", "video-1", EventType::Consult, Mode::Video, "2022-02-02", "", Granularity::Day, {}, Status::Occurred, 1, "first meeting of the accord's committee"},
          {"{S:country:CHL|Chile} {!|asked} the {T:org:fisheries-council|Northern Fisheries Council} for a seat.", "ask-seat", EventType::Request, Mode::None, "2022-02-03", "", Granularity::Day, {}, Status::Occurred, 1, "", "", true}}},
        {"A busy week in Lisbon", "The Meridian", "2022-06-28", "https://meridian.example/2022/06/28/lisbon",
         {{"{H:person:helena-faria|Portugal's Helena Faria} hosted the oceans conference, where {S:person:ingrid-lund|Lund} {!|met} {T:person:tomas-arriagada|Arriagada} {@|on Monday}.", "lisbon-1", EventType::Consult, Mode::InPerson, "2022-06-27", "", Granularity::Day, {"Lisbon", "PRT"}},
          {"{S:person:joseph-mwangi|Mwangi} {!|held a bilateral} with {T:person:tran-minh-duc|Trần Minh Đức} of Vietnam {@|the same day}.", "lisbon-2", EventType::Consult, Mode::InPerson, "2022-06-27", "", Granularity::Day, {"Lisbon", "PRT"}},
          {"{S:person:helena-faria|Faria} {!|met} {T:person:tran-minh-duc|Trần} {@|on Tuesday}.", "lisbon-3", EventType::Consult, Mode::InPerson, "2022-06-28", "", Granularity::Day, {"Lisbon", "PRT"}},
          {"{S:person:helena-faria|Faria} also {!|received} {T:person:ingrid-lund|Lund} and {T:person:joseph-mwangi|Mwangi} {@|on Tuesday}.", "lisbon-4", EventType::Consult, Mode::InPerson, "2022-06-28", "", Granularity::Day, {"Lisbon", "PRT"}}}},
        {"Vietnam's fleet and the Council", "Harbour Post", "2022-07-09", "https://harbourpost.example/fleet",
         {{"{S:org:fisheries-council|The Council} {!|suspended} the licences of the {T:country:VNM|Vietnamese} fleet {@|in the second quarter}.", "sanction-1", EventType::Sanction, Mode::Discontinue, "2022-04-01", "2022-06-30", Granularity::Quarter},
          {"{S:person:tran-minh-duc|Trần} {!|telephoned} {T:person:joseph-mwangi|Mwangi} {@|on Friday} about it.", "call-2", EventType::Consult, Mode::Phone, "2022-07-08", "", Granularity::Day}}},
        {"Congratulations from Oslo", "Continental Wire", "2022-08-16", "https://continental.example/a/9544",
         {{"{S:person:jonas-aasheim|Åsheim} {!|congratulated} {T:person:grace-otieno|Otieno} on her second term {@|on Monday}.", "congrats", EventType::Consult, Mode::Congratulation, "2022-08-15", "", Granularity::Day},
          {"{S:country:VNM|Hanoi} {!|sent a message} of its own to {T:country:KEN|Nairobi}.", "message-2", EventType::Consult, Mode::Letter, "2022-08-16", "", Granularity::Day, {}, Status::Occurred, 1, "", "", true}}},
        {"Union summit hears of the shelf", "The Meridian", "2023-02-20", "https://meridian.example/2023/02/20/union",
         {{"{S:person:ingrid-lund|Lund} {!|addressed} the {T:org:AU|African Union} {@|on 18 February}, praising the accord.", "address", EventType::Statement, Mode::None, "2023-02-18", "", Granularity::Day, {"Addis Ababa", "ETH"}},
          {"On its margins {S:person:ingrid-lund|she} {!|met} {T:person:grace-otieno|Otieno} {@|the same day}.", "margins", EventType::Consult, Mode::InPerson, "2023-02-18", "", Granularity::Day, {"Addis Ababa", "ETH"}},
          {"{P:country:CHL|Chile} and {P:country:VNM|Vietnam} {!|have been holding} expert rounds {@|since the week of 6 February}.", "rounds", EventType::Consult, Mode::InPerson, "2023-02-06", "2023-02-12", Granularity::Week, {}, Status::Ongoing}}},
        {"Faria to tour the shelf states", "Harbour Post", "2023-05-30", "javascript:alert(1)",
         {{"{S:person:helena-faria|Faria} {!|will travel} to {T:country:NOR|Norway} and {T:country:KEN|Kenya} {@|in 2024}, <b>officials</b> said.", "tour", EventType::Consult, Mode::Visit, "2024-01-01", "2024-12-31", Granularity::Year, {}, Status::Planned},
          {"{S:person:tomas-arriagada|Arriagada} {!|called on} {T:country:VNM|Vietnam} to sign {@|on Monday}.", "appeal", EventType::Request, Mode::None, "2023-05-29", "", Granularity::Day}}},
    };
    return all;
}

[[noreturn]] void fail(const std::string& why) {
    std::cerr << "sample annals: " << why << '\n';
    std::abort();
}

date::sys_days day(std::string_view text) {
    const auto parsed = parse_iso_day(text);
    if (!parsed) fail("no day: " + std::string(text));
    return *parsed;
}

/// Collects the facts of one story.
class Scribe {
public:
    explicit Scribe(const Story& story) {
        facts_.article.title = story.title;
        facts_.article.publisher = story.publisher;
        facts_.article.url = story.url;
        facts_.article.published = day(story.published);
        facts_.article.published_basis = "json-ld";
        facts_.stamp = "by hand";
        for (const Line& line : story.lines) write(line);
        auto& article = facts_.article;
        article.id = article_id(article.title, article.published, article.text);
        for (Mention& mention : facts_.mentions) mention.article = article.id;
    }

    ArticleFacts take() { return std::move(facts_); }

private:
    /// The local number of an actor: 1 + its position.
    ActorId actor(std::string_view key) {
        for (std::size_t i = 0; i < facts_.actors.size(); ++i)
            if (facts_.actors[i].key == key) return ActorId{static_cast<std::uint32_t>(i + 1)};
        for (const Person& person : people()) {
            if (person.key != key) continue;
            facts_.actors.push_back({{}, person.key, person.kind, person.name,
                                     person.aliases, person.country, ""});
            return ActorId{static_cast<std::uint32_t>(facts_.actors.size())};
        }
        fail("no such actor: " + std::string(key));
    }

    void write(const Line& line) {
        std::string& text = facts_.article.text;
        if (!text.empty()) text += ' ';
        Mention mention;
        mention.sentence.begin = size(text);
        std::string_view rest = line.words;
        while (!rest.empty()) {
            const auto open = rest.find('{');
            text += rest.substr(0, open);
            if (open == std::string_view::npos) break;
            const auto bar = rest.find('|', open), close = rest.find('}', open);
            const auto tag = rest.substr(open + 1, bar - open - 1);
            const TextSpan span{size(text), size(text) + static_cast<std::uint32_t>(close - bar - 1)};
            text += rest.substr(bar + 1, close - bar - 1);
            if (tag == "!") {
                mention.trigger = span;
            } else if (tag == "@") {
                mention.time.words = span;
            } else {
                const Role role = tag[0] == 'S'   ? Role::Source
                                  : tag[0] == 'T' ? Role::Target
                                  : tag[0] == 'H' ? Role::Host
                                                  : Role::Participant;
                mention.participants.push_back({actor(tag.substr(2)), role, span});
            }
            rest.remove_prefix(close + 1);
        }
        mention.sentence.end = size(text);
        if (*line.event == '\0') return;
        mention.ordinal = static_cast<std::uint32_t>(facts_.mentions.size());
        mention.event = EventId{std::hash<std::string>{}(line.event)};
        mention.type = line.type;
        mention.mode = line.mode;
        mention.status = line.status;
        mention.time.days = {day(line.from), day(*line.to ? line.to : line.from),
                             line.granularity};
        mention.time.basis = line.assumed ? TimeBasis::Published : TimeBasis::Stated;
        mention.place = line.place;
        mention.count = line.count;
        mention.label = line.label;
        if (*line.said_by) mention.attributed_to = actor(line.said_by);
        mention.frame = "by hand";
        mention.confidence = line.assumed ? 0.55 : 0.86;
        mention.known = facts_.article.published;
        facts_.mentions.push_back(std::move(mention));
    }

    static std::uint32_t size(const std::string& text) {
        return static_cast<std::uint32_t>(text.size());
    }

    ArticleFacts facts_;
};

void add_figure(ArticleFacts& facts) {
    const std::string sentence = " Cod exports rose by 4.5 percent last year.";
    std::string& text = facts.article.text;
    Figure figure;
    figure.sentence = {static_cast<std::uint32_t>(text.size() + 1),
                       static_cast<std::uint32_t>(text.size() + sentence.size())};
    text += sentence;
    auto& article = facts.article;
    article.id = article_id(article.title, article.published, article.text);
    for (Mention& mention : facts.mentions) mention.article = article.id;
    figure.article = article.id;
    figure.indicator = "cod exports";
    figure.parties = {ActorId{1}};
    figure.unit = "%";
    figure.change = 4.5;
    figure.basis = "year-on-year";
    figure.period = TimeSpan{day("2022-01-01"), day("2022-12-31"), Granularity::Year};
    figure.words = figure.sentence;
    figure.confidence = 0.8;
    figure.known = article.published;
    facts.figures.push_back(std::move(figure));
}

}  // namespace

std::vector<ArticleFacts> sample_articles() {
    std::vector<ArticleFacts> articles;
    for (const Story& story : stories()) articles.push_back(Scribe(story).take());
    add_figure(articles.back());
    return articles;
}

std::unique_ptr<storage::Store> sample_store() {
    auto store = storage::make_memory_store();
    for (const ArticleFacts& facts : sample_articles())
        if (const auto put = store->put(facts); !put) fail(put.error().message);
    return store;
}

}  // namespace annalist::web::testing
