#include "cli/import/cameo_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace annalist::cli {
namespace {

using enum EventType;

struct Beginning {
    std::string_view words;  ///< lower case
    RelationMeaning meaning;
};

/// Of several that fit, the longest holds.
constexpr std::array kBeginnings{
    // 01 make public statement
    Beginning{"make statement", {Statement}},
    Beginning{"make a statement", {Statement}},
    Beginning{"make public statement", {Statement}},
    Beginning{"decline comment", {Statement}},
    Beginning{"make pessimistic comment", {Statement}},
    Beginning{"make optimistic comment", {Statement}},
    Beginning{"make empathetic comment", {Statement}},
    Beginning{"consider policy option", {Statement}},
    Beginning{"acknowledge or claim responsibility", {Statement}},
    Beginning{"deny responsibility", {Statement}},
    Beginning{"engage in symbolic act", {Statement}},
    Beginning{"express accord", {Statement}},
    // 02 appeal, 10 demand
    Beginning{"make an appeal", {Request}},
    Beginning{"appeal", {Request}},
    Beginning{"demand", {Request}},
    // 03 express intent to cooperate
    Beginning{"express intent", {Agree}},
    // 04 consult
    Beginning{"consult", {Consult}},
    Beginning{"discuss by telephone", {Consult, Mode::Phone}},
    Beginning{"make a visit", {Consult, Mode::Visit}},
    Beginning{"host a visit", {Consult, Mode::Visit}},
    Beginning{"meet at a", {Consult, Mode::InPerson}},
    Beginning{"mediate", {Consult, Mode::Mediation}},
    Beginning{"engage in mediation", {Consult, Mode::Mediation}},
    Beginning{"engage in negotiation", {Consult}},
    // 05 engage in diplomatic cooperation
    Beginning{"engage in diplomatic cooperation", {Support}},
    Beginning{"praise or endorse", {Support}},
    Beginning{"defend verbally", {Support}},
    Beginning{"rally support", {Support}},
    Beginning{"grant diplomatic recognition", {Support}},
    Beginning{"apologize", {Support}},
    Beginning{"forgive", {Support}},
    Beginning{"sign formal agreement", {Support, Mode::Signing}},
    // 06 engage in material cooperation
    Beginning{"engage in material cooperation", {Cooperate}},
    Beginning{"cooperate", {Cooperate}},
    Beginning{"engage in judicial cooperation", {Cooperate}},
    Beginning{"share intelligence", {Cooperate}},
    // 07 provide aid
    Beginning{"provide", {Aid}},
    Beginning{"grant asylum", {Aid}},
    // 08 yield: 081 to 083 are concessions, 084 to 087 retreats
    Beginning{"yield", {Concede}},
    Beginning{"ease", {Concede}},
    Beginning{"accede", {Concede}},
    Beginning{"ease economic sanctions", {Retreat}},
    Beginning{"ease military blockade", {Retreat}},
    Beginning{"return, release", {Retreat, Mode::Release}},
    Beginning{"allow", {Retreat}},
    Beginning{"receive deployment", {Retreat}},
    Beginning{"receive inspectors", {Retreat}},
    Beginning{"de-escalate", {Retreat}},
    Beginning{"demobilize", {Retreat}},
    Beginning{"declare truce", {Retreat, Mode::Ceasefire}},
    Beginning{"retreat or surrender", {Retreat, Mode::Withdrawal}},
    // 09 investigate, 11 disapprove
    Beginning{"investigate", {Accuse}},
    Beginning{"disapprove", {Accuse}},
    Beginning{"criticize or denounce", {Accuse}},
    Beginning{"accuse", {Accuse}},
    Beginning{"rally opposition", {Accuse}},
    Beginning{"complain officially", {Accuse}},
    Beginning{"bring lawsuit", {Accuse}},
    Beginning{"find guilty", {Accuse}},
    // 12 reject
    Beginning{"reject", {Reject}},
    Beginning{"refuse", {Reject}},
    Beginning{"defy norms", {Reject}},
    Beginning{"veto", {Reject}},
    // 13 threaten
    Beginning{"threaten", {Threaten}},
    Beginning{"give ultimatum", {Threaten}},
    // 14 protest
    Beginning{"engage in political dissent", {Protest}},
    Beginning{"demonstrate", {Protest}},
    Beginning{"conduct hunger strike", {Protest}},
    Beginning{"conduct strike", {Protest}},
    Beginning{"obstruct passage", {Protest}},
    Beginning{"protest violently", {Protest}},
    Beginning{"engage in violent protest", {Protest}},
    // 15 exhibit force posture
    Beginning{"demonstrate military", {Mobilize}},
    Beginning{"exhibit", {Mobilize}},
    Beginning{"increase police", {Mobilize}},
    Beginning{"increase military", {Mobilize}},
    Beginning{"mobilize", {Mobilize}},
    // 16 reduce relations
    Beginning{"reduce", {Sanction, Mode::Discontinue}},
    Beginning{"impose embargo", {Sanction}},
    Beginning{"halt", {Sanction, Mode::Discontinue}},
    Beginning{"expel or withdraw", {Sanction, Mode::Expulsion}},
    // 17 coerce
    Beginning{"coerce", {Coerce}},
    Beginning{"seize or damage", {Coerce}},
    Beginning{"confiscate", {Coerce}},
    Beginning{"destroy property", {Coerce}},
    Beginning{"impose", {Coerce}},
    Beginning{"ban political", {Coerce}},
    Beginning{"arrest", {Coerce}},
    Beginning{"expel or deport", {Coerce}},
    Beginning{"use tactics of violent repression", {Coerce}},
    Beginning{"attack cybernetically", {Coerce}},
    // 18 assault, 19 fight, 20 mass violence
    Beginning{"use unconventional", {Assault}},
    Beginning{"use conventional", {Assault}},
    Beginning{"use as human shield", {Assault}},
    Beginning{"use chemical", {Assault}},
    Beginning{"use weapons", {Assault}},
    Beginning{"abduct", {Assault}},
    Beginning{"physically assault", {Assault}},
    Beginning{"sexually assault", {Assault}},
    Beginning{"torture", {Assault}},
    Beginning{"kill", {Assault}},
    Beginning{"conduct suicide", {Assault}},
    Beginning{"carry out", {Assault}},
    Beginning{"attempt to assassinate", {Assault}},
    Beginning{"assassinate", {Assault}},
    Beginning{"impose blockade", {Assault}},
    Beginning{"occupy territory", {Assault}},
    Beginning{"fight", {Assault}},
    Beginning{"employ", {Assault}},
    Beginning{"violate ceasefire", {Assault}},
    Beginning{"engage in mass", {Assault}},
    Beginning{"engage in ethnic cleansing", {Assault}},
    Beginning{"detonate", {Assault}},
};

/// Whether the name begins with these words, not within one.
bool begins(std::string_view name, std::string_view words) {
    return name.starts_with(words) &&
           (name.size() == words.size() || std::isalnum(static_cast<unsigned char>(name[words.size()])) == 0);
}

}  // namespace

std::optional<RelationMeaning> relation_meaning(std::string_view relation) {
    if (const auto code = cameo_kind(relation)) return code;
    std::string name(relation);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    const Beginning* best = nullptr;
    for (const Beginning& each : kBeginnings)
        if (begins(name, each.words) && (best == nullptr || each.words.size() > best->words.size()))
            best = &each;
    if (best != nullptr) return best->meaning;
    if (const auto type = parse_event_type(relation)) return RelationMeaning{*type, Mode::None};
    return std::nullopt;
}

}  // namespace annalist::cli
