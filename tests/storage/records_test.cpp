#include "storage/records.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "sample_facts.hpp"
#include "storage/bytes.hpp"
#include "storage/decision.hpp"

namespace annalist::storage {
namespace {

/// Calls check(encoded, decode) for records of each kind, made of random facts; decode(bytes) tells
/// whether they are a record.
template <class Check>
void for_each_record(int articles, const Check& check) {
    std::mt19937_64 random(31);
    for (int i = 0; i < articles; ++i) {
        const ArticleFacts facts = random_facts(random);
        check(encode(facts.article),
              [](std::string_view b) { return decode_article(b, {1}).has_value(); });
        for (const Actor& a : facts.actors)
            check(encode(a), [](std::string_view b) { return decode_actor(b, {1}).has_value(); });
        for (const Affiliation& a : facts.affiliations)
            check(encode(a), [](std::string_view b) {
                return decode_affiliation(b, {1}, {}, {2}).has_value();
            });
        for (const Mention& m : facts.mentions) {
            check(encode(m), [](std::string_view b) {
                return decode_mention(b, {1}, {}, {2}, 3).has_value();
            });
            const Event event = conclude({m});
            check(encode(event),
                  [](std::string_view b) { return decode_event(b, {1}).has_value(); });
            check(encode_entry(event),
                  [](std::string_view b) { return decode_entry(b, {1}, {}, {}).has_value(); });
        }
        for (const Figure& f : facts.figures)
            check(encode(f),
                  [](std::string_view b) { return decode_figure(b, {1}, 2).has_value(); });
        Decision decision;
        decision.kind = DecisionKind::SplitActor;
        decision.articles = random();
        decision.actors = {"person:a", "person:a~1"};
        decision.events.assign(facts.mentions.size(), EventId{random()});
        decision.places = {{{random()}, std::nullopt}, {{random()}, 7U}};
        decision.name = facts.article.author;
        if (random() % 2 == 0) decision.country = "BEL";
        check(encode(decision),
              [](std::string_view b) { return decode_decision(b, 1).has_value(); });
    }
}

TEST(Records, WhatWasEncodedIsDecodedTheSame) {
    std::mt19937_64 random(30);
    for (int i = 0; i < 300; ++i) {
        const ArticleFacts facts = random_facts(random);
        EXPECT_EQ(decode_article(encode(facts.article), facts.article.id), facts.article);
        for (const Actor& a : facts.actors) EXPECT_EQ(decode_actor(encode(a), a.id), a);
        for (const Affiliation& a : facts.affiliations)
            EXPECT_EQ(decode_affiliation(encode(a), a.actor, a.seen, a.article), a);
        for (const Mention& m : facts.mentions) {
            EXPECT_EQ(decode_mention(encode(m), m.event, m.known, m.article, m.ordinal), m);
            const Event event = conclude({m});
            EXPECT_EQ(decode_event(encode(event), event.id), event);
            EXPECT_EQ(
                decode_entry(encode_entry(event), event.id, event.days.first, event.days.last),
                event);
        }
        for (const Figure& f : facts.figures)
            EXPECT_EQ(decode_figure(encode(f), f.article, f.ordinal), f);
    }
}

TEST(Records, AContributionIsDecodedTheSame) {
    Contribution contribution;
    contribution.sequence = 1ULL << 40;
    contribution.stamp = "lexicon 3, model 12";
    Actor actor;
    actor.id = {77};
    actor.name = "Song Tao";
    actor.aliases = {"Mr Song"};
    contribution.actors = {actor};
    contribution.affiliations = {{77}};
    contribution.mentions = {{UINT64_MAX}, {0}};
    contribution.figures = {days("2020-01-01", "2020-03-31", Granularity::Quarter)};
    EXPECT_EQ(decode_contribution(encode(contribution)), contribution);
}

TEST(Records, NoShorterPieceOfARecordIsARecord) {
    for_each_record(20, [](const std::string& bytes, auto decode) {
        ASSERT_TRUE(decode(bytes));
        for (std::size_t size = 0; size<bytes.size(); size += bytes.size()> 500 ? 97 : 1)
            EXPECT_FALSE(decode(std::string_view(bytes).substr(0, size)));
    });
}

TEST(Records, ARecordWithSomethingBehindItIsNone) {
    for_each_record(
        20, [](const std::string& bytes, auto decode) { EXPECT_FALSE(decode(bytes + '\0')); });
}

TEST(Records, ARecordOfAnotherVersionIsNone) {
    for_each_record(20, [](std::string bytes, auto decode) {
        bytes[0] = static_cast<char>(kRecordVersion + 1);
        EXPECT_FALSE(decode(bytes));
    });
}

TEST(Records, DamagedBytesNeverCrashADecoder) {
    std::mt19937_64 random(32);
    std::size_t refused = 0, all = 0;
    for_each_record(100, [&](std::string bytes, auto decode) {
        for (int i = 0; i < 20; ++i) {
            std::string damaged = bytes;
            damaged[random() % damaged.size()] = static_cast<char>(random());
            damaged[random() % damaged.size()] = static_cast<char>(random());
            refused += decode(damaged) ? 0 : 1;
            ++all;
        }
    });
    EXPECT_GT(refused, all / 10);
}

TEST(Records, AnEnumOutsideItsNumbersIsRefused) {
    std::string bytes = encode(conclude({Mention{}}));
    ASSERT_TRUE(decode_event(bytes, {1}));
    const std::size_t type = 3;  // behind version, first day 0, length 0
    ASSERT_EQ(bytes[type], static_cast<char>(EventType::Consult));
    bytes[type] = 18;
    EXPECT_FALSE(decode_event(bytes, {1}));
    bytes[type] = 0;
    EXPECT_FALSE(decode_event(bytes, {1}));
}

TEST(Bytes, NumbersOfEverySizeComeBack) {
    for (const std::uint64_t value :
         {0ULL, 1ULL, 127ULL, 128ULL, 16383ULL, 16384ULL, 1ULL << 63, ~0ULL}) {
        ByteWriter out;
        out.varint(value);
        out.zigzag(static_cast<std::int64_t>(value));
        out.big64(value);
        ByteReader in(out.bytes());
        EXPECT_EQ(in.varint(), value);
        EXPECT_EQ(in.zigzag(), static_cast<std::int64_t>(value));
        EXPECT_EQ(in.big64(), value);
        EXPECT_TRUE(in.done());
    }
}

TEST(Bytes, RealsComeBackToTheLastBitAndRoundOnesAreShort) {
    for (const double value :
         {0.0, -0.0, 0.5, 1.0, 0.1, 1e300, -2.5e-308, std::numeric_limits<double>::infinity()}) {
        ByteWriter out;
        out.real(value);
        const double back = ByteReader(out.bytes()).real();
        EXPECT_EQ(back, value);
        EXPECT_EQ(std::signbit(back), std::signbit(value));
    }
    ByteWriter half;
    half.real(0.5);
    EXPECT_EQ(half.bytes().size(), 3U);
}

TEST(Bytes, AVarintOfMoreThan64BitsIsRefused) {
    ByteReader eleven(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11));
    eleven.varint();
    EXPECT_FALSE(eleven.ok());
    ByteReader too_large(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10));
    too_large.varint();
    EXPECT_FALSE(too_large.ok());
}

TEST(Bytes, ALengthBeyondTheEndIsRefused) {
    ByteWriter out;
    out.varint(1ULL << 60);
    ByteReader in(out.bytes());
    EXPECT_EQ(in.text(), "");
    EXPECT_FALSE(in.ok());
}

}  // namespace
}  // namespace annalist::storage
