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

constexpr Names<Mode, 14> kModes{{
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
    switch (mode) {
        case Mode::Phone: return "041";
        case Mode::Visit: return "042";
        case Mode::Mediation: return "045";
        case Mode::Signing: return "057";
        case Mode::Expulsion: return "165";
        case Mode::Release: return "0841";
        case Mode::Ceasefire: return "0871";
        case Mode::Withdrawal: return "0874";
        case Mode::Discontinue: return "160";
        default: break;
    }
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
    switch (mode) {
        case Mode::Phone: return 1.5;
        case Mode::Visit: return 4.0;
        case Mode::Mediation: return 1.0;
        case Mode::Expulsion: return -5.5;
        case Mode::Release: return 6.5;
        case Mode::Ceasefire: return 7.5;
        case Mode::Withdrawal: return 8.0;
        case Mode::Discontinue: return -6.0;
        default: break;
    }
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
