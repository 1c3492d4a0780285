#include "ingest/extract/incident_fillers.hpp"

#include <algorithm>

#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

using text::EntityType;
using text::Upos;

/// Nouns that only count or group what stands after "of".
bool is_grouping(std::string_view lemma) {
    return is_one_of(lemma, {"group", "member", "number", "series", "one", "two", "three", "several", "some", "many", "most", "few",
                             "hundred", "thousand", "dozen", "score", "each", "both", "all", "majority", "half", "part", "total",
                             "couple", "pair", "handful", "rest", "remainder", "body", "life", "type", "branch", "kind", "person", "four",
                             "five", "six", "element", "column", "band", "squad", "unit", "contingent", "any", "none", "another"});
}

NounClass class_of_type(EntityType type) {
    switch (type) {
        case EntityType::Person: return NounClass::Person;
        case EntityType::Organization: return NounClass::Object;
        case EntityType::Group: return NounClass::Crowd;
        default: return NounClass::Unknown;
    }
}

}  // namespace

std::uint32_t FillerReader::inner(std::uint32_t head) const {
    for (int depth = 0; depth < 3; ++depth) {
        if (!is_grouping(tree_.lemma(head)) && tree_.token(head).upos != Upos::NUM) return head;
        std::optional<std::uint32_t> below;
        for (const auto c : tree_.children(head))
            if (tree_.is(c, "nmod") && !tree_.is(c, "nmod:poss") && tree_.preposition(c) == "of") below = c;
        if (!below) return head;
        head = *below;
    }
    return head;
}

/// A body under arms by its name: "National Liberation Front", "Medellin Cartel", "FARC".
bool FillerReader::is_armed_body(std::uint32_t at) const {
    const auto entity = std::ranges::find_if(tree_.sentence().entities, [&](const text::Entity& e) { return e.first <= at && at < e.last; });
    const auto armed = [](std::string_view word) {
        return is_one_of(word, {"liberation", "revolutionary", "guerrilla", "cartel", "armed", "commando", "commandos", "resistance", "rebel",
                                "extraditables", "subversive", "insurgent", "mafia"});
    };
    if (tree_.lower(at) != "armed" && armed(tree_.lower(at))) return true;
    for (const NameReading& reading : lexicon_.readings(one_line(words_of(at).in(tree_.text()))))
        if (reading.kind == NameKind::Organization && lexicon_.organization(reading.row).type == "armed_group") return true;
    if (entity != tree_.sentence().entities.end()) {
        if (entity->type == EntityType::Person || entity->type == EntityType::Place) return false;
        for (const NameReading& reading : lexicon_.readings(one_line(tree_.span(entity->first, entity->last).in(tree_.text()))))
            if (reading.kind == NameKind::Organization && lexicon_.organization(reading.row).type == "armed_group") return true;
        bool forces = false, found = false;
        for (std::uint32_t i = entity->first; i < entity->last; ++i) {
            found = found || armed(tree_.lower(i));
            forces = forces || tree_.lower(i) == "forces";
        }
        // "the Armed Forces" are an army; "the Revolutionary Armed Forces" fight one.
        if (found && !(forces && entity->last - entity->first <= 2)) return true;
    }
    const auto* mention = chains_.at(sentence_, at);
    if (!mention || mention->chain < 0 || mention->type == EntityType::Person || mention->type == EntityType::Place) return false;
    for (const std::string& name : chains_.names(mention->chain)) {
        std::string word;
        bool found = false;
        for (const char c : name + ' ') {
            if (c == ' ') {
                found = found || is_one_of(word, {"liberation", "revolutionary", "guerrilla", "cartel", "extraditables"});
                word.clear();
            } else {
                word += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
            }
        }
        if (found) return true;
    }
    return false;
}

/// What a noun's modifiers make of it: "guerrilla columns", "Soldier Juan Perez", "U.S. soldiers".
NounClass FillerReader::class_of(std::uint32_t head) const {
    const std::uint32_t at = inner(head);
    const NounClass plain = plain_class(at);
    if (plain == NounClass::Actor || plain == NounClass::Device) return plain;
    const bool thing = words_.is_object(tree_.lemma(at));
    if (!thing && is_armed_body(at)) return NounClass::Actor;
    for (const auto c : tree_.children(at)) {
        if (c > at || (!tree_.is(c, "compound") && !tree_.is(c, "amod") && !tree_.is(c, "nmod:desc"))) continue;
        const NounClass side = plain_class(c);
        if ((side == NounClass::Actor && (!thing || tree_.token(c).upos == Upos::PROPN)) || is_armed_body(c)) return NounClass::Actor;
        if (is_one_of(tree_.lower(c), {"military", "army", "armored", "armoured"}) && plain != NounClass::Unknown &&
            (thing || is_one_of(tree_.lemma(at), {"member", "personnel", "element", "man", "vehicle"})))
            return NounClass::Military;
        if (side == NounClass::Military && plain == NounClass::Person && tree_.token(at).upos == Upos::PROPN) return NounClass::Military;
        if (plain == NounClass::Military && is_one_of(tree_.lower(c), {"u.s.", "american", "foreign", "former", "retired", "soviet"})) return NounClass::Person;
    }
    if (!thing)
        for (const auto c : tree_.children(at))
            if (tree_.is(c, "nmod") && tree_.preposition(c) == "of" && is_armed_body(c) && is_one_of(tree_.lemma(at), {"member", "leader", "commander", "militant", "unit"}))
                return NounClass::Actor;
    return plain;
}

NounClass FillerReader::plain_class(std::uint32_t at) const {
    const auto& token = tree_.token(at);
    const auto entity = std::ranges::find_if(tree_.sentence().entities, [&](const text::Entity& e) { return e.first <= at && at < e.last; });
    const bool in_name = entity != tree_.sentence().entities.end();
    if (in_name && entity->type == EntityType::Person && entity->last - entity->first > 1) return NounClass::Person;
    std::string lemma = tree_.lower(at);
    if (const NounClass whole = words_.class_of(lemma); whole != NounClass::Unknown && token.upos != Upos::PROPN) return whole;
    lemma = tree_.lemma(at);
    std::ranges::transform(lemma, lemma.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    if (const NounClass known = words_.class_of(lemma); known != NounClass::Unknown) return known;
    if (lemma.ends_with("men"))
        if (const NounClass known = words_.class_of(lemma.substr(0, lemma.size() - 3) + "man"); known != NounClass::Unknown) return known;
    if (in_name && entity->type != EntityType::Other) return class_of_type(entity->type);
    if (const auto* mention = chains_.at(sentence_, at)) {
        if (mention->type == EntityType::Place) return NounClass::Unknown;
        return class_of_type(mention->type);
    }
    return NounClass::Unknown;
}

TextSpan FillerReader::words_of(std::uint32_t head) const {
    std::uint32_t first = head, last = head + 1;
    for (const auto c : tree_.children(head)) {
        const bool before = c < head && (tree_.is(c, "compound") || tree_.is(c, "amod") || tree_.is(c, "nummod") || tree_.is(c, "flat") ||
                                         tree_.is(c, "nmod:desc") || tree_.is(c, "nmod:poss"));
        const bool after = c > head && (tree_.is(c, "flat") || tree_.is(c, "compound") ||
                                        (tree_.is(c, "nmod") && tree_.preposition(c) == "of"));
        if (before) first = std::min(first, tree_.extent(c).first);
        if (after) {
            // Only the phrase itself, not what is coordinated with it or told of it.
            const TextSpan inside = words_of(c);
            for (std::uint32_t i = last; i < tree_.size() && tree_.token(i).span.end <= inside.end; ++i) last = i + 1;
        }
    }
    while (first < head && (tree_.token(first).upos == Upos::DET || tree_.token(first).upos == Upos::ADP ||
                            tree_.token(first).upos == Upos::PUNCT || tree_.token(first).upos == Upos::CCONJ))
        ++first;
    return tree_.span(first, last);
}

/// "70,000 people", "thousands of peasants": a sum over years, no incident.
bool FillerReader::is_sum(std::uint32_t head) const {
    for (std::uint32_t at = head;;) {
        if (is_one_of(tree_.lemma(at), {"thousand", "million", "hundred", "dozen"})) return true;
        for (const auto c : tree_.children(at))
            if (tree_.is(c, "nummod")) {
                const std::string& number = tree_.lower(c);
                if (number.find(',') != std::string::npos || number.size() > 3 ? number[0] >= '0' && number[0] <= '9' : false) return true;
                if (is_one_of(number, {"thousand", "million", "hundred"})) return true;
            }
        const std::uint32_t below = inner(at);
        if (below == at) return false;
        at = below;
    }
}

bool FillerReader::is_counted(std::uint32_t head) const {
    const auto& token = tree_.token(head);
    const bool plural = token.xpos == "NNS" || token.xpos == "NNPS";
    if (!plural) return plain_class(head) != NounClass::Crowd || tree_.lemma(head) != "population";
    const bool crowd = plain_class(head) == NounClass::Crowd;
    for (const auto c : tree_.children(head)) {
        if (tree_.is(c, "nummod")) return true;
        if (tree_.is(c, "amod") && tree_.lower(c) == "several") return true;
        if (crowd) continue;
        if (tree_.is(c, "nmod:poss") && !is_one_of(tree_.lower(c), {"their", "our", "my", "your"})) return true;
        if (tree_.is(c, "det") && is_one_of(tree_.lower(c), {"these", "those", "the"})) return true;
    }
    return false;
}

/// Whether what a phrase names can have the role; settles whether a target is people or a thing.
bool FillerReader::fits(NounClass kind, FillerRole& role, std::uint32_t head) const {
    switch (role) {
        case FillerRole::Source:
            return kind == NounClass::Actor || kind == NounClass::Military || kind == NounClass::Person || kind == NounClass::Crowd ||
                   (kind == NounClass::Object && !words_.is_object(tree_.lemma(inner(head)))) ||
                   (kind == NounClass::Unknown && tree_.token(head).upos == Upos::PROPN);
        case FillerRole::Device: return kind == NounClass::Device;
        default:
            if (kind == NounClass::Abstract || kind == NounClass::Device) return false;
            if (kind == NounClass::Unknown && tree_.token(head).upos != Upos::PROPN) return false;
            if (kind == NounClass::Unknown) {
                const auto* mention = chains_.at(sentence_, head);
                if (mention && mention->type == EntityType::Place) return false;
            }
            role = kind == NounClass::Object ? FillerRole::Object : FillerRole::Target;
            return true;
    }
}

void FillerReader::add_pronoun(std::uint32_t head, FillerRole role, std::vector<Filler>& out) const {
    const auto* mention = chains_.at(sentence_, head);
    if (!mention || mention->chain < 0) return;
    // "they", of people named together: each of them.
    const auto& members = chains_.coreference.chains[static_cast<std::size_t>(mention->chain)].members;
    for (const std::int32_t member : members) add_chain(member, role, out);
    if (members.empty()) add_chain(mention->chain, role, out);
}

void FillerReader::add_chain(std::int32_t chain, FillerRole role, std::vector<Filler>& out) const {
    const auto* best = chains_.best(chain);
    if (!best) return;
    Filler filler;
    filler.words = best->span;
    filler.chain = chain;
    filler.named = best->named;
    filler.counted = true;
    filler.names = chains_.names(chain);
    if (filler.names.empty()) filler.names.push_back(one_line(best->span.in(chains_.text)));
    const auto lower = [](std::string_view word) {
        std::string s(word);
        for (char& c : s) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return s;
    };
    // The class of the phrase by its last word that the table knows, else by the mention's type.
    std::string words = lower(best->span.in(chains_.text));
    std::string_view last = std::string_view(words).substr(words.find_last_of(' ') == std::string::npos ? 0 : words.find_last_of(' ') + 1);
    filler.kind = words_.class_of(last);
    if (filler.kind == NounClass::Unknown && last.ends_with('s')) filler.kind = words_.class_of(last.substr(0, last.size() - 1));
    if (filler.kind == NounClass::Unknown) filler.kind = class_of_type(best->type);
    if (!best->named && filler.kind == NounClass::Unknown) return;
    filler.role = role;
    if (role == FillerRole::Target && filler.kind == NounClass::Object) filler.role = FillerRole::Object;
    if (role == FillerRole::Source && filler.kind == NounClass::Unknown) return;
    out.push_back(std::move(filler));
}

void FillerReader::add(std::uint32_t head, FillerRole role, std::vector<Filler>& out) const {
    const auto& token = tree_.token(head);
    if (token.upos == Upos::PRON && !is_one_of(tree_.lower(head), {"one", "some", "many", "all", "most", "others", "several", "two", "each"})) {
        add_pronoun(head, role, out);
        return;
    }
    const NounClass kind = class_of(head);
    if (!fits(kind, role, head) || is_sum(head)) return;
    Filler filler;
    filler.role = role;
    filler.kind = kind;
    filler.words = words_of(head);
    filler.names.push_back(one_line(filler.words.in(tree_.text())));
    const std::uint32_t core = inner(head);
    if (const auto* mention = chains_.at(sentence_, head)) filler.chain = mention->chain;
    if (filler.chain < 0)
        if (const auto* mention = chains_.at(sentence_, core)) filler.chain = mention->chain;
    filler.named = token.upos == Upos::PROPN || tree_.token(core).upos == Upos::PROPN;
    filler.plural = token.xpos == "NNS" || token.xpos == "NNPS" || core != head;
    filler.counted = is_counted(core);
    if (filler.chain >= 0)
        for (std::string& name : chains_.names(filler.chain)) filler.names.push_back(std::move(name));
    for (std::uint32_t i = head; i < tree_.size() && tree_.token(i).span.end <= filler.words.end; ++i)
        for (const auto c : tree_.children(i))
            if (c > i && tree_.is(c, "appos") && tree_.token(c).upos == Upos::PROPN && i != head)
                filler.names.push_back(one_line(words_of(c).in(tree_.text())));
    for (const auto c : tree_.children(head))
        if (tree_.is(c, "appos") && tree_.is_noun(c)) filler.names.push_back(one_line(words_of(c).in(tree_.text())));
    out.push_back(std::move(filler));
    // "three judges, X, Y and Z": each name is one of them.
    if (out.back().plural)
        for (const auto c : tree_.children(head))
            if (tree_.is(c, "appos") && tree_.is_noun(c) && tree_.conjuncts(c).size() > 1)
                for (const auto each : tree_.conjuncts(c)) add(each, role, out);
}

std::vector<Filler> FillerReader::read(std::uint32_t head, FillerRole role) const {
    std::vector<Filler> out;
    for (const auto each : tree_.conjuncts(head)) {
        if (tree_.is_noun(each) || tree_.token(each).upos == Upos::PRON || tree_.token(each).upos == Upos::NUM ||
            tree_.token(each).upos == Upos::ADJ || tree_.token(each).upos == Upos::DET)
            add(each, role, out);
    }
    return out;
}

}  // namespace annalist::ingest
