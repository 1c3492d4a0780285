// The reference article: a real page's text with its left-overs. It is not part of this repository;
// where its file is missing the tests say so and are skipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "graph/event.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/readers/readers.hpp"

namespace annalist::ingest {
namespace {

class ReferenceArticle : public testing::Test {
protected:
    static void SetUpTestSuite() {
        const std::filesystem::path file = ANNALIST_REFERENCE_ARTICLE;
        if (!std::filesystem::exists(file)) return;
        auto pipeline = Pipeline::load();
        ASSERT_TRUE(pipeline) << pipeline.error().message;
        read_path(file.string(), {}, [&](Result<ReadArticle> read) {
            EXPECT_TRUE(read) << read.error().message;
            if (read) facts_ = new ArticleFacts(pipeline->read(read->article));
            return true;
        });
    }
    static void TearDownTestSuite() {
        delete facts_;
        facts_ = nullptr;
    }
    void SetUp() override {
        if (!facts_) GTEST_SKIP() << "the reference article is not here: " << ANNALIST_REFERENCE_ARTICLE;
    }

    static const std::string& name(ActorId id) { return facts_->actors[id.value - 1].name; }
    static std::string words(TextSpan span) { return std::string(span.in(facts_->article.text)); }

    /// The events of a contact kind with all their reports.
    static std::map<EventId, std::vector<Mention>> events(Contact contact) {
        std::map<EventId, std::vector<Mention>> found;
        for (const Mention& mention : facts_->mentions)
            if (contact_of(mention.type, mention.mode) == contact) found[mention.event].push_back(mention);
        return found;
    }
    static std::vector<std::string> names(const Event& event) {
        std::vector<std::string> found;
        for (const EventActor& actor : event.actors) found.push_back(name(actor.actor));
        std::ranges::sort(found);
        return found;
    }
    static bool speaks(std::string_view who, std::string_view in_sentence) {
        return std::ranges::any_of(facts_->mentions, [&](const Mention& m) {
            const bool statement = m.type == EventType::Statement || m.type == EventType::Request || m.type == EventType::Support;
            return statement && words(m.sentence).find(in_sentence) != std::string::npos &&
                   std::ranges::any_of(m.participants, [&](const Participant& p) { return p.role == Role::Source && name(p.actor) == who; });
        });
    }

    static ArticleFacts* facts_;
};

ArticleFacts* ReferenceArticle::facts_ = nullptr;

TEST_F(ReferenceArticle, IsDatedByItsTail) {
    EXPECT_EQ(iso_day(facts_->article.published), "2020-07-24");
    EXPECT_EQ(facts_->article.published_basis, "tail");
}

TEST_F(ReferenceArticle, TellsOfOneMeetingByVideoLinkOnTheThursday) {
    const auto meetings = events(Contact::Meet);
    ASSERT_EQ(meetings.size(), 1u);
    const auto& mentions = meetings.begin()->second;
    const Event meeting = conclude(mentions);
    EXPECT_EQ(meeting.mode, Mode::Video);
    EXPECT_EQ(meeting.status, Status::Occurred);
    EXPECT_EQ(iso_day(meeting.days.first), "2020-07-23");
    EXPECT_EQ(iso_day(meeting.days.last), "2020-07-23");
    EXPECT_TRUE(std::ranges::any_of(mentions, [](const Mention& m) { return m.sequence == 8; }));
    EXPECT_EQ(names(meeting), (std::vector<std::string>{"Boris Gryzlov", "Chinese Communist Party", "Song Tao", "United Russia"}));
    for (const Mention& mention : mentions) EXPECT_EQ(words(mention.trigger), "meeting");
}

TEST_F(ReferenceArticle, NamesTheOfficesOfThoseWhoTookPart) {
    const auto holds = [&](std::string_view who, std::string_view role, std::string_view body) {
        return std::ranges::any_of(facts_->affiliations, [&](const Affiliation& a) {
            return name(a.actor) == who && a.role == role && words(a.words).find(body) != std::string::npos;
        });
    };
    EXPECT_TRUE(holds("Song Tao", "minister", "International Department of the CPC Central Committee"));
    EXPECT_TRUE(holds("Boris Gryzlov", "chairman", "Supreme Council"));
    EXPECT_TRUE(holds("Vladimir Putin", "president", "Russian President"));
}

TEST_F(ReferenceArticle, HasAMessageFromEachLeaderToTheMeeting) {
    std::vector<std::string> senders;
    for (const auto& [id, mentions] : events(Contact::Message)) {
        const Event message = conclude(mentions);
        EXPECT_EQ(iso_day(message.days.first), "2020-07-23");
        for (const EventActor& actor : message.actors) {
            if (actor.role == Role::Source) senders.push_back(name(actor.actor));
        }
        EXPECT_TRUE(std::ranges::any_of(message.actors, [](const EventActor& a) {
            return a.role == Role::Target && name(a.actor) == "United Russia";
        }));
    }
    std::ranges::sort(senders);
    EXPECT_EQ(senders, (std::vector<std::string>{"Vladimir Putin", "Xi Jinping"}));
}

TEST_F(ReferenceArticle, CountsFourCallsInTheFourMonthsBefore) {
    const auto calls = events(Contact::Call);
    ASSERT_EQ(calls.size(), 1u);
    const Event call = conclude(calls.begin()->second);
    EXPECT_EQ(call.count, 4u);
    EXPECT_EQ(names(call), (std::vector<std::string>{"Vladimir Putin", "Xi Jinping"}));
    EXPECT_EQ(call.time_basis, TimeBasis::Stated);
    EXPECT_EQ(iso_day(call.days.first), "2020-03-24");
    EXPECT_EQ(iso_day(call.days.last), "2020-07-24");
    EXPECT_EQ(words(calls.begin()->second.front().trigger), "telephone conversations");
}

TEST_F(ReferenceArticle, GivesTheGrowthOfTradeInTheFirstQuarter) {
    ASSERT_EQ(facts_->figures.size(), 1u);
    const Figure& trade = facts_->figures.front();
    EXPECT_EQ(trade.indicator, "bilateral trade");
    ASSERT_TRUE(trade.change);
    EXPECT_DOUBLE_EQ(*trade.change, 3.4);
    EXPECT_EQ(trade.basis, "year-on-year");
    ASSERT_TRUE(trade.period);
    EXPECT_EQ(iso_day(trade.period->first), "2020-01-01");
    EXPECT_EQ(iso_day(trade.period->last), "2020-03-31");
    std::vector<std::string> parties;
    for (const ActorId party : trade.parties) parties.push_back(facts_->actors[party.value - 1].country);
    std::ranges::sort(parties);
    EXPECT_EQ(parties, (std::vector<std::string>{"CHN", "RUS"}));
}

TEST_F(ReferenceArticle, GivesEachStatementToItsSpeaker) {
    EXPECT_TRUE(speaks("Xi Jinping", "hegemony"));
    EXPECT_TRUE(speaks("Xi Jinping", "mutual assistance"));
    EXPECT_TRUE(speaks("Vladimir Putin", "unprecedented"));
    EXPECT_TRUE(speaks("Vladimir Putin", "Both countries"));
    EXPECT_TRUE(speaks("Song Tao", "strategic coordination"));
    EXPECT_TRUE(speaks("Song Tao", "national sovereignty"));
}

TEST_F(ReferenceArticle, SaysNothingFromTheFurnitureOfThePage) {
    for (const std::string_view left_over : {"Comment", "CCP lied", "Popular", "armor", "year ago"}) {
        EXPECT_EQ(facts_->article.text.find(left_over), std::string::npos) << left_over;
        for (const Mention& mention : facts_->mentions)
            EXPECT_EQ(words(mention.sentence).find(left_over), std::string::npos) << left_over;
    }
}

TEST_F(ReferenceArticle, NobodyMetTheSecurityCouncil) {
    for (const Mention& mention : facts_->mentions)
        for (const Participant& p : mention.participants)
            EXPECT_EQ(name(p.actor).find("Security Council"), std::string::npos) << words(mention.sentence);
    for (const Mention& mention : facts_->mentions) EXPECT_NE(mention.mode, Mode::InPerson) << words(mention.sentence);
}

TEST_F(ReferenceArticle, EverySpanLiesInItsSentence) {
    for (const Mention& mention : facts_->mentions) {
        EXPECT_TRUE(mention.sentence.contains(mention.trigger));
        EXPECT_FALSE(mention.trigger.empty());
        for (const Participant& p : mention.participants) EXPECT_FALSE(p.words.empty());
    }
}

}  // namespace
}  // namespace annalist::ingest
