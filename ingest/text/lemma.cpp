#include "ingest/text/lemma.hpp"

#include "ingest/text/features.hpp"
#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

/// run(n) -> run, but fall, pass, buzz stay.
std::string undouble(std::string_view stem) {
    const std::size_t n = stem.size();
    const bool doubled = n > 2 && stem[n - 1] == stem[n - 2] && !vowel(stem[n - 1]) &&
                         !one_of(stem[n - 1], "lsz");
    return std::string(doubled ? stem.substr(0, n - 1) : stem);
}

/// mak -> make, settl -> settle, argu -> argue; walk and visit stay. As in train/lemmas.py.
std::string restore_e(std::string_view stem) {
    const std::size_t n = stem.size();
    if (n < 2 || stem.find_first_of("aeiouy") == std::string_view::npos) return std::string(stem);
    const char last = stem[n - 1];
    const char before = stem[n - 2];
    const std::string_view two = stem.substr(n - 2);
    const char third = n > 2 ? stem[n - 3] : '\0';
    bool silent = false;
    if (one_of(last, "cgsuvz")) {
        silent = two != "ss" && two != "zz" && two != "ng";
    } else if (last == 'l') {
        silent = !vowel(before) && before != 'l';
    } else if (last == 't') {
        silent = (two == "at" || two == "ut") && !vowel(third);
    } else if (last == 'r') {
        silent = (two == "ir" || two == "ur") && !vowel(third);
    } else {
        silent = one_of(last, "kmnp") && vowel(before) && two != "en" && two != "om" &&
                 two != "on" && two != "op" && !vowel(third) && !(third != '\0' && one_of(third, "ywx"));
    }
    return std::string(stem) + (silent ? "e" : "");
}

std::string base_of(std::string_view stem) {
    const std::string single = undouble(stem);
    return single.size() != stem.size() ? single : restore_e(stem);
}

/// The lemma of a lower-case form by its Penn tag.
std::string by_rule(std::string_view form, std::string_view xpos) {
    const std::size_t n = form.size();
    if (xpos == "NNS" || xpos == "NNPS" || xpos == "VBZ") {
        if (n > 3 && form.ends_with("ies")) return std::string(form.substr(0, n - 3)) + "y";
        for (const std::string_view ending : {"sses", "shes", "ches", "xes", "zzes"}) {
            if (form.ends_with(ending)) return std::string(form.substr(0, n - 2));
        }
        if (n > 2 && form.back() == 's' && !form.ends_with("ss") && !form.ends_with("us")) {
            return std::string(form.substr(0, n - 1));
        }
        return std::string(form);
    }
    if ((xpos == "VBD" || xpos == "VBN") && form.ends_with("ed") && n > 3) {
        if (form.ends_with("ied") && n > 4) return std::string(form.substr(0, n - 3)) + "y";
        return base_of(form.substr(0, n - 2));
    }
    if (xpos == "VBG" && form.ends_with("ing") && n > 4) return base_of(form.substr(0, n - 3));
    const bool more = xpos == "JJR" || xpos == "RBR";
    const bool most = xpos == "JJS" || xpos == "RBS";
    const std::size_t cut = more && form.ends_with("er") ? 2 : most && form.ends_with("est") ? 3 : 0;
    if (cut > 0 && n > cut + 2) {
        const std::string_view stem = form.substr(0, n - cut);
        if (stem.back() == 'i') return std::string(stem.substr(0, stem.size() - 1)) + "y";
        return base_of(stem);
    }
    return std::string(form);
}

char class_of(Upos upos) {
    switch (upos) {
        case Upos::VERB: case Upos::AUX: return 'V';
        case Upos::NOUN: return 'N';
        case Upos::ADJ: return 'J';
        case Upos::ADV: return 'R';
        default: return 'X';
    }
}

}  // namespace

Result<Lemmatizer> Lemmatizer::load(std::string_view lines) {
    Lemmatizer out;
    std::size_t at = 0;
    while (at < lines.size()) {
        std::size_t end = lines.find('\n', at);
        if (end == std::string_view::npos) end = lines.size();
        const std::string_view line = lines.substr(at, end - at);
        at = end + 1;
        if (line.empty()) continue;
        const std::size_t space = line.rfind(' ');
        if (space == std::string_view::npos || line.find(' ') == space) {
            return Error{ErrorCode::Corruption, "lemma exception without three fields"};
        }
        out.exceptions_.emplace(line.substr(0, space), line.substr(space + 1));
    }
    return out;
}

std::string Lemmatizer::lemma(std::string_view word, Upos upos, std::string_view xpos) const {
    if (upos == Upos::PROPN) {
        if (xpos == "NNPS" && word.size() > 3 && word.back() == 's' && !word.ends_with("ss")) {
            if (word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
            return std::string(word.substr(0, word.size() - 1));
        }
        return std::string(word);
    }
    const std::string form = normalize(word);
    std::string key{class_of(upos)};
    if (key != "X") key += xpos.substr(0, 3);
    key += ' ';
    key += form;
    const auto found = exceptions_.find(key);
    if (found != exceptions_.end()) return std::string(found->second);
    if (key[0] == 'X') return form;
    return by_rule(form, xpos);
}

}  // namespace annalist::text
