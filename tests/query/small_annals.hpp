#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/event.hpp"
#include "storage/store.hpp"

namespace annalist::query_test {

/// What one mention of a test article says; participants and words are found in its text.
struct Said {
    std::uint64_t event = 0;
    EventType type = EventType::Consult;
    Mode mode = Mode::InPerson;
    TimeSpan days;
    std::vector<std::pair<std::string, Role>> who;  ///< actor keys
    std::string trigger;                            ///< words of the text
    std::string time_words = "";                    ///< words of the text; "" for none
    Status status = Status::Occurred;
    std::uint32_t count = 1;
    std::string label = "";
    Place place = {};
    double confidence = 0.9;
    TimeBasis basis = TimeBasis::Stated;
    std::string attributed_to = "";  ///< actor key
};

/// Makes the facts of one article by hand.
class TestArticle {
public:
    TestArticle(std::string publisher, std::string day, std::string title, std::string text);

    TestArticle& says(const Said& said);
    TestArticle& figure(Figure figure, const std::vector<std::string>& parties);
    TestArticle& role(const std::string& actor, const std::string& role, const std::string& body);
    const ArticleFacts& facts() const { return facts_; }

private:
    ActorId local(const std::string& key);
    TextSpan find(std::string_view words) const;
    TextSpan sentence_around(TextSpan words) const;

    ArticleFacts facts_;
};

/// "2020-07-24" as a day; whole_month("2020-07"); days("2020-07-01", "2020-07-03").
date::sys_days day(std::string_view iso);
TimeSpan on(std::string_view iso);
TimeSpan whole_month(std::string_view month);
TimeSpan days(std::string_view first, std::string_view last);

/// Events of the small annals, by what they are.
inline constexpr std::uint64_t kCalls = 0x0a01;       ///< Xi and Putin, four calls, March to July 2020
inline constexpr std::uint64_t kVideo = 0x0a02;       ///< Song and Gryzlov by video, 2020-07-23
inline constexpr std::uint64_t kMoscow = 0x0a03;      ///< Lavrov and Wang meet in Moscow, 2020-09-11
inline constexpr std::uint64_t kVisit = 0x0a04;       ///< Wang visits Italy, some day of August 2020
inline constexpr std::uint64_t kPlanned = 0x0a05;     ///< Xi is to visit Japan, April 2020
inline constexpr std::uint64_t kStatement = 0x0a06;   ///< Wang speaks, 2020-09-11
inline constexpr std::uint64_t kAssumed = 0x0a07;     ///< Lavrov and Di Maio meet, about 2020-10-14
inline constexpr std::uint64_t kLetter = 0x0a08;      ///< Putin writes to Xi, 2020-07-23

/// Five articles of two newspapers with these events, a trade figure and a few roles.
void fill_small_annals(storage::Store& store);

}  // namespace annalist::query_test
