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

TEST(StoredDeeds, AResignationNeedsNoOtherSide) {
    EXPECT_EQ(kept("French President Francois Hollande announced his resignation in a broadcast to Canada."), (Events{"RETREAT François Hollande"}));
}

TEST(StoredDeeds, AWithdrawalIsOfTroopsOrFromAPlace) {
    EXPECT_EQ(kept("Norway withdrew its troops on Monday."), (Events{"RETREAT Norway"}));
    EXPECT_EQ(kept("Norway surrendered its lead in the third leg."), Events{});
    EXPECT_EQ(kept("Norwegian shares closed lower, retreating from record highs."), Events{});
}

TEST(StoredDeeds, WhatIsReleasedAreCaptives) {
    EXPECT_EQ(kept("Norway released forty prisoners on Monday."), (Events{"RETREAT Norway"}));
    EXPECT_EQ(kept("Norway released a report on herring."), Events{});
    EXPECT_EQ(kept("Prices will rise, Norway said in a report released in Vienna on Friday."), Events{});
}

TEST(StoredDeeds, TeamsAreNotTheirStates) {
    EXPECT_EQ(kept("Norway defeated defending champion Denmark in the karate event."), Events{});
    EXPECT_EQ(kept("Norway defeated Denmark in a battle at sea."), (Events{"ASSAULT Norway Denmark"}));
}

TEST(StoredDeeds, ATitleWithAStateIsThePersons) {
    EXPECT_EQ(kept("On Monday, United States Senator Carla Weller endorsed French President Francois Hollande."), (Events{"SUPPORT Carla Weller François Hollande"}));
}

TEST(StoredDeeds, WhoReportsAKillingDidNotKill) {
    EXPECT_EQ(kept("French President Francois Hollande said a rebel leader has been killed in Iran."), Events{});
}

TEST(StoredDeeds, CongressIsIndiasPartyOnlyWhereIndiaIsNamed) {
    EXPECT_EQ(kept("French President Francois Hollande called on Congress to pass the bill."), (Events{"REQUEST François Hollande"}));
}

TEST(StoredDeeds, ThingsOfAStateAreNotTheState) {
    EXPECT_EQ(kept("Norwegian exports threaten Denmark."), Events{});
    EXPECT_EQ(kept("Norwegian soldiers threaten Denmark."), (Events{"THREATEN Norway Denmark"}));
    EXPECT_EQ(kept("A Norwegian attack killed three Danes."), (Events{"ASSAULT Norway Denmark"}));
}

TEST(StoredDeeds, AVerbWithAParticleIsAnotherVerb) {
    EXPECT_EQ(kept("Norway arrested a Danish diplomat."), (Events{"COERCE Norway Denmark"}));
    EXPECT_EQ(kept("Norway picked up a Danish trophy."), Events{});
    EXPECT_EQ(kept("The Norwegian coast guard called off its search on Tuesday."), Events{});
}

TEST(StoredDeeds, WhatHangsFartherInASentenceIsNoTarget) {
    EXPECT_EQ(kept("Norway welcomed a decision to drop all that had been said of a reactor in Cuba."), Events{});
}

TEST(StoredDeeds, MoneyIsNobody) {
    EXPECT_EQ(kept("Norway guaranteed a Swiss franc note."), Events{});
}

TEST(StoredDeeds, AnAcronymIsWhatTheArticleSays) {
    EXPECT_EQ(kept("The World Trade Organization (WTO) urged Norway to open its market."), (Events{"REQUEST World Trade Organization Norway"}));
    EXPECT_EQ(kept("Fishermen met the Walrus Trappers Office (WTO). The WTO urged Norway to ban nets."), Events{});
}

TEST(StoredDeeds, WhoSpeaksForAFirmIsNotKept) {
    Article article;
    const auto pipeline = Pipeline::load();
    ASSERT_TRUE(pipeline);
    article.published = *parse_iso_day("2012-05-10");
    const auto count = [&](std::string text) {
        article.text = std::move(text);
        return pipeline->read(article).mentions.size();
    };
    EXPECT_EQ(count("\"We sell more herring,\" said chairman Duncan Weller of Fishworks."), 0u);
    EXPECT_EQ(count("\"We sell more herring,\" said Norwegian Foreign Minister Duncan Weller."), 1u);
}

TEST(StoredDeeds, APressConferenceIsNoMeetingUnlessItIsJoint) {
    EXPECT_EQ(kept("French President Francois Hollande spoke at a press conference in Oslo."), Events{});
    EXPECT_EQ(kept("French President Francois Hollande and Italian Prime Minister Mario Monti held a joint press conference in Oslo."),
              (Events{"CONSULT François Hollande Mario Monti"}));
}

}  // namespace
}  // namespace annalist::ingest
