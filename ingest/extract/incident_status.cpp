#include "ingest/extract/incident_status.hpp"

#include "ingest/extract/status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

/// A noun names what happened unless words at its side say otherwise: "protested the murder of X"
/// tells of a murder as much as "the murder of X" does.
Status named_status(const Tree& tree, std::uint32_t at, const IncidentWords& words) {
    for (const auto c : tree.children(at)) {
        const std::string& word = tree.lower(c);
        if (tree.is(c, "det") && word == "no") return Status::Denied;
        if (tree.is(c, "det") && word == "any") return Status::Hypothetical;
        if (!tree.is(c, "amod") && !tree.is(c, "compound")) continue;
        if (is_one_of(word, {"planned", "future", "new", "possible", "potential", "further", "imminent", "more"})) return Status::Hypothetical;
    }
    const auto up = tree.head(tree.first_conjunct(at));
    if (!up) return Status::Occurred;
    if (is_one_of(tree.lemma(*up), {"prevent", "avoid", "fear", "plan", "prepare", "threat", "risk", "possibility", "danger"}) &&
        !tree.child(at, {"acl"}))
        return Status::Hypothetical;
    if (tree.is_verb(*up) && (tree.is(at, "obj") || tree.is(at, "nsubj")) && words.is_light(tree.lemma(*up)))
        return predicate_status(tree, *up);
    if (tree.is_verb(*up) && is_one_of(tree.lemma(*up), {"be", "take", "occur", "happen"})) return predicate_status(tree, *up);
    return Status::Occurred;
}

}  // namespace

void settle_status(const Tree& tree, std::uint32_t at, const IncidentWords& words, IncidentReport& report) {
    report.status = report.nominal ? named_status(tree, at, words) : predicate_status(tree, at);
    std::optional<std::uint32_t> up = report.nominal || tree.is(at, "xcomp") || tree.is(at, "acl") ? tree.head(at) : std::nullopt;
    for (int steps = 0; up && steps < 2; ++steps, up = tree.head(*up)) {
        const std::string& lemma = tree.lemma(*up);
        const bool tried = is_one_of(lemma, {"attempt", "try", "intend", "foil", "thwart", "frustrate", "fail"});
        const bool threatened = is_one_of(lemma, {"threaten", "threat"});
        if (!tried && !threatened) continue;
        report.stage = tried ? Stage::Attempted : Stage::Threatened;
        report.status = predicate_status(tree, *up);
        break;
    }
    for (const auto c : tree.children(at))
        if (is_one_of(tree.lower(c), {"attempted", "failed", "frustrated", "foiled", "abortive"})) report.stage = Stage::Attempted;
}

}  // namespace annalist::ingest
