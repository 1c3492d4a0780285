#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace annalist {

/// PLOVER's 16 event types (manual 0.8, 2023), and statements (CAMEO roots 01 and 02, which PLOVER
/// leaves out). Stored: the numbers never change.
enum class EventType : std::uint8_t {
    Agree = 1,
    Consult = 2,
    Support = 3,
    Concede = 4,
    Cooperate = 5,
    Aid = 6,
    Retreat = 7,
    Request = 8,
    Accuse = 9,
    Reject = 10,
    Threaten = 11,
    Protest = 12,
    Sanction = 13,
    Mobilize = 14,
    Coerce = 15,
    Assault = 16,
    Statement = 17,
};

/// In what way an event happened. PLOVER's modes as far as they are read from text today, and ours
/// for the forms of contact that it does not tell apart. Stored: the numbers never change.
enum class Mode : std::uint8_t {
    None = 0,
    InPerson = 1,  ///< CONSULT: people come together and talk
    Video = 2,     ///< CONSULT: a meeting by video link
    Phone = 3,     ///< CONSULT: PLOVER phone
    Letter = 4,    ///< CONSULT: a letter, message, telegram or note
    Visit = 5,     ///< CONSULT: PLOVER visit
    Mediation = 6, ///< CONSULT: PLOVER third-party
    Signing = 7,   ///< SUPPORT (CAMEO 057): an agreement signed, concluded or ratified
    Expulsion = 8, ///< SANCTION: PLOVER expel
    Release = 9,   ///< RETREAT: PLOVER release
    Ceasefire = 10,   ///< RETREAT: PLOVER ceasefire
    Withdrawal = 11,  ///< RETREAT: PLOVER withdraw
    Discontinue = 12, ///< SANCTION: PLOVER discontinue
    Congratulation = 13,  ///< CONSULT: a message of congratulation, thanks or condolence
    // The other modes of PLOVER, for the types that have them.
    Multilateral = 14,
    Allegation = 15,
    Disapproval = 16,
    Investigation = 17,
    Conviction = 18,
    Abduction = 19,
    Aerial = 20,
    Beating = 21,
    CrowdControl = 22,
    Destruction = 23,
    Drone = 24,
    Explosives = 25,
    Firearms = 26,
    HeavyWeapons = 27,
    Primitive = 28,
    Sexual = 29,
    SuicideAttack = 30,
    Targeted = 31,
    Torture = 32,
    Unconventional = 33,
    Arrest = 34,
    Censorship = 35,
    Curfew = 36,
    Cyber = 37,
    Deportation = 38,
    MartialLaw = 39,
    Misinformation = 40,
    Restriction = 41,
    Seizure = 42,
    Withholding = 43,
    Militia = 44,
    Police = 45,
    Troops = 46,
    Weapons = 47,
    Boycott = 48,
    Demonstration = 49,
    HungerStrike = 50,
    Obstruction = 51,
    Riot = 52,
    Strike = 53,
    Access = 54,
    Disarmament = 55,
    Resignation = 56,
    Assistance = 57,
    Change = 58,
    Meeting = 59,
    Yielding = 60,
    Relations = 61,
    Territory = 62,
    Violence = 63,
};

/// The mode with the highest number.
inline constexpr Mode kLastMode = Mode::Violence;

/// Whether the text says that it happened. Stored: the numbers never change.
enum class Status : std::uint8_t {
    Occurred = 1,
    Ongoing = 2,
    Planned = 3,
    CalledFor = 4,
    Denied = 5,
    Cancelled = 6,
    Hypothetical = 7,
};

/// What an actor does in an event. Stored: the numbers never change.
enum class Role : std::uint8_t {
    Participant = 1,
    Source = 2,    ///< who acts: speaker, sender, visitor, caller
    Target = 3,    ///< who is acted upon: addressee, country visited
    Host = 4,
    Mediator = 5,
};

/// The kinds of contact that a diplomatic timeline tells apart.
enum class Contact : std::uint8_t { None, Meet, Call, Visit, Message, Agree };

std::string_view to_string(EventType type);      ///< "CONSULT"
std::string_view to_string(Mode mode);           ///< "in-person"; "" for None
std::string_view to_string(Status status);       ///< "called-for"
std::string_view to_string(Role role);           ///< "source"
std::string_view to_string(Contact contact);     ///< "meet"; "" for None

std::optional<EventType> parse_event_type(std::string_view name);  ///< any case
std::optional<Mode> parse_mode(std::string_view name);
std::optional<Status> parse_status(std::string_view name);
std::optional<Role> parse_role(std::string_view name);
std::optional<Contact> parse_contact(std::string_view name);

/// Which contact a type and mode amount to.
Contact contact_of(EventType type, Mode mode);

/// Occurred and Ongoing: what answers "who met whom" unless more is asked for.
constexpr bool is_real(Status status) {
    return status == Status::Occurred || status == Status::Ongoing;
}

/// CAMEO code of a type and mode ("040", "042", "057"), after CAMEO2PLOVER-2021 read backwards.
std::string_view cameo_code(EventType type, Mode mode);

/// What a CAMEO code of two to four digits is in PLOVER: the longest beginning of it that a table has
/// decides ("1053" by "105"); nullopt for what is no such code. Roots 01 are statements, 02 requests.
/// Source: CAMEO2PLOVER-2021, with the manual of 2023 where that has other modes.
struct EventKind {
    EventType type = EventType::Statement;
    Mode mode = Mode::None;

    bool operator==(const EventKind&) const = default;
};
std::optional<EventKind> cameo_kind(std::string_view code);

/// Goldstein value in [-10, 10] of a type and mode, as the PLOVER manual scores them.
double goldstein(EventType type, Mode mode);

/// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
int quad_class(EventType type);

}  // namespace annalist
