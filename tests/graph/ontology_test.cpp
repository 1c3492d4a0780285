#include "graph/ontology.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace annalist {
namespace {

template <class E>
std::vector<E> all(E first, E last) {
    std::vector<E> values;
    for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i)
        values.push_back(static_cast<E>(i));
    return values;
}

const std::vector<EventType> kTypes = all(EventType::Agree, EventType::Statement);
const std::vector<Mode> kModes = all(Mode::None, kLastMode);

TEST(Ontology, EveryNameIsReadBackInAnyCase) {
    for (const EventType type : kTypes) EXPECT_EQ(parse_event_type(to_string(type)), type);
    for (const Mode mode : kModes) {
        if (mode != Mode::None) {
            EXPECT_EQ(parse_mode(to_string(mode)), mode) << to_string(mode);
        }
    }
    for (const Status status : all(Status::Occurred, Status::Hypothetical))
        EXPECT_EQ(parse_status(to_string(status)), status);
    for (const Role role : all(Role::Participant, Role::Mediator))
        EXPECT_EQ(parse_role(to_string(role)), role);
    for (const Contact contact : all(Contact::Meet, Contact::Agree))
        EXPECT_EQ(parse_contact(to_string(contact)), contact);
    EXPECT_EQ(parse_event_type("consult"), EventType::Consult);
    EXPECT_EQ(parse_mode("In-Person"), Mode::InPerson);
    EXPECT_EQ(parse_status("CALLED-FOR"), Status::CalledFor);
}

TEST(Ontology, AnEmptyOrStrangeNameIsNone) {
    for (const char* name : {"", " ", "unknown", "consult ", "met"}) {
        EXPECT_FALSE(parse_event_type(name)) << name;
        EXPECT_FALSE(parse_mode(name)) << name;
        EXPECT_FALSE(parse_status(name)) << name;
        EXPECT_FALSE(parse_role(name)) << name;
        EXPECT_FALSE(parse_contact(name)) << name;
    }
}

TEST(Ontology, OnlyConsultationsAndSigningsAreContacts) {
    EXPECT_EQ(contact_of(EventType::Consult, Mode::InPerson), Contact::Meet);
    EXPECT_EQ(contact_of(EventType::Consult, Mode::Video), Contact::Meet);
    EXPECT_EQ(contact_of(EventType::Consult, Mode::Phone), Contact::Call);
    EXPECT_EQ(contact_of(EventType::Consult, Mode::Visit), Contact::Visit);
    EXPECT_EQ(contact_of(EventType::Consult, Mode::Letter), Contact::Message);
    EXPECT_EQ(contact_of(EventType::Consult, Mode::Congratulation), Contact::Message);
    EXPECT_EQ(contact_of(EventType::Support, Mode::Signing), Contact::Agree);
    for (const EventType type : kTypes) {
        if (type != EventType::Consult) {
            EXPECT_EQ(contact_of(type, Mode::None), Contact::None) << to_string(type);
        }
    }
}

TEST(Ontology, OnlyWhatOccurredOrIsGoingOnIsReal) {
    for (const Status status : all(Status::Occurred, Status::Hypothetical))
        EXPECT_EQ(is_real(status), status == Status::Occurred || status == Status::Ongoing);
}

TEST(Ontology, EveryTypeAndModeHasACameoCodeUnderARoot) {
    for (const EventType type : kTypes)
        for (const Mode mode : kModes) {
            const std::string_view code = cameo_code(type, mode);
            EXPECT_GE(code.size(), 3U);
            EXPECT_LE(code.size(), 4U);
            EXPECT_TRUE(std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }))
                << code;
        }
    EXPECT_EQ(cameo_code(EventType::Consult, Mode::Phone), "041");
    EXPECT_EQ(cameo_code(EventType::Consult, Mode::Visit), "042");
    EXPECT_EQ(cameo_code(EventType::Support, Mode::Signing), "057");
    EXPECT_EQ(cameo_code(EventType::Assault, Mode::None), "190");
}

TEST(Ontology, ACameoCodeIsReadAsTheTypeThatItIsWrittenFor) {
    int finer = 0;
    for (const EventType type : kTypes)
        for (const Mode mode : kModes) {
            const auto kind = cameo_kind(cameo_code(type, mode));
            ASSERT_TRUE(kind);
            if (cameo_code(type, mode) == cameo_code(type, Mode::None)) continue;
            ++finer;
            if (type == EventType::Retreat && mode == Mode::Resignation) continue;  // 083, which is mostly no resignation
            EXPECT_EQ(kind->type, type) << to_string(type) << ' ' << to_string(mode);
        }
    EXPECT_GT(finer, 50);
    for (const EventType type : kTypes) EXPECT_EQ(cameo_kind(cameo_code(type, Mode::None))->type, type) << to_string(type);
    EXPECT_EQ(cameo_kind("042"), (EventKind{EventType::Consult, Mode::Visit}));
    EXPECT_EQ(cameo_kind("1053"), (EventKind{EventType::Request, Mode::Yielding}));
    EXPECT_EQ(cameo_kind("14"), (EventKind{EventType::Protest, Mode::None}));
    EXPECT_EQ(cameo_kind("1442"), (EventKind{EventType::Protest, Mode::Obstruction}));
    for (const char* none : {"", "0", "00", "21", "99", "04x", "04211", "---"}) EXPECT_FALSE(cameo_kind(none)) << none;
}

TEST(Ontology, GoldsteinIsInItsRangeAndOnTheSideOfTheQuadClass) {
    for (const EventType type : kTypes) {
        const double value = goldstein(type, Mode::None);
        EXPECT_GE(value, -10.0);
        EXPECT_LE(value, 10.0);
        if (quad_class(type) == 4) {
            EXPECT_LT(value, 0.0) << to_string(type);
        }
        if (quad_class(type) == 2) {
            EXPECT_GT(value, 0.0) << to_string(type);
        }
    }
    EXPECT_EQ(quad_class(EventType::Consult), 1);
    EXPECT_EQ(quad_class(EventType::Aid), 2);
    EXPECT_EQ(quad_class(EventType::Accuse), 3);
    EXPECT_EQ(quad_class(EventType::Assault), 4);
}

// The numbers lie on disk: a change here makes older stores unreadable.
TEST(Ontology, StoredNumbersStayWhatTheyAre) {
    EXPECT_EQ(static_cast<int>(EventType::Consult), 2);
    EXPECT_EQ(static_cast<int>(EventType::Statement), 17);
    EXPECT_EQ(static_cast<int>(Mode::Phone), 3);
    EXPECT_EQ(static_cast<int>(Mode::Congratulation), 13);
    EXPECT_EQ(static_cast<int>(Status::Hypothetical), 7);
    EXPECT_EQ(static_cast<int>(Role::Mediator), 5);
}

}  // namespace
}  // namespace annalist
