#pragma once

#include <date/date.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/actor.hpp"
#include "graph/article.hpp"
#include "graph/id.hpp"
#include "graph/ontology.hpp"
#include "graph/text_span.hpp"
#include "graph/time_span.hpp"

namespace annalist {

/// Where the days of an event come from. Stored: the numbers never change.
enum class TimeBasis : std::uint8_t {
    Stated = 1,     ///< time words govern the event
    Reference = 2,  ///< the time its story was last said to be at
    Published = 3,  ///< nothing was said: the publication day stands in, as a guess
};

struct EventTime {
    TimeSpan days;
    TimeBasis basis = TimeBasis::Published;
    std::string timex;                 ///< TIMEX3 value ("2020-Q1"); "" unless Stated or Reference
    std::optional<TextSpan> words;     ///< the words that said it
    std::optional<std::uint16_t> minute_of_day;  ///< local time of day where given, 0–1439

    bool operator==(const EventTime&) const = default;
};

/// Where something happened. Either part may be empty.
struct Place {
    std::string city;
    std::string country;  ///< ISO 3166 alpha-3

    bool operator==(const Place&) const = default;
    bool empty() const { return city.empty() && country.empty(); }
};

/// One actor in one mention.
struct Participant {
    ActorId actor;
    Role role = Role::Participant;
    TextSpan words;  ///< the words that name it there

    bool operator==(const Participant&) const = default;
};

/// One report of an event in one article.
struct Mention {
    ArticleId article;
    std::uint32_t ordinal = 0;  ///< position among the article's mentions
    EventId event;
    EventType type = EventType::Consult;
    Mode mode = Mode::None;
    Status status = Status::Occurred;
    EventTime time;
    Place place;
    std::vector<Participant> participants;
    std::uint32_t count = 1;           ///< "four telephone conversations" is 4
    std::uint32_t sequence = 0;        ///< "the eighth meeting" is 8; 0 when not said
    std::string label;                 ///< what the event is called ("eighth meeting of the dialogue mechanism"); may be ""
    ActorId attributed_to;             ///< who says so; 0 when the article itself
    TextSpan sentence;
    TextSpan trigger;
    std::string frame;                 ///< which rule fired, for `explain`
    double confidence = 0.5;           ///< in [0, 1]
    date::sys_days known{};            ///< publication day of the article

    bool operator==(const Mention&) const = default;
};

/// One actor in an event.
struct EventActor {
    ActorId actor;
    Role role = Role::Participant;

    auto operator<=>(const EventActor&) const = default;
};

/// What happened, once, however many mentions report it.
struct Event {
    EventId id;
    EventType type = EventType::Consult;
    Mode mode = Mode::None;
    Status status = Status::Occurred;
    TimeSpan days;
    TimeBasis time_basis = TimeBasis::Published;
    Place place;
    std::vector<EventActor> actors;    ///< sorted by role, then actor
    std::uint32_t count = 1;
    std::string label;
    double confidence = 0.5;
    std::uint32_t mentions = 0;        ///< how many reports
    date::sys_days known{};            ///< first publication day of a report

    bool operator==(const Event&) const = default;
};

/// The event that these mentions report, all of the same EventId; at least one, in any order.
/// A report that it happened outweighs a plan, finer and stated days outweigh coarser and assumed
/// ones, and between equals the surer, then the earlier article decides.
Event conclude(std::vector<Mention> mentions);

/// A quantity claimed for an indicator.
struct Figure {
    ArticleId article;
    std::uint32_t ordinal = 0;
    std::string indicator;             ///< "bilateral trade"
    std::vector<ActorId> parties;      ///< sorted
    std::optional<double> value;       ///< plain units: 27.2 billion dollars is 27200000000
    std::optional<double> value_high;  ///< the upper end of a range
    std::string unit;                  ///< ISO 4217 for money, "%", "barrels/day" ...
    std::optional<double> change;      ///< percent; negative for a fall
    std::string basis;                 ///< "year-on-year", "month-on-month"; "" when not said
    std::optional<TimeSpan> period;
    TextSpan words;
    TextSpan sentence;
    double confidence = 0.5;
    date::sys_days known{};

    bool operator==(const Figure&) const = default;
};

/// Everything one article says. In `mentions`, `figures` and `affiliations` an ActorId is 1 + the
/// position in `actors`; the store replaces it by the actor's own id.
struct ArticleFacts {
    Article article;
    std::vector<Actor> actors;
    std::vector<Affiliation> affiliations;
    std::vector<Mention> mentions;
    std::vector<Figure> figures;
    std::string stamp;                 ///< versions of lexicon and model that read it
};

}  // namespace annalist
