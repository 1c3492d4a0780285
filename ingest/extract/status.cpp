#include "ingest/extract/status.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

using text::Upos;

/// What a word that governs an event says of it, when it is itself told as a fact.
/// `Occurred` marks words that let the fact through ("began to", "managed to", "said that").
const std::unordered_map<std::string_view, Status>& governors() {
    static const std::unordered_map<std::string_view, Status> kGovernors = [] {
        std::unordered_map<std::string_view, Status> map;
        const auto add = [&](Status status, std::initializer_list<std::string_view> words) {
            for (const auto word : words) map.emplace(word, status);
        };
        add(Status::Planned,
            {"plan",    "intend",   "expect", "schedule", "agree",    "decide",  "prepare",   "set",
             "due",     "ready",    "aim",    "vow",      "pledge",   "promise", "arrange",   "slate",
             "poise",   "book",     "bind",   "decision", "readiness", "intention", "schedule", "scheduled",
             "planned", "set",      "prepared", "willing", "willingness", "undertake", "look", "await",
             "anticipate", "confirm", "likely", "certain", "sure"});
        add(Status::CalledFor,
            {"want",   "hope",    "seek",   "ask",    "urge",     "call",       "propose",   "invite",
             "offer",  "request", "wish",   "need",   "try",      "press",      "push",      "like",
             "suggest", "demand", "recommend", "advise", "encourage", "appeal", "proposal",  "invitation",
             "attempt", "effort", "desire", "bid",    "pressure", "insist",     "require",   "lobby",
             "favor",  "favour",  "eager",  "keen",   "beg",      "implore",    "advocate",  "allow", "persuade"});
        add(Status::Denied,
            {"refuse", "decline", "fail",  "reject", "avoid", "refusal", "failure", "deny", "unable", "unwilling",
             "forbid", "prevent", "bar",   "ban",    "block", "oppose",  "forget",  "neglect"});
        add(Status::Cancelled, {"cancel", "postpone", "scrap", "delay", "suspend", "shelve"});
        add(Status::Hypothetical,
            {"threaten", "consider", "doubt", "possible", "possibility", "chance", "prospect", "unlikely",
             "imagine", "speculate", "option", "opportunity", "can", "might", "fear", "wonder", "contemplate",
             "ponder", "mull", "able", "impossible", "rumor", "rumour"});
        return map;
    }();
    return kGovernors;
}

bool has_marker(const Tree& tree, std::uint32_t at, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(tree.children(at), [&](std::uint32_t c) {
        return tree.is(c, "mark") && is_one_of(tree.lower(c), words);
    });
}

bool negated(const Tree& tree, std::uint32_t at) {
    return std::ranges::any_of(tree.children(at), [&](std::uint32_t c) {
        const std::string& word = tree.lower(c);
        if (tree.is(c, "det") && word == "no") return true;
        return (tree.is(c, "advmod") || tree.is(c, "aux")) && is_one_of(word, {"not", "n't", "n’t", "never"});
    });
}

std::optional<Status> from_auxiliaries(const Tree& tree, std::uint32_t at) {
    bool be = false, present_be = false, to = has_marker(tree, at, {"to"});
    for (const auto c : tree.children(at)) {
        if (!tree.is(c, "aux") && !tree.is(c, "cop")) continue;
        if (tree.in_person_name(c)) continue;  // Theresa May
        const std::string& word = tree.lower(c);
        if (is_one_of(word, {"will", "'ll", "’ll", "shall", "wo"})) return Status::Planned;
        if (is_one_of(word, {"would", "'d", "’d"})) return Status::Planned;
        if (is_one_of(word, {"may", "might", "could", "can", "ca"})) return Status::Hypothetical;
        if (is_one_of(word, {"should", "must", "ought"})) return Status::CalledFor;
        if (tree.lemma(c) == "be") {
            be = true;
            present_be = present_be || is_one_of(word, {"is", "are", "am", "'s", "'re", "’s", "’re"});
        }
    }
    if (be && to && !tree.is(at, "xcomp")) return Status::Planned;  // "is to meet"
    if (present_be && tree.token(at).xpos == "VBG") return Status::Ongoing;
    return std::nullopt;
}

Status status_above(const Tree& tree, std::uint32_t at, int depth);

/// "when they meet on Thursday": the present tense of a clause of time is of what is to come, unless
/// the main clause tells of habits in the present tense, too.
bool lies_ahead(const Tree& tree, std::uint32_t at) {
    if (!tree.is(at, "advcl") || !tree.head(at)) return false;
    const auto& xpos = tree.token(at).xpos;
    if ((xpos != "VBP" && xpos != "VBZ") || tree.child(at, {"aux"})) return false;
    const bool of_time = std::ranges::any_of(tree.children(at), [&](std::uint32_t c) {
        return (tree.is(c, "mark") || tree.is(c, "advmod")) && is_one_of(tree.lower(c), {"when", "before", "until", "once", "after"});
    });
    if (!of_time) return false;
    const auto main = *tree.head(at);
    return !((tree.token(main).xpos == "VBP" || tree.token(main).xpos == "VBZ") && !tree.child(main, {"aux"}));
}

Status own_status(const Tree& tree, std::uint32_t at, int depth) {
    if (negated(tree, at)) return Status::Denied;
    if (has_marker(tree, at, {"if", "unless", "whether"})) return Status::Hypothetical;
    if (lies_ahead(tree, at)) return Status::Planned;
    if (const auto status = from_auxiliaries(tree, at)) {
        // "was going to meet", "is expected to": the auxiliary belongs to a governor, handled below.
        if (*status == Status::Ongoing && (tree.lemma(at) == "go" || tree.lemma(at) == "plan")) return Status::Planned;
        return combine(*status, status_above(tree, at, depth));
    }
    return status_above(tree, at, depth);
}

Status status_above(const Tree& tree, std::uint32_t at, int depth) {
    if (depth > 6) return Status::Occurred;
    const auto up = tree.head(at);
    if (!up) return Status::Occurred;
    const bool infinitive = has_marker(tree, at, {"to"});
    const bool clause = tree.is(at, "xcomp") || tree.is(at, "ccomp") || tree.is(at, "csubj") ||
                        (infinitive && (tree.is(at, "acl") || tree.is(at, "advcl")));
    if (tree.is(at, "conj")) {
        // "will fly to Paris and meet Macron": auxiliaries are shared with the first verb.
        const bool own_subject = tree.child(at, {"nsubj"}).has_value();
        if (own_subject || tree.child(at, {"aux"})) return status_above(tree, *up, depth + 1);
        return own_status(tree, *up, depth + 1);
    }
    if (!clause) return Status::Occurred;
    const auto found = governors().find(tree.lemma(*up));
    const Status above = own_status(tree, *up, depth + 1);
    if (found == governors().end() && infinitive && tree.is(at, "advcl")) {
        // "repeated the invitation for X to visit": the noun that the phrase with "for" hangs on.
        if (const auto who = tree.subject(at); who && tree.is(*who, "nmod") && tree.preposition(*who) == "for" && tree.head(*who))
            if (const auto noun = governors().find(tree.lemma(*tree.head(*who))); noun != governors().end())
                return combine(noun->second, above);
    }
    if (found == governors().end()) {
        if (infinitive && (tree.is(at, "advcl") || tree.is(at, "acl"))) {
            // Purpose: "flew to Paris to meet Macron" lies ahead of what is told.
            return combine(Status::Planned, above);
        }
        if (tree.lemma(*up) == "go" && tree.token(*up).xpos == "VBG") return Status::Planned;
        return above;
    }
    if (tree.lemma(*up) == "invitation" && tree.is(*up, "obj") && tree.head(*up) && tree.lemma(*tree.head(*up)) == "accept")
        return combine(Status::Planned, predicate_status(tree, *tree.head(*up)));
    if (above == Status::Denied) return Status::Denied;
    if (!infinitive && tree.is(at, "ccomp") && is_one_of(tree.lemma(*up), {"confirm", "agree", "decide", "look", "ask", "set"}))
        return above == Status::Planned ? Status::Occurred : above;
    return combine(found->second, above == Status::Planned ? Status::Occurred : above);
}

}  // namespace

Status combine(Status inner, Status outer) {
    const auto doubt = [](Status status) {
        switch (status) {
            case Status::Occurred: return 0;
            case Status::Ongoing: return 1;
            case Status::Planned: return 2;
            case Status::CalledFor: return 3;
            case Status::Hypothetical: return 4;
            case Status::Cancelled: return 5;
            case Status::Denied: return 6;
        }
        return 0;
    };
    return doubt(outer) > doubt(inner) ? outer : inner;
}

Status predicate_status(const Tree& tree, std::uint32_t predicate) {
    // "have yet to sign"
    if (const auto up = tree.head(predicate); up && tree.is(predicate, "xcomp") && tree.lemma(*up) == "have" &&
                                              std::ranges::any_of(tree.all(*up, {"advmod"}), [&](auto a) { return tree.lower(a) == "yet"; }))
        return Status::Planned;
    return own_status(tree, predicate, 0);
}

Status noun_status(const Tree& tree, std::uint32_t noun) {
    if (negated(tree, noun)) return Status::Denied;
    Status status = Status::Occurred;
    for (const auto c : tree.children(noun)) {
        if (!tree.is(c, "amod") && !tree.is(c, "acl") && !tree.is(c, "compound")) continue;
        const std::string& word = tree.lower(c);
        if (is_one_of(word, {"planned", "upcoming", "forthcoming", "scheduled", "future", "expected", "coming",
                             "impending", "prospective", "due", "slated"}))
            status = Status::Planned;
        if (is_one_of(word, {"proposed", "requested"})) status = Status::CalledFor;
        if (is_one_of(word, {"possible", "potential", "eventual", "hypothetical"})) status = Status::Hypothetical;
        if (is_one_of(word, {"cancelled", "canceled", "postponed", "aborted"})) status = Status::Cancelled;
        if (is_one_of(word, {"ongoing", "current"})) status = Status::Ongoing;
        if (tree.is(c, "acl") && tree.is_verb(c) && !tree.is(c, "acl:relcl") && has_marker(tree, c, {"to"}) && tree.child(c, {"aux"}))
            status = combine(status, Status::Planned);  // "talks to be held in Geneva"
        if (tree.is(c, "acl:relcl") && tree.is_verb(c)) status = combine(status, own_status(tree, c, 1));
    }
    const auto preposition = tree.preposition(noun);
    if (preposition == "ahead" || preposition == "before" || preposition == "prior" || preposition == "towards")
        status = combine(status, Status::Planned);
    const auto up = tree.head(noun);
    if (!up || !(tree.is(noun, "nsubj") || tree.is(noun, "obj") || tree.is(noun, "obl") || tree.is(noun, "nmod")))
        return status;
    if (tree.is(noun, "obl") && preposition != "for" && preposition != "on" && preposition != "about") return status;
    if (tree.is(noun, "nmod")) {
        // "an offer of talks", "the prospect of a visit", "his refusal of talks"
        const auto found = governors().find(tree.lemma(*up));
        return found == governors().end() ? status : combine(status, found->second);
    }
    if (tree.is_verb(*up) || tree.child(*up, {"cop"})) {
        const auto found = governors().find(tree.lemma(*up));
        if (found != governors().end()) status = combine(status, found->second);
        status = combine(status, own_status(tree, *up, 1));
    }
    return status;
}

}  // namespace annalist::ingest
