#include "graph/ontology.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "graph/actor.hpp"

namespace annalist {
namespace {

template <class E, std::size_t N>
using Names = std::array<std::pair<E, std::string_view>, N>;

constexpr Names<EventType, 17> kTypes{{
    {EventType::Agree, "AGREE"},
    {EventType::Consult, "CONSULT"},
    {EventType::Support, "SUPPORT"},
    {EventType::Concede, "CONCEDE"},
    {EventType::Cooperate, "COOPERATE"},
    {EventType::Aid, "AID"},
    {EventType::Retreat, "RETREAT"},
    {EventType::Request, "REQUEST"},
    {EventType::Accuse, "ACCUSE"},
    {EventType::Reject, "REJECT"},
    {EventType::Threaten, "THREATEN"},
    {EventType::Protest, "PROTEST"},
    {EventType::Sanction, "SANCTION"},
    {EventType::Mobilize, "MOBILIZE"},
    {EventType::Coerce, "COERCE"},
    {EventType::Assault, "ASSAULT"},
    {EventType::Statement, "STATEMENT"},
}};

constexpr Names<Mode, 64> kModes{{
    {Mode::None, ""},
    {Mode::InPerson, "in-person"},
    {Mode::Video, "video"},
    {Mode::Phone, "phone"},
    {Mode::Letter, "letter"},
    {Mode::Visit, "visit"},
    {Mode::Mediation, "third-party"},
    {Mode::Signing, "signing"},
    {Mode::Expulsion, "expel"},
    {Mode::Release, "release"},
    {Mode::Ceasefire, "ceasefire"},
    {Mode::Withdrawal, "withdraw"},
    {Mode::Discontinue, "discontinue"},
    {Mode::Congratulation, "congratulation"},
    {Mode::Multilateral, "multilateral"},
    {Mode::Allegation, "allege"},
    {Mode::Disapproval, "disapprove"},
    {Mode::Investigation, "investigate"},
    {Mode::Conviction, "convict"},
    {Mode::Abduction, "abduct"},
    {Mode::Aerial, "aerial"},
    {Mode::Beating, "beat"},
    {Mode::CrowdControl, "crowd-control"},
    {Mode::Destruction, "destroy"},
    {Mode::Drone, "drone"},
    {Mode::Explosives, "explosives"},
    {Mode::Firearms, "firearms"},
    {Mode::HeavyWeapons, "heavy-weapons"},
    {Mode::Primitive, "primitive"},
    {Mode::Sexual, "sexual"},
    {Mode::SuicideAttack, "suicide-attack"},
    {Mode::Targeted, "targeted"},
    {Mode::Torture, "torture"},
    {Mode::Unconventional, "unconventional"},
    {Mode::Arrest, "arrest"},
    {Mode::Censorship, "censor"},
    {Mode::Curfew, "curfew"},
    {Mode::Cyber, "cyber"},
    {Mode::Deportation, "deport"},
    {Mode::MartialLaw, "martial-law"},
    {Mode::Misinformation, "misinformation"},
    {Mode::Restriction, "restrict"},
    {Mode::Seizure, "seize"},
    {Mode::Withholding, "withhold"},
    {Mode::Militia, "militia"},
    {Mode::Police, "police"},
    {Mode::Troops, "troops"},
    {Mode::Weapons, "weapons"},
    {Mode::Boycott, "boycott"},
    {Mode::Demonstration, "demo"},
    {Mode::HungerStrike, "hunger"},
    {Mode::Obstruction, "obstruct"},
    {Mode::Riot, "riot"},
    {Mode::Strike, "strike"},
    {Mode::Access, "access"},
    {Mode::Disarmament, "disarm"},
    {Mode::Resignation, "resign"},
    {Mode::Assistance, "assist"},
    {Mode::Change, "change"},
    {Mode::Meeting, "meet"},
    {Mode::Yielding, "yield"},
    {Mode::Relations, "relations"},
    {Mode::Territory, "territory"},
    {Mode::Violence, "violence"},
}};

constexpr Names<Status, 7> kStatuses{{
    {Status::Occurred, "occurred"},
    {Status::Ongoing, "ongoing"},
    {Status::Planned, "planned"},
    {Status::CalledFor, "called-for"},
    {Status::Denied, "denied"},
    {Status::Cancelled, "cancelled"},
    {Status::Hypothetical, "hypothetical"},
}};

constexpr Names<Role, 5> kRoles{{
    {Role::Participant, "participant"},
    {Role::Source, "source"},
    {Role::Target, "target"},
    {Role::Host, "host"},
    {Role::Mediator, "mediator"},
}};

constexpr Names<Contact, 6> kContacts{{
    {Contact::None, ""},
    {Contact::Meet, "meet"},
    {Contact::Call, "call"},
    {Contact::Visit, "visit"},
    {Contact::Message, "message"},
    {Contact::Agree, "agree"},
}};

template <class E, std::size_t N>
constexpr std::string_view name_in(const Names<E, N>& names, E value) {
    for (const auto& [key, name] : names)
        if (key == value) return name;
    return "unknown";
}

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

template <class E, std::size_t N>
std::optional<E> value_in(const Names<E, N>& names, std::string_view word) {
    for (const auto& [key, name] : names)
        if (!name.empty() && same_word(name, word)) return key;
    return std::nullopt;
}

/// CAMEO code and score of a mode, where they differ from its type's own.
struct ModeFacts {
    EventType type;
    Mode mode;
    std::string_view cameo;
    double score;
};

constexpr ModeFacts kModeFacts[] = {
    {EventType::Consult, Mode::Phone, "041", 1.5},
    {EventType::Consult, Mode::Visit, "042", 4.0},
    {EventType::Consult, Mode::Mediation, "045", 1.0},
    {EventType::Consult, Mode::Multilateral, "046", 4.0},
    {EventType::Support, Mode::Signing, "057", 5.0},
    {EventType::Sanction, Mode::Expulsion, "166", -5.5},
    {EventType::Retreat, Mode::Release, "0841", 6.5},
    {EventType::Retreat, Mode::Ceasefire, "0871", 7.5},
    {EventType::Retreat, Mode::Withdrawal, "0874", 8.0},
    {EventType::Sanction, Mode::Discontinue, "160", -6.0},
    {EventType::Sanction, Mode::Withdrawal, "161", -6.0},
    {EventType::Sanction, Mode::Conviction, "116", -6.0},
    {EventType::Accuse, Mode::Allegation, "112", -3.5},
    {EventType::Accuse, Mode::Disapproval, "111", -2.0},
    {EventType::Accuse, Mode::Investigation, "090", -3.5},
    {EventType::Assault, Mode::Abduction, "181", -8.5},
    {EventType::Assault, Mode::Aerial, "195", -9.5},
    {EventType::Assault, Mode::Beating, "182", -7.5},
    {EventType::Assault, Mode::CrowdControl, "175", -7.5},
    {EventType::Assault, Mode::Destruction, "1712", -8.5},
    {EventType::Assault, Mode::Drone, "1952", -9.5},
    {EventType::Assault, Mode::Explosives, "183", -9.0},
    {EventType::Assault, Mode::Firearms, "193", -9.0},
    {EventType::Assault, Mode::HeavyWeapons, "194", -9.5},
    {EventType::Assault, Mode::Primitive, "182", -8.0},
    {EventType::Assault, Mode::Sexual, "1821", -8.5},
    {EventType::Assault, Mode::SuicideAttack, "1831", -9.5},
    {EventType::Assault, Mode::Targeted, "186", -9.5},
    {EventType::Assault, Mode::Torture, "1822", -8.5},
    {EventType::Assault, Mode::Unconventional, "204", -10.0},
    {EventType::Coerce, Mode::Arrest, "173", -7.0},
    {EventType::Coerce, Mode::Censorship, "1721", -6.5},
    {EventType::Coerce, Mode::Curfew, "1723", -6.5},
    {EventType::Coerce, Mode::Cyber, "176", -7.0},
    {EventType::Coerce, Mode::Deportation, "174", -7.0},
    {EventType::Coerce, Mode::MartialLaw, "1724", -7.5},
    {EventType::Coerce, Mode::Misinformation, "170", -6.5},
    {EventType::Coerce, Mode::Restriction, "172", -7.0},
    {EventType::Coerce, Mode::Seizure, "171", -7.0},
    {EventType::Coerce, Mode::Withholding, "170", -7.0},
    {EventType::Mobilize, Mode::Militia, "155", -6.0},
    {EventType::Mobilize, Mode::Police, "151", -5.5},
    {EventType::Mobilize, Mode::Troops, "152", -6.5},
    {EventType::Mobilize, Mode::Weapons, "153", -6.5},
    {EventType::Protest, Mode::Boycott, "143", -4.5},
    {EventType::Protest, Mode::Demonstration, "141", -5.0},
    {EventType::Protest, Mode::HungerStrike, "142", -4.5},
    {EventType::Protest, Mode::Obstruction, "144", -4.5},
    {EventType::Protest, Mode::Riot, "145", -7.0},
    {EventType::Protest, Mode::Strike, "143", -5.0},
    {EventType::Reject, Mode::Assistance, "121", -1.5},
    {EventType::Reject, Mode::Change, "123", -2.0},
    {EventType::Reject, Mode::Meeting, "125", -2.0},
    {EventType::Reject, Mode::Yielding, "124", -2.0},
    {EventType::Request, Mode::Assistance, "103", 0.5},
    {EventType::Request, Mode::Change, "104", -1.0},
    {EventType::Request, Mode::Meeting, "108", 0.0},
    {EventType::Request, Mode::Yielding, "105", -1.0},
    {EventType::Retreat, Mode::Access, "086", 6.5},
    {EventType::Retreat, Mode::Disarmament, "0873", 10.0},
    {EventType::Retreat, Mode::Resignation, "083", 4.5},
    {EventType::Threaten, Mode::Arrest, "132", -3.5},
    {EventType::Threaten, Mode::Expulsion, "136", -3.5},
    {EventType::Threaten, Mode::Relations, "1313", -3.5},
    {EventType::Threaten, Mode::Restriction, "1312", -3.0},
    {EventType::Threaten, Mode::Territory, "1382", -4.0},
    {EventType::Threaten, Mode::Violence, "138", -3.5},
};

const ModeFacts* facts_of(EventType type, Mode mode) {
    const auto at = std::ranges::find_if(kModeFacts, [&](const ModeFacts& f) { return f.type == type && f.mode == mode; });
    return at == std::end(kModeFacts) ? nullptr : at;
}

}  // namespace

std::string_view to_string(EventType type) { return name_in(kTypes, type); }
std::string_view to_string(Mode mode) { return name_in(kModes, mode); }
std::string_view to_string(Status status) { return name_in(kStatuses, status); }
std::string_view to_string(Role role) { return name_in(kRoles, role); }
std::string_view to_string(Contact contact) { return name_in(kContacts, contact); }

std::string_view to_string(ActorKind kind) {
    switch (kind) {
        case ActorKind::Person: return "person";
        case ActorKind::Country: return "country";
        case ActorKind::Organization: return "organization";
        case ActorKind::Group: return "group";
    }
    return "unknown";
}

std::optional<EventType> parse_event_type(std::string_view name) { return value_in(kTypes, name); }
std::optional<Mode> parse_mode(std::string_view name) { return value_in(kModes, name); }
std::optional<Status> parse_status(std::string_view name) { return value_in(kStatuses, name); }
std::optional<Role> parse_role(std::string_view name) { return value_in(kRoles, name); }
std::optional<Contact> parse_contact(std::string_view name) { return value_in(kContacts, name); }

Contact contact_of(EventType type, Mode mode) {
    if (mode == Mode::Signing) return Contact::Agree;
    if (type != EventType::Consult) return Contact::None;
    switch (mode) {
        case Mode::Phone: return Contact::Call;
        case Mode::Visit: return Contact::Visit;
        case Mode::Letter:
        case Mode::Congratulation: return Contact::Message;
        default: return Contact::Meet;
    }
}

std::string_view cameo_code(EventType type, Mode mode) {
    if (const ModeFacts* facts = facts_of(type, mode)) return facts->cameo;
    switch (type) {
        case EventType::Agree: return "030";
        case EventType::Consult: return "040";
        case EventType::Support: return "050";
        case EventType::Cooperate: return "060";
        case EventType::Aid: return "070";
        case EventType::Concede: return "080";
        case EventType::Retreat: return "087";
        case EventType::Request: return "100";
        case EventType::Accuse: return "110";
        case EventType::Reject: return "120";
        case EventType::Threaten: return "130";
        case EventType::Protest: return "140";
        case EventType::Mobilize: return "150";
        case EventType::Sanction: return "163";
        case EventType::Coerce: return "170";
        case EventType::Assault: return "190";
        case EventType::Statement: return "010";
    }
    return "";
}

double goldstein(EventType type, Mode mode) {
    if (const ModeFacts* facts = facts_of(type, mode)) return facts->score;
    switch (type) {
        case EventType::Agree: return 2.5;
        case EventType::Consult: return 2.5;
        case EventType::Support: return 5.0;
        case EventType::Concede: return 4.5;
        case EventType::Cooperate: return 9.5;
        case EventType::Aid: return 10.0;
        case EventType::Retreat: return 6.5;
        case EventType::Request: return 0.0;
        case EventType::Accuse: return -3.0;
        case EventType::Reject: return -2.0;
        case EventType::Threaten: return -3.5;
        case EventType::Protest: return -5.0;
        case EventType::Sanction: return -6.0;
        case EventType::Mobilize: return -5.5;
        case EventType::Coerce: return -7.0;
        case EventType::Assault: return -9.0;
        case EventType::Statement: return 0.0;
    }
    return 0.0;
}

int quad_class(EventType type) {
    switch (type) {
        case EventType::Agree:
        case EventType::Consult:
        case EventType::Support:
        case EventType::Concede:
        case EventType::Statement: return 1;
        case EventType::Cooperate:
        case EventType::Aid:
        case EventType::Retreat: return 2;
        case EventType::Request:
        case EventType::Accuse:
        case EventType::Reject:
        case EventType::Threaten: return 3;
        case EventType::Protest:
        case EventType::Sanction:
        case EventType::Mobilize:
        case EventType::Coerce:
        case EventType::Assault: return 4;
    }
    return 1;
}

}  // namespace annalist
