#include "ingest/extract/sense_codes.hpp"

#include "graph/fold.hpp"

namespace annalist::ingest {
namespace {

struct ToldCode {
    EventType told, meant;
    std::string_view code;
};

/// CAMEO's codes for deeds of words by what they speak of.
constexpr ToldCode kTold[] = {
    {EventType::Agree, EventType::Cooperate, "031"},      {EventType::Agree, EventType::Support, "032"},
    {EventType::Agree, EventType::Aid, "033"},            {EventType::Agree, EventType::Concede, "035"},
    {EventType::Agree, EventType::Retreat, "035"},        {EventType::Agree, EventType::Consult, "036"},
    {EventType::Request, EventType::Cooperate, "101"},    {EventType::Request, EventType::Support, "102"},
    {EventType::Request, EventType::Aid, "103"},          {EventType::Request, EventType::Concede, "105"},
    {EventType::Request, EventType::Retreat, "105"},      {EventType::Request, EventType::Consult, "108"},
    {EventType::Reject, EventType::Cooperate, "121"},     {EventType::Reject, EventType::Aid, "122"},
    {EventType::Reject, EventType::Concede, "124"},       {EventType::Reject, EventType::Retreat, "124"},
    {EventType::Reject, EventType::Consult, "125"},       {EventType::Threaten, EventType::Sanction, "131"},
    {EventType::Threaten, EventType::Coerce, "132"},      {EventType::Threaten, EventType::Protest, "133"},
    {EventType::Threaten, EventType::Assault, "138"},     {EventType::Threaten, EventType::Mobilize, "138"},
};

/// The sense of a frame's words, or of the trigger's noun where the frame is a light verb's.
const Sense* sense_of(const Mention& mention, std::string_view text, const Senses& senses) {
    const std::string_view frame = mention.frame;
    const auto dot = frame.rfind('.');
    const auto form = dot == std::string_view::npos ? std::string_view{} : frame.substr(dot + 1);
    const auto words = frame.substr(0, dot);
    if (form == "deed" || form == "verb")
        if (const Sense* sense = senses.verb_phrase(words)) return sense;
    if (form == "deed" || form == "noun") return senses.noun_phrase(words);
    if (frame.find('+') == std::string_view::npos || mention.trigger.end > text.size()) return nullptr;
    std::string noun = fold_name(mention.trigger.in(text));
    if (const Sense* sense = senses.noun_phrase(noun)) return sense;
    if (noun.ends_with('s')) noun.pop_back();
    return senses.noun_phrase(noun);
}

}  // namespace

std::string cameo_of(const Mention& mention, std::string_view text, const Senses& senses) {
    const std::string plain(cameo_code(mention.type, mention.mode));
    const Sense* sense = sense_of(mention, text, senses);
    if (!sense) return plain;
    if (sense->type == mention.type) return sense->cameo.empty() ? plain : sense->cameo;
    if (mention.frame.ends_with(".deed"))
        for (const ToldCode& code : kTold)
            if (code.told == mention.type && code.meant == sense->type) return std::string(code.code);
    return plain;
}

}  // namespace annalist::ingest
