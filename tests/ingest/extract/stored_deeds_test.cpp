// Which deeds of the general coder become events of the annals.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

/// "TYPE source>target" of what is kept of a text, statements left out.
std::vector<std::string> kept(const std::string& text) {
    static const auto pipeline = Pipeline::load();
    if (!pipeline) throw std::runtime_error(pipeline.error().message);
    Article article;
    article.text = text;
    article.published = *parse_iso_day("2012-05-10");
    article.id = article_id("", article.published, article.text);
    const auto facts = pipeline->read(article);
    std::vector<std::string> events;
    for (const Mention& mention : facts.mentions) {
        if (mention.type == EventType::Statement) continue;
        std::string event(to_string(mention.type));
        for (const Participant& p : mention.participants) event += " " + facts.actors[p.actor.value - 1].name;
        events.push_back(std::move(event));
    }
    return events;
}

using Events = std::vector<std::string>;

TEST(StoredDeeds, WhatStatesAndOfficeHoldersDoIsKept) {
    EXPECT_EQ(kept("French President Francois Hollande accused Iran of arming the militia."), (Events{"ACCUSE François Hollande Iran"}));
}

TEST(StoredDeeds, AMeetingThatIsToBeHeldIsToldOnce) {
    EXPECT_EQ(kept("French President Francois Hollande will hold a meeting with Italian Prime Minister Mario Monti on Monday."),
              (Events{"CONSULT Mario Monti François Hollande"}));
}

TEST(StoredDeeds, AMonthIsNobody) {
    EXPECT_EQ(kept("France accused Iran of piracy on 3 May."), (Events{"ACCUSE France Iran"}));
}

TEST(StoredDeeds, WhatAthletesDoToEachOtherIsNot) {
    EXPECT_EQ(kept("Coach Duncan Weller criticised goalkeeper Mick Tarrant for the second goal."), Events{});
}

TEST(StoredDeeds, FansAreNotTheirState) {
    EXPECT_EQ(kept("A group of Danish fans insulted the Swedish team at the airport."), Events{});
    EXPECT_EQ(kept("Denmark insulted Sweden."), (Events{"ACCUSE Denmark Sweden"}));
}

TEST(StoredDeeds, WhoWasAskedDidNotAsk) {
    EXPECT_EQ(kept("Asked whether he would stay, French President Francois Hollande told reporters he was tired."), Events{});
}

TEST(StoredDeeds, AWishThatTurnsToNobodyIsNoRequest) {
    EXPECT_EQ(kept("French President Francois Hollande hopes to win and expects a close race."), Events{});
}

}  // namespace
}  // namespace annalist::ingest
