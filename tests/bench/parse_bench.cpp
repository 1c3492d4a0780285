// Measures the text analysis.
//
//   parse_bench gold FILE.conllu [--out SYSTEM.conllu] [--genre PREFIX,...] [--case upper|title]
//       accuracy over the file's own tokens and from raw text (aligned by characters), and the
//       sentence boundaries; --out writes the parse over the file's tokens for other scorers
//   parse_bench mentions FILE.txt
//       mention rows of articles parted by form feeds, each after a first line with its id
//   parse_bench speed FILE.txt [--kernels NAME]
//       tokens a second of one thread, raw text to coreference, over articles parted by form feeds, after checking on the
//       first articles that every set of kernels gives the same answers; and the memory used
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "ingest/text/analyzer.hpp"
#include "ingest/text/conllu.hpp"
#include "ingest/text/utf8.hpp"

namespace {

using namespace annalist;
using namespace annalist::text;
using Clock = std::chrono::steady_clock;

std::string_view universal(std::string_view relation) {
    return relation.substr(0, relation.find(':'));
}

std::string recased(std::string_view text, const std::string& mode) {
    static const std::set<std::string> kSmall = {"a",  "an", "and", "the", "of", "in", "on", "for",
                                                 "to", "at", "by",  "with", "or", "as", "but", "from"};
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool lower = out[i] >= 'a' && out[i] <= 'z';
        const bool starts = i == 0 || out[i - 1] == ' ';
        std::size_t end = i;
        while (end < out.size() && out[end] != ' ') ++end;
        if (lower && (mode == "upper" || (starts && kSmall.count(out.substr(i, end - i)) == 0))) {
            out[i] = static_cast<char>(out[i] - 32);
        }
    }
    return out;
}

void print_rate(const char* name, double hit, double all) {
    std::printf("%s %.2f  ", name, all > 0 ? 100 * hit / all : 0.0);
}

/// Harmonic mean of precision and recall: matches against both counts.
void print_f1(const char* name, std::size_t match, std::size_t gold, std::size_t system) {
    print_rate(name, 2.0 * static_cast<double>(match), static_cast<double>(gold + system));
}

struct Scores {
    std::size_t words = 0, upos = 0, xpos = 0, lemma = 0, uas = 0, las = 0;
};

void score_gold_tokens(const ConlluDocument& d, const std::vector<Sentence>& parsed,
                       const std::vector<bool>& kept) {
    Scores n;
    for (std::size_t k = 0; k < parsed.size(); ++k) {
        if (!kept[k]) continue;
        for (std::size_t i = 0; i < parsed[k].tokens.size(); ++i) {
            const Token& g = d.sentences[k].tokens[i];
            const Token& s = parsed[k].tokens[i];
            const bool arc = g.head == s.head;
            ++n.words;
            n.upos += g.upos == s.upos;
            n.xpos += g.xpos == s.xpos;
            n.lemma += fold(g.lemma) == fold(s.lemma);
            n.uas += arc;
            n.las += arc && universal(g.deprel) == universal(s.deprel);
        }
    }
    const auto all = static_cast<double>(n.words);
    std::printf("gold tokens (%zu): ", n.words);
    print_rate("UPOS", static_cast<double>(n.upos), all);
    print_rate("XPOS", static_cast<double>(n.xpos), all);
    print_rate("lemma", static_cast<double>(n.lemma), all);
    print_rate("UAS", static_cast<double>(n.uas), all);
    print_rate("LAS", static_cast<double>(n.las), all);
    std::printf("\n");
}

/// Where each token stands when white space is left out, so that two tokenisations compare.
using Place = std::pair<std::uint32_t, std::uint32_t>;

struct Placed {
    std::map<Place, std::pair<const Token*, Place>> tokens;  // with the place of the head
    std::set<Place> sentences;
};

Placed place(std::string_view text, const std::vector<Sentence>& sentences) {
    std::vector<std::uint32_t> dense(text.size() + 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        dense[i + 1] = dense[i] + (text[i] != ' ' && text[i] != '\n' ? 1 : 0);
    }
    const auto of = [&](TextSpan s) { return Place{dense[s.begin], dense[s.end]}; };
    Placed out;
    for (const Sentence& s : sentences) {
        out.sentences.insert(of(s.span));
        for (const Token& t : s.tokens) {
            const Place head = t.head < 0 ? Place{0, 0}
                                          : of(s.tokens[static_cast<std::size_t>(t.head)].span);
            out.tokens.emplace(of(t.span), std::pair{&t, head});
        }
    }
    return out;
}

void score_raw(const std::string& text, const std::vector<Sentence>& gold,
               const std::vector<Sentence>& system) {
    const Placed g = place(text, gold);
    const Placed s = place(text, system);
    std::size_t tokens = 0, upos = 0, uas = 0, las = 0, sentences = 0;
    for (const auto& [at, token] : g.tokens) {
        const auto found = s.tokens.find(at);
        if (found == s.tokens.end()) continue;
        const bool arc = found->second.second == token.second;
        ++tokens;
        upos += found->second.first->upos == token.first->upos;
        uas += arc;
        las += arc && universal(found->second.first->deprel) == universal(token.first->deprel);
    }
    for (const Place& at : g.sentences) sentences += s.sentences.count(at);
    std::printf("raw text: ");
    print_f1("sentences", sentences, g.sentences.size(), s.sentences.size());
    print_f1("tokens", tokens, g.tokens.size(), s.tokens.size());
    print_f1("UPOS", upos, g.tokens.size(), s.tokens.size());
    print_f1("UAS", uas, g.tokens.size(), s.tokens.size());
    print_f1("LAS", las, g.tokens.size(), s.tokens.size());
    std::printf("\n");
}

/// Only the documents whose id contains one of `genres`, as a CoNLL-U text.
std::string chosen(std::istream& in, const std::string& genres) {
    std::string out, line;
    bool keep = genres.empty();
    while (std::getline(in, line)) {
        if (line.starts_with("# newdoc id") && !genres.empty()) {
            keep = false;
            std::istringstream list(genres);
            for (std::string genre; std::getline(list, genre, ',');) {
                keep = keep || line.find("= " + genre) != std::string::npos;
            }
        }
        if (keep) out += line + "\n";
    }
    return out;
}

int gold(const Analyzer& analyzer, const std::string& path, std::map<std::string, std::string>& o) {
    std::ifstream file(path);
    std::istringstream in(chosen(file, o["--genre"]));
    auto document = read_conllu(in);
    if (!document) {
        std::cerr << path << ": " << document.error().message << '\n';
        return 1;
    }
    const std::string text =
        o["--case"].empty() ? document->text : recased(document->text, o["--case"]);
    const auto parsed = analyzer.analyze(text, document->raw);
    score_gold_tokens(*document, parsed, std::vector<bool>(parsed.size(), true));
    score_raw(text, document->sentences, analyzer.analyze(text));
    if (!o["--out"].empty()) {
        std::ofstream out(o["--out"]);
        write_conllu(out, *document, parsed);
    }
    if (!o["--raw-out"].empty()) {
        std::ofstream out(o["--raw-out"]);
        write_conllu(out, text, analyzer.analyze(text));
    }
    return 0;
}

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Processor time of this program: other programs on the machine do not count.
double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

int speed(const std::string& path, std::map<std::string, std::string>& o) {
    std::ifstream file(path);
    std::vector<std::string> articles;
    for (std::string article; std::getline(file, article, '\f');) articles.push_back(article);
    const auto kernels = usable_kernels();
    const Kernels* chosen_kernels = kernels.back();
    std::vector<std::vector<Sentence>> first;
    for (const Kernels* k : kernels) {
        if (o["--kernels"] == k->name) chosen_kernels = k;
        auto analyzer = Analyzer::load(default_model_path(), *k);
        if (!analyzer) {
            std::cerr << analyzer.error().message << '\n';
            return 1;
        }
        for (std::size_t i = 0; i < std::min<std::size_t>(articles.size(), 20); ++i) {
            auto got = analyzer->analyze(articles[i]);
            if (k == kernels.front()) {
                first.push_back(std::move(got));
            } else if (got != first[i]) {
                std::printf("kernels %s and %s differ on article %zu\n", k->name,
                            kernels.front()->name, i);
                return 1;
            }
        }
    }
    const auto begun = Clock::now();
    const auto analyzer = Analyzer::load(default_model_path(), *chosen_kernels);
    const double load = seconds_since(begun);
    std::size_t words = 0, sentences = 0, mentions = 0;
    const double start = processor_seconds();
    for (const std::string& article : articles) {
        const auto read = analyzer->analyze(article);
        mentions += analyzer->coreference(article, read).mentions.size();
        for (const Sentence& s : read) {
            words += s.tokens.size();
            ++sentences;
        }
    }
    const double taken = processor_seconds() - start;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%zu articles, %zu sentences, %zu tokens, %zu mentions, kernels %s: %.0f tokens/s of processor time; "
                "load %.1f ms, peak memory %ld MB\n",
                articles.size(), sentences, words, mentions, chosen_kernels->name,
                static_cast<double>(words) / taken, 1000 * load, usage.ru_maxrss / 1024);
    return 0;
}

int mentions(const Analyzer& analyzer, const std::string& path) {
    std::ifstream file(path);
    for (std::string article; std::getline(file, article, '\f');) {
        const std::size_t line = article.find('\n');
        const std::string text = article.substr(line + 1);
        const auto found = analyzer.coreference(text, analyzer.analyze(text)).mentions;
        write_mention_row(std::cout, article.substr(0, line), text, found);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::map<std::string, std::string> options;
    for (int i = 3; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
    const std::string mode = argc > 2 ? argv[1] : "";
    if (mode == "speed") return speed(argv[2], options);
    if (mode != "gold" && mode != "mentions") {
        std::cerr << "parse_bench gold FILE.conllu [--out FILE] [--genre A,B] [--case upper|title]\n"
                     "parse_bench mentions FILE.txt\n"
                     "parse_bench speed FILE.txt [--kernels portable|avx2|avx512vnni]\n";
        return 2;
    }
    const auto analyzer = Analyzer::load(default_model_path());
    if (!analyzer) {
        std::cerr << analyzer.error().message << '\n';
        return 1;
    }
    if (mode == "mentions") return mentions(*analyzer, argv[2]);
    return gold(*analyzer, argv[2], options);
}
