#include "ingest/text/time_link.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/text/timex_rows.hpp"

namespace annalist::text {
namespace {

struct Word {
    const char* form;
    const char* lemma;
    Upos upos;
    const char* xpos;
    const char* deprel;
    int head;
};

/// A parsed story of sentences, words with single spaces between them.
struct Story {
    std::string text;
    std::vector<Sentence> sentences;
    std::vector<Timex> timexes;

    explicit Story(const std::vector<std::vector<Word>>& parsed) {
        for (const auto& words : parsed) {
            Sentence sentence;
            const auto begin = static_cast<std::uint32_t>(text.size());
            for (const auto& word : words) {
                if (text.size() > begin) text += ' ';
                Token token;
                token.span.begin = static_cast<std::uint32_t>(text.size());
                text += word.form;
                token.span.end = static_cast<std::uint32_t>(text.size());
                token.lemma = word.lemma;
                token.upos = word.upos;
                token.xpos = word.xpos;
                token.deprel = word.deprel;
                token.head = word.head;
                sentence.tokens.push_back(token);
            }
            sentence.span = {begin, static_cast<std::uint32_t>(text.size())};
            sentences.push_back(sentence);
            text += ' ';
        }
        timexes = find_timexes(text, sentences, dct());
    }

    static date::sys_days dct() { return *parse_iso_day("2020-07-24"); }
    EventTime time_of(std::size_t sentence, std::uint32_t trigger) const {
        return StoryTimes(text, sentences, timexes, dct()).time_of(sentence, trigger);
    }
    EventBounds bounds_of(std::size_t sentence, std::uint32_t trigger) const {
        return StoryTimes(text, sentences, timexes, dct()).bounds_of(sentence, trigger);
    }
};

std::string first_day(const EventTime& time) { return iso_day(time.days.first); }

// Officials said on Tuesday that envoys met on Monday .
const std::vector<Word> kReported = {
    {"Officials", "official", Upos::NOUN, "NNS", "nsubj", 1},
    {"said", "say", Upos::VERB, "VBD", "root", -1},
    {"on", "on", Upos::ADP, "IN", "case", 3},
    {"Tuesday", "Tuesday", Upos::PROPN, "NNP", "obl", 1},
    {"that", "that", Upos::SCONJ, "IN", "mark", 6},
    {"envoys", "envoy", Upos::NOUN, "NNS", "nsubj", 6},
    {"met", "meet", Upos::VERB, "VBD", "ccomp", 1},
    {"on", "on", Upos::ADP, "IN", "case", 8},
    {"Monday", "Monday", Upos::PROPN, "NNP", "obl", 6},
    {".", ".", Upos::PUNCT, ".", "punct", 1},
};

TEST(StoryTimes, WhatIsReportedDoesNotTakeTheDayOfTheReport) {
    const Story story({kReported});
    EXPECT_EQ(first_day(story.time_of(0, 1)), "2020-07-21");
    EXPECT_EQ(first_day(story.time_of(0, 6)), "2020-07-20");
    EXPECT_EQ(story.time_of(0, 6).basis, TimeBasis::Stated);
    EXPECT_EQ(story.time_of(0, 6).timex, "2020-07-20");
    EXPECT_EQ(story.time_of(0, 6).words->in(story.text), "Monday");
}

TEST(StoryTimes, AReportWithoutAnInnerTimeLeavesTheEventOpen) {
    auto words = kReported;
    words.erase(words.begin() + 7, words.begin() + 9);
    const Story story({words});
    EXPECT_EQ(story.time_of(0, 6).basis, TimeBasis::Published);
    EXPECT_EQ(first_day(story.time_of(0, 6)), "2020-07-24");
}

TEST(StoryTimes, WhatIsPlannedDoesNotTakeTheDayOfThePlanning) {
    // They agreed on Tuesday to sign .
    const Story story({{{"They", "they", Upos::PRON, "PRP", "nsubj", 1},
                        {"agreed", "agree", Upos::VERB, "VBD", "root", -1},
                        {"on", "on", Upos::ADP, "IN", "case", 3},
                        {"Tuesday", "Tuesday", Upos::PROPN, "NNP", "obl", 1},
                        {"to", "to", Upos::PART, "TO", "mark", 5},
                        {"sign", "sign", Upos::VERB, "VB", "xcomp", 1},
                        {".", ".", Upos::PUNCT, ".", "punct", 1}}});
    EXPECT_EQ(story.time_of(0, 1).basis, TimeBasis::Stated);
    EXPECT_NE(story.time_of(0, 5).basis, TimeBasis::Stated);
    EXPECT_EQ(story.bounds_of(0, 5),
              (EventBounds{*parse_iso_day("2020-07-25"), std::nullopt}));
}

TEST(StoryTimes, ANounTakesTheTimeOfTheVerbItIsAnArgumentOf) {
    // Talks were held on Monday .
    const Story story({{{"Talks", "talk", Upos::NOUN, "NNS", "nsubj:pass", 2},
                        {"were", "be", Upos::AUX, "VBD", "aux:pass", 2},
                        {"held", "hold", Upos::VERB, "VBN", "root", -1},
                        {"on", "on", Upos::ADP, "IN", "case", 4},
                        {"Monday", "Monday", Upos::PROPN, "NNP", "obl", 2},
                        {".", ".", Upos::PUNCT, ".", "punct", 2}}});
    EXPECT_EQ(first_day(story.time_of(0, 0)), "2020-07-20");
    EXPECT_EQ(story.time_of(0, 0).basis, TimeBasis::Stated);
}

TEST(StoryTimes, TheNextSentenceIsAtTheTimeTheStoryReached) {
    const Story story({{{"They", "they", Upos::PRON, "PRP", "nsubj", 1},
                        {"met", "meet", Upos::VERB, "VBD", "root", -1},
                        {"on", "on", Upos::ADP, "IN", "case", 3},
                        {"Monday", "Monday", Upos::PROPN, "NNP", "obl", 1},
                        {".", ".", Upos::PUNCT, ".", "punct", 1}},
                       {{"They", "they", Upos::PRON, "PRP", "nsubj", 1},
                        {"dined", "dine", Upos::VERB, "VBD", "root", -1},
                        {".", ".", Upos::PUNCT, ".", "punct", 1}}});
    const auto time = story.time_of(1, 1);
    EXPECT_EQ(time.basis, TimeBasis::Reference);
    EXPECT_EQ(first_day(time), "2020-07-20");
    EXPECT_LT(StoryTimes(story.text, story.sentences, story.timexes, Story::dct()).confidence(1, 1),
              StoryTimes(story.text, story.sentences, story.timexes, Story::dct()).confidence(0, 1));
}

TEST(StoryTimes, TenseBoundsAnEventWithoutWordsForItsTime) {
    const auto with = [](Word aux, Word verb) {
        return Story({{{"They", "they", Upos::PRON, "PRP", "nsubj", 2}, aux, verb}}).bounds_of(0, 2);
    };
    const auto day = Story::dct();
    EXPECT_EQ(with({"will", "will", Upos::AUX, "MD", "aux", 2}, {"meet", "meet", Upos::VERB, "VB", "root", -1}),
              (EventBounds{day + date::days{1}, std::nullopt}));
    EXPECT_EQ(with({"had", "have", Upos::AUX, "VBD", "aux", 2}, {"met", "meet", Upos::VERB, "VBN", "root", -1}),
              (EventBounds{std::nullopt, day - date::days{1}}));
}

TEST(StoryTimes, WhatLastsBeginsAndEndsWithinItsBounds) {
    const auto day = Story::dct();
    const Story fought({{{"They", "they", Upos::PRON, "PRP", "nsubj", 1},
                         {"fought", "fight", Upos::VERB, "VBD", "root", -1}}});
    EXPECT_EQ(fought.bounds_of(0, 1), (EventBounds{std::nullopt, day - date::days{1}, true}));
    const Story crisis({{{"The", "the", Upos::DET, "DT", "det", 1},
                         {"crisis", "crisis", Upos::NOUN, "NN", "nsubj", 2},
                         {"alarmed", "alarm", Upos::VERB, "VBD", "root", -1},
                         {"them", "they", Upos::PRON, "PRP", "obj", 2}}});
    EXPECT_EQ(crisis.bounds_of(0, 1), (EventBounds{day - date::days{1}, day + date::days{1}, true}));
    EXPECT_EQ(crisis.bounds_of(0, 2), (EventBounds{day, day, false}));
    const std::vector<GivenEvent> events = {{"e1", 5, 11}};
    EXPECT_NE(event_time_row("x", fought.text, fought.sentences, fought.timexes, events, day)
                  .find("\"begin\": \"2020-07-23\", \"end\": \"2020-07-23\""),
              std::string::npos);
}

// They held talks scheduled for Monday .
const std::vector<Word> kScheduled = {
    {"They", "they", Upos::PRON, "PRP", "nsubj", 1},
    {"held", "hold", Upos::VERB, "VBD", "root", -1},
    {"talks", "talk", Upos::NOUN, "NNS", "obj", 1},
    {"scheduled", "schedule", Upos::VERB, "VBN", "acl", 2},
    {"for", "for", Upos::ADP, "IN", "case", 5},
    {"Monday", "Monday", Upos::PROPN, "NNP", "obl", 3},
};

TEST(StoryTimes, WhatIsScheduledForADayIsOnThatDay) {
    const Story story({kScheduled});
    EXPECT_EQ(first_day(story.time_of(0, 2)), "2020-07-20");
}

TEST(StoryTimes, TheVerbThatTellsOfANounGivesItsTimeToIt) {
    // They on Monday held talks: the parse leaves the noun loose.
    const Story story({{{"They", "they", Upos::PRON, "PRP", "nsubj", 3},
                        {"on", "on", Upos::ADP, "IN", "case", 2},
                        {"Monday", "Monday", Upos::PROPN, "NNP", "obl", 3},
                        {"held", "hold", Upos::VERB, "VBD", "root", -1},
                        {"talks", "talk", Upos::NOUN, "NNS", "dislocated", 3}}});
    const StoryTimes times(story.text, story.sentences, story.timexes, Story::dct());
    EXPECT_FALSE(times.stated(0, 4, 4));
    ASSERT_TRUE(times.stated(0, 4, 3));
    EXPECT_EQ(first_day(*times.stated(0, 4, 3)), "2020-07-20");
    EXPECT_FALSE(times.stated(7, 0, 0));
}

TEST(StoryTimes, TheLeadNamesTheDayOfTheStory) {
    const Story story({kReported});
    const StoryTimes times(story.text, story.sentences, story.timexes, Story::dct());
    ASSERT_TRUE(times.lead_day());
    EXPECT_EQ(iso_day(times.lead_day()->first), "2020-07-21");
    const Story without({{{"They", "they", Upos::PRON, "PRP", "nsubj", 1}, {"met", "meet", Upos::VERB, "VBD", "root", -1}}});
    EXPECT_FALSE(StoryTimes(without.text, without.sentences, without.timexes, Story::dct()).lead_day());
}

TEST(StoryTimes, ALengthOfTimeDatesAnEventOnlyWhereNoDayDoes) {
    // They met on Monday over the past three years .
    const Story story({{{"They", "they", Upos::PRON, "PRP", "nsubj", 1},
                        {"met", "meet", Upos::VERB, "VBD", "root", -1},
                        {"on", "on", Upos::ADP, "IN", "case", 3},
                        {"Monday", "Monday", Upos::PROPN, "NNP", "obl", 1},
                        {"over", "over", Upos::ADP, "IN", "case", 8},
                        {"the", "the", Upos::DET, "DT", "det", 8},
                        {"past", "past", Upos::ADJ, "JJ", "amod", 8},
                        {"three", "three", Upos::NUM, "CD", "nummod", 8},
                        {"years", "year", Upos::NOUN, "NNS", "obl", 1}}});
    EXPECT_EQ(story.time_of(0, 1).timex, "2020-07-20");
}

TEST(StoryTimes, SentencesWithoutAParseGoByNearness) {
    std::vector<Word> flat = kReported;
    for (auto& word : flat) {
        word.head = -1;
        word.deprel = "";
    }
    const Story story({flat});
    EXPECT_EQ(first_day(story.time_of(0, 6)), "2020-07-20");
    EXPECT_EQ(first_day(story.time_of(0, 1)), "2020-07-21");
}

TEST(StoryTimes, TokensOutsideTheSentenceGetTheArticlesDay) {
    const Story story({kReported});
    EXPECT_EQ(story.time_of(0, 99).basis, TimeBasis::Published);
    EXPECT_EQ(story.time_of(9, 0).basis, TimeBasis::Published);
}

TEST(TimexRows, OffsetsAreCodePoints) {
    const std::string text = "Caf\u00e9 \u2013 Friday";
    const auto found = find_timexes(text, {}, Story::dct());
    const auto row = timex_row("a\"b", text, found);
    EXPECT_NE(row.find("\"id\": \"a\\\"b\""), std::string::npos) << row;
    EXPECT_NE(row.find("\"start\": 7, \"end\": 13"), std::string::npos) << row;
}

TEST(TimexRows, GivenEventsAreAnsweredByFirstAndLastDay) {
    const Story story({kReported});
    const std::vector<GivenEvent> events = {{"e1", 38, 41}};
    EXPECT_EQ(event_time_row("x", story.text, story.sentences, story.timexes, events, Story::dct()),
              "{\"id\": \"x\", \"events\": [{\"id\": \"e1\", \"begin\": \"2020-07-20\", \"end\": "
              "\"2020-07-20\"}]}");
}

}  // namespace
}  // namespace annalist::text
