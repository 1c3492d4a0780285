#include "ingest/extract/incident_reports.hpp"

#include <algorithm>

#include "ingest/extract/incident_fillers.hpp"
#include "ingest/extract/incident_status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

using text::EntityType;
using text::Upos;

std::string lower_case(std::string_view word) {
    std::string s(word);
    for (char& c : s) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return s;
}

class ReportFinder {
public:
    ReportFinder(const Tree& tree, std::uint32_t sentence, const IncidentWords& words, const MentionChains& chains, const Lexicon& lexicon)
        : tree_(tree), sentence_(sentence), words_(words), fillers_(tree, sentence, words, chains, lexicon) {}

    std::vector<IncidentReport> run() {
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            if (used_.size() <= i) used_.resize(tree_.size(), false);
            if (used_[i]) continue;
            if (tree_.is_verb(i) || tree_.token(i).xpos.starts_with("VB")) verb(i);
            else if (tree_.is_noun(i) && !in_name(i)) noun(i);
        }
        for (IncidentReport& report : reports_) link(report);
        return std::move(reports_);
    }

private:
    bool in_name(std::uint32_t at) const {
        return std::ranges::any_of(tree_.sentence().entities, [&](const text::Entity& e) {
            return e.first <= at && at < e.last && e.last - e.first > 1 && e.type != EntityType::Other;
        });
    }

    std::string noun_lemma(std::uint32_t at) const { return lower_case(tree_.lemma(at)); }

    bool is_device(std::uint32_t at) const { return fillers_.class_of(at) == NounClass::Device; }

    /// The entry of a verb, with its particle or object before the verb alone.
    const IncidentWord* verb_entry(std::uint32_t at) {
        const std::string lemma = lower_case(tree_.lemma(at));
        std::string stem = lemma;
        for (const auto c : tree_.children(at))
            if (tree_.is(c, "compound:prt") || (tree_.is(c, "advmod") && c == at + 1 && is_one_of(tree_.lower(c), {"up", "off", "down", "out"})))
                stem = lemma + ' ' + tree_.lower(c);
        for (const auto& base : {stem, lemma}) {
            for (const auto c : tree_.children(at)) {
                const bool object = tree_.is(c, "obj") || tree_.is(c, "nsubj:pass") || tree_.is(c, "xcomp") || tree_.is(c, "advmod") ||
                                    (tree_.is(c, "obl") && c > at) || tree_.is(c, "iobj");
                if (!object) continue;
                if (const auto* entry = words_.verb(base + ' ' + noun_lemma(c))) {
                    object_in_word_ = c;
                    return entry;
                }
                if ((tree_.is(c, "obj") || tree_.is(c, "nsubj:pass")) && is_device(c))
                    if (const auto* entry = words_.verb(base + " *device")) {
                        device_ = c;
                        return entry;
                    }
            }
            // "the bomb placed in front of ...", "grenades thrown at ..."
            if (tree_.is(at, "acl") && tree_.head(at) && is_device(*tree_.head(at)))
                if (const auto* entry = words_.verb(base + " *device")) {
                    device_ = *tree_.head(at);
                    return entry;
                }
            if (base == stem && stem != lemma)
                if (const auto* entry = words_.verb(base)) return entry;
        }
        return words_.verb(lemma);
    }

    bool is_passive(std::uint32_t at) const {
        if (tree_.child(at, {"aux:pass", "nsubj:pass"})) return true;
        const auto& xpos = tree_.token(at).xpos;
        // "the priests murdered by gunmen": a past form without object that names its agent.
        if ((xpos == "VBN" || xpos == "VBD") && !tree_.child(at, {"obj"}))
            for (const auto c : tree_.children(at))
                if (tree_.is(c, "obl") && c > at && tree_.preposition(c) == "by") {
                    const NounClass cls = fillers_.class_of(c);
                    if (cls == NounClass::Actor || cls == NounClass::Person || cls == NounClass::Military || cls == NounClass::Crowd) return true;
                }
        if (xpos != "VBN") return false;
        if (tree_.is(at, "acl:relcl")) return false;
        if (tree_.is(at, "acl") || tree_.is(at, "amod")) return true;
        if (tree_.is(at, "conj") && tree_.head(at)) return !tree_.child(at, {"nsubj", "obj", "aux"}) && is_passive(*tree_.head(at));
        return tree_.is(at, "advcl") && !tree_.child(at, {"obj", "aux"});
    }

    /// A relative pronoun is the noun that its clause is about.
    std::uint32_t antecedent(std::uint32_t at, std::uint32_t verb) const {
        if (tree_.token(at).upos == Upos::PRON && is_one_of(tree_.lower(at), {"who", "which", "that", "whom"})) {
            std::uint32_t clause = verb;
            while (tree_.is(clause, "conj") && tree_.head(clause)) clause = *tree_.head(clause);
            if (tree_.is(clause, "acl") && tree_.head(clause)) return *tree_.head(clause);
        }
        return at;
    }

    std::optional<std::uint32_t> patient(std::uint32_t at, int depth = 0) const {
        if (const auto own = tree_.child(at, {"nsubj:pass", "nsubj"})) return antecedent(*own, at);
        if (depth > 4 || !tree_.head(at)) return std::nullopt;
        if (tree_.is(at, "acl") || tree_.is(at, "amod")) return tree_.head(at);
        if (tree_.is(at, "conj") || tree_.is(at, "advcl") || tree_.is(at, "xcomp")) return patient(*tree_.head(at), depth + 1);
        return std::nullopt;
    }

    void fill(const IncidentWord& word, std::string_view slot, std::uint32_t head, IncidentReport& report) {
        const auto* found = word.slot(slot);
        if (found) fill(found->role, head, report);
    }

    static bool is_side(std::string_view lemma) {
        return is_one_of(lemma, {"front", "vicinity", "side", "entrance", "center", "direction", "outskirt", "surroundings",
                                 "proximity", "life", "door", "back", "rear"});
    }

    /// "in front of the embassy", "on the life of the mayor" → what stands after "of".
    std::uint32_t beside(std::uint32_t head) const {
        if (!is_side(tree_.lemma(head))) return head;
        for (const auto c : tree_.children(head))
            if (tree_.is(c, "nmod") && tree_.preposition(c) == "of") return c;
        return head;
    }

    void fill(FillerRole role, std::uint32_t head, IncidentReport& report) {
        if (role == FillerRole::Target) head = beside(head);
        // An event as the agent: "the attack killed", "killed in the explosion" (linked elsewhere).
        for (Filler& filler : fillers_.read(head, role)) {
            if (std::ranges::find(report.fillers, filler) == report.fillers.end()) report.fillers.push_back(std::move(filler));
        }
    }

    IncidentReport start(std::uint32_t at, const IncidentWord* word) {
        IncidentReport report;
        report.sentence = sentence_;
        report.trigger = at;
        report.trigger_words = tree_.token(at).span;
        if (word) {
            report.word = word->id;
            report.kind = word->kind;
            report.weak = word->weak;
        }
        return report;
    }

    void obliques(const IncidentWord& word, std::uint32_t at, IncidentReport& report) {
        for (const auto c : tree_.children(at)) {
            if (!tree_.is(c, "obl") && !tree_.is(c, "nmod")) continue;
            if (tree_.is(c, "nmod:poss")) continue;
            std::string preposition(tree_.preposition(c));
            if (preposition.empty()) continue;
            if (preposition == "in" && is_side(tree_.lemma(c)) && word.slot("near")) preposition = "near";
            if (preposition == "in" || preposition == "at" || preposition == "near" || preposition == "by") {
                const auto cls = fillers_.class_of(beside(c));
                const bool agent = preposition == "by" && (tree_.is(c, "obl:agent") || cls == NounClass::Actor || cls == NounClass::Military);
                if (!agent && preposition != "by" && cls != NounClass::Object && word.slot(preposition)) continue;
                if (preposition == "by" && !agent && cls == NounClass::Unknown && !tree_.is_noun(c)) continue;
            }
            fill(word, preposition, c, report);
        }
    }

    void verb(std::uint32_t at) {
        object_in_word_.reset();
        device_.reset();
        const IncidentWord* word = verb_entry(at);
        if (!word) return;
        IncidentReport report = start(at, word);
        if (device_) fill(FillerRole::Device, *device_, report);
        if (object_in_word_ && !tree_.is(*object_in_word_, "obl")) used(*object_in_word_);
        if (is_passive(at)) {
            const auto who = patient(at);
            if (who && !device_ && who != object_in_word_) fill(word->slot("obj") ? *word : *word, word->slot("obj") ? "obj" : "subj", *who, report);
        } else {
            if (const auto who = tree_.subject(at)) {
                const std::uint32_t subject = antecedent(*who, at);
                fill(*word, "subj", subject, report);
                if (is_device(subject) && word->slot("obj")) {
                    fill(FillerRole::Device, subject, report);
                    if (report.kind == IncidentKind::Attack) report.kind = IncidentKind::Bombing;
                }
            }
            if (const auto what = tree_.child(at, {"obj"}); what && what != object_in_word_ && what != device_)
                fill(*word, "obj", antecedent(*what, at), report);
            // "the man whom they killed", "the bus that guerrillas burned"
            if (tree_.is(at, "acl:relcl") && !tree_.child(at, {"obj"}) && tree_.child(at, {"nsubj"}) && tree_.head(at)) {
                const auto subject = *tree_.child(at, {"nsubj"});
                if (antecedent(subject, at) == subject) fill(*word, "obj", *tree_.head(at), report);
            }
        }
        obliques(*word, at, report);
        // What the object of "set fire" or "open fire" has with it: "set fire to the bus".
        if (object_in_word_) obliques(*word, *object_in_word_, report);
        if (device_) obliques(*word, *device_, report);
        settle_status(tree_, at, words_, report);
        report.modifier = tree_.is(at, "amod");
        if (report.kind == IncidentKind::Attack && has_bomb(report)) report.kind = IncidentKind::Bombing;
        reports_.push_back(std::move(report));
    }

    static bool has_bomb(const IncidentReport& report) {
        return std::ranges::any_of(report.fillers, [](const Filler& f) { return f.role == FillerRole::Device; });
    }

    void used(std::uint32_t at) {
        if (used_.size() < tree_.size()) used_.resize(tree_.size(), false);
        used_[at] = true;
    }

    void noun(std::uint32_t at) {
        const std::string lemma = noun_lemma(at);
        const IncidentWord* word = nullptr;
        for (const auto c : tree_.children(at))
            if ((tree_.is(c, "compound") || tree_.is(c, "amod")) && c < at && !word) word = words_.noun(noun_lemma(c) + ' ' + lemma);
        if (!word) word = words_.noun(lemma);
        const bool back = !word && words_.refers_back(lemma);
        if (!word && !back) return;
        // "ATTACK" as part of a longer compound: "the murder case", "attack helicopters"
        IncidentReport report = start(at, word);
        report.nominal = true;
        report.back = back;
        report.plural = tree_.token(at).xpos == "NNS";
        for (const auto c : tree_.children(at)) {
            if (tree_.is(c, "det") && is_one_of(tree_.lower(c), {"the", "this", "that", "these", "those", "such"})) report.definite = true;
            if (tree_.is(c, "nmod:poss")) {
                report.definite = true;
                if (word) fill(*word, "poss", c, report);
            }
            if (tree_.is(c, "compound") || tree_.is(c, "amod")) {
                const NounClass cls = fillers_.class_of(c);
                if (cls == NounClass::Device) {
                    fill(FillerRole::Device, c, report);
                    if (report.kind == IncidentKind::Attack) report.kind = IncidentKind::Bombing;
                } else if (word && tree_.is_noun(c)) {
                    fill(*word, "mod", c, report);
                } else if (cls == NounClass::Actor) {
                    fill(FillerRole::Source, c, report);
                }
            }
            // "the attack staged by the guerrillas against the bus"
            if (tree_.is(c, "acl") && tree_.is_verb(c) && word) governor(*word, c, report);
        }
        if (word) obliques(*word, at, report);
        if (!word)
            for (const auto c : tree_.children(at))
                if (tree_.is(c, "nmod") && tree_.preposition(c) == "by") fill(FillerRole::Source, c, report);
        above(word, at, report);
        settle_status(tree_, at, words_, report);
        if (const auto up = tree_.head(at); up && tree_.is(at, "compound") && word && word->slot("of")) {
            // "the murder victims", "the assassination attempt": what the compound is of
            if (is_one_of(tree_.lemma(*up), {"attempt", "plot"})) report.stage = Stage::Attempted;
        }
        reports_.push_back(std::move(report));
    }

    /// A verb whose object, subject or attribute the noun is.
    void governor(const IncidentWord& word, std::uint32_t verb, IncidentReport& report) {
        for (const auto c : tree_.children(verb)) {
            if (!tree_.is(c, "obl")) continue;
            const auto preposition = tree_.preposition(c);
            if (preposition == "by") fill(FillerRole::Source, c, report);
            else if (is_one_of(preposition, {"against", "on"})) fill(word, preposition, c, report);
        }
    }

    void above(const IncidentWord* word, std::uint32_t at, IncidentReport& report) {
        std::uint32_t noun = tree_.first_conjunct(at);
        auto up = tree_.head(noun);
        if (!up) return;
        // "responsibility for the attack", "involvement in the murder", "accused of the killing"
        if (tree_.is(noun, "nmod") && is_one_of(tree_.lemma(*up), {"responsibility", "involvement", "participation", "author", "perpetrator", "responsible"})) {
            if (is_one_of(tree_.lemma(*up), {"involvement", "participation"}))
                if (const auto owner = tree_.child(*up, {"nmod:poss"})) fill(FillerRole::Source, *owner, report);
            const std::uint32_t link = *up;
            up = tree_.head(*up);
            if (up && tree_.is_verb(*up) && tree_.is(link, "obj"))
                if (const auto who = tree_.subject(*up)) {
                    const bool attributed = is_one_of(tree_.lemma(*up), {"attribute", "deny", "reject"});
                    if (!attributed) fill(FillerRole::Source, antecedent(*who, *up), report);
                }
            return;
        }
        const std::string& lemma = tree_.lemma(*up);
        const auto preposition = tree_.preposition(noun);
        // "the office was the target of the attack", "targets of bomb attacks were two banks"
        if (tree_.is(noun, "nmod") && preposition == "of" && is_one_of(lemma, {"target", "objective", "object", "victim"})) {
            if (const auto who = tree_.child(*up, {"nsubj"})) fill(FillerRole::Target, antecedent(*who, *up), report);
            else if (const auto verb = tree_.head(*up); verb && tree_.is_verb(*verb) && (tree_.is(*up, "obj") || tree_.is(*up, "xcomp")))
                if (const auto holder = tree_.subject(*verb)) fill(FillerRole::Target, antecedent(*holder, *verb), report);
            return;
        }
        if (tree_.is(noun, "obj") && tree_.is_verb(*up) && words_.is_light(lemma)) {
            if (const auto who = tree_.subject(*up)) fill(FillerRole::Source, antecedent(*who, *up), report);
            if (word) governor(*word, *up, report);
        } else if ((tree_.is(noun, "nsubj:pass")) && words_.is_light(lemma)) {
            if (word) governor(*word, *up, report);
            else
                for (const auto c : tree_.children(*up))
                    if (tree_.is(c, "obl") && tree_.preposition(c) == "by") fill(FillerRole::Source, c, report);
        } else if (tree_.is(noun, "nsubj") && word) {
            for (const auto c : tree_.children(*up))
                if (tree_.is(c, "obl") && is_one_of(tree_.preposition(c), {"against", "on"}) && is_one_of(lemma, {"direct", "occur", "take", "be", "carry"}))
                    fill(*word, tree_.preposition(c), c, report);
        } else if (tree_.is(noun, "obl") && is_one_of(lemma, {"accuse", "charge", "blame", "suspect", "convict", "implicate", "involve", "responsible", "arrest", "hold", "participate", "link"}) &&
                   is_one_of(preposition, {"of", "for", "in", "with", "to"})) {
            if (is_passive(*up)) {
                if (const auto who = patient(*up)) fill(FillerRole::Source, *who, report);
            } else if (const auto who = tree_.child(*up, {"obj"})) {
                fill(FillerRole::Source, *who, report);
            } else if (const auto holder = tree_.subject(*up)) {
                fill(FillerRole::Source, antecedent(*holder, *up), report);
            }
        }
    }

    /// Other triggers of the sentence that this report's grammar ties it to.
    void link(IncidentReport& report) {
        const std::uint32_t at = report.trigger;
        const auto trigger_below = [&](std::uint32_t top) -> std::optional<std::uint32_t> {
            for (const IncidentReport& other : reports_)
                if (other.trigger == top && other.trigger != at) return other.trigger;
            return std::nullopt;
        };
        const auto add = [&](std::optional<std::uint32_t> other) {
            if (other) report.linked.push_back(*other);
        };
        if (!report.nominal) {
            // "the attack killed two", "was wounded in the explosion"
            if (const auto who = tree_.subject(at)) add(trigger_below(antecedent(*who, at)));
            for (const auto c : tree_.children(at))
                if (tree_.is(c, "obl") && is_one_of(tree_.preposition(c), {"in", "during", "by", "as", "after", "from", "following", "due", "because"})) {
                    add(trigger_below(c));
                    for (const auto below : tree_.children(c))
                        if (tree_.is(below, "nmod") && tree_.preposition(below) == "of") add(trigger_below(below));
                }
        }
        // "were abducted and killed"
        if (!report.nominal && tree_.is(at, "conj") && tree_.head(at) && !tree_.child(at, {"nsubj"}))
            for (const IncidentReport& other : reports_)
                if (other.trigger == *tree_.head(at) && other.kind == IncidentKind::Kidnapping && report.kind == IncidentKind::Attack) {
                    report.kind = other.kind;
                    report.linked.push_back(other.trigger);
                }
        // "a bomb exploded, killing two", "was killed when a bomb exploded", "the attack in which two died"
        std::optional<std::uint32_t> up = tree_.head(at);
        if (up && (tree_.is(at, "advcl") || tree_.is(at, "acl"))) {
            add(trigger_below(*up));
            if (tree_.is(at, "acl:relcl") && !trigger_below(*up)) {
                for (const auto c : tree_.children(*up)) add(trigger_below(c));
            }
        }
        // "the attack left two dead", "the death of X in an attack"
        if (report.nominal && up) {
            if (tree_.is(at, "nmod") || tree_.is(at, "obj") || tree_.is(at, "obl")) add(trigger_below(*up));
            if (tree_.is(at, "obj") || tree_.is(at, "obl"))
                if (const auto who = tree_.subject(*up)) add(trigger_below(antecedent(*who, *up)));
        }
    }

    const Tree& tree_;
    std::uint32_t sentence_;
    const IncidentWords& words_;
    FillerReader fillers_;
    std::vector<IncidentReport> reports_;
    std::vector<bool> used_;
    std::optional<std::uint32_t> object_in_word_, device_;
};

/// The town nearest above or below a trigger, as written.
std::string place_of(const Tree& tree, std::uint32_t trigger) {
    std::string found;
    std::uint32_t least = tree.size();
    for (const text::Entity& entity : tree.sentence().entities) {
        if (entity.type != EntityType::Place) continue;
        const std::uint32_t head = tree.head_of(entity.first, entity.last);
        if (!is_one_of(tree.preposition(head), {"in", "at", "near", "of", "outside"})) continue;
        if (!tree.dominates(trigger, head) && !(tree.head(trigger) && tree.dominates(*tree.head(trigger), head))) continue;
        const std::uint32_t distance = head > trigger ? head - trigger : trigger - head;
        if (distance < least) {
            least = distance;
            found = one_line(tree.span(entity.first, entity.last).in(tree.text()));
        }
    }
    return found;
}

}  // namespace

std::string_view to_string(Stage stage) {
    switch (stage) {
        case Stage::Accomplished: return "ACCOMPLISHED";
        case Stage::Attempted: return "ATTEMPTED";
        case Stage::Threatened: return "THREATENED";
    }
    return "";
}

std::vector<IncidentReport> find_reports(const Tree& tree, std::uint32_t sentence, const IncidentWords& words,
                                         const MentionChains& chains, const Lexicon& lexicon) {
    auto reports = ReportFinder(tree, sentence, words, chains, lexicon).run();
    for (IncidentReport& report : reports) report.city = place_of(tree, report.trigger);
    return reports;
}

}  // namespace annalist::ingest
