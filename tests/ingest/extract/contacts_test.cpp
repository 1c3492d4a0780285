// Sentences with the contacts expected of them, as data: tests/data/extract/contacts.jsonl.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

struct Case {
    int line;
    std::string text, dct;
    nlohmann::json events;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.line << ": " << c.text; }

std::vector<Case> cases() {
    std::vector<Case> found;
    std::ifstream in(ANNALIST_TEST_DATA "/extract/contacts.jsonl");
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        const auto row = nlohmann::json::parse(line);
        found.push_back({number, row["text"], row["dct"], row["events"]});
    }
    return found;
}

const Pipeline& pipeline() {
    static const auto loaded = Pipeline::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

/// What is compared, in the words of the data file.
nlohmann::json summary(const ArticleFacts& facts) {
    std::map<EventId, std::vector<Mention>> events;
    std::vector<EventId> order;
    for (const Mention& mention : facts.mentions) {
        if (contact_of(mention.type, mention.mode) == Contact::None) continue;
        if (events[mention.event].empty()) order.push_back(mention.event);
        events[mention.event].push_back(mention);
    }
    auto rows = nlohmann::json::array();
    for (const EventId id : order) {
        const Event event = conclude(events[id]);
        std::vector<std::string> parties;
        for (const EventActor& actor : event.actors) parties.push_back(facts.actors[actor.actor.value - 1].country);
        std::ranges::sort(parties);
        nlohmann::json row{{"kind", to_string(contact_of(event.type, event.mode))}, {"status", to_string(event.status)}, {"parties", parties}};
        if (event.time_basis == TimeBasis::Stated) {
            row["begin"] = iso_day(event.days.first);
            row["end"] = iso_day(event.days.last);
        }
        if (event.count > 1) row["count"] = event.count;
        if (event.mode == Mode::Video) row["note"] = "video";
        rows.push_back(std::move(row));
    }
    return rows;
}

class Contacts : public testing::TestWithParam<Case> {};

TEST_P(Contacts, AreThoseThatTheSentenceTells) {
    Article article;
    article.text = GetParam().text;
    article.published = *parse_iso_day(GetParam().dct);
    article.id = article_id("", article.published, article.text);
    auto expected = GetParam().events;
    for (auto& event : expected) event.erase("place");
    EXPECT_EQ(summary(pipeline().read(article)), expected) << "contacts.jsonl:" << GetParam().line << ": " << article.text;
}

INSTANTIATE_TEST_SUITE_P(Sentences, Contacts, testing::ValuesIn(cases()),
                         [](const auto& sentence) { return "Line" + std::to_string(sentence.param.line); });

}  // namespace
}  // namespace annalist::ingest
