#include "ingest/text/analyzer.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <limits>
#include <mutex>
#include <utility>

#include "ingest/text/coref.hpp"
#include "ingest/text/features.hpp"
#include "ingest/text/lemma.hpp"
#include "ingest/text/model_file.hpp"
#include "ingest/text/name_votes.hpp"
#include "ingest/text/names.hpp"
#include "ingest/text/network.hpp"
#include "ingest/text/repairs.hpp"
#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

constexpr std::size_t kGroupWords = 640;  // parsed together
constexpr std::uint8_t kDemonymBit = 2;   // as in train/treebank.py

constexpr std::array<std::string_view, 17> kUposNames = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

/// Joins a further piece of a sentence that was too long for the network: its root hangs on the first one's.
void join_piece(Sentence& whole, Sentence piece) {
    const auto root = std::ranges::find_if(whole.tokens, [](const Token& t) { return t.head < 0; });
    const auto top = static_cast<std::int32_t>(root - whole.tokens.begin());
    const auto before = static_cast<std::uint32_t>(whole.tokens.size());
    for (Token& t : piece.tokens) {
        if (t.head < 0) t.deprel = "parataxis";
        t.head = t.head < 0 ? top : t.head + static_cast<std::int32_t>(before);
    }
    for (Entity& e : piece.entities) whole.entities.push_back({e.first + before, e.last + before, e.type});
    whole.tokens.insert(whole.tokens.end(), std::make_move_iterator(piece.tokens.begin()), std::make_move_iterator(piece.tokens.end()));
    whole.span.end = piece.span.end;
}

}  // namespace

std::string_view to_string(Upos upos) { return kUposNames[static_cast<std::size_t>(upos)]; }

Upos upos_of(std::string_view name) {
    const auto at = std::ranges::find(kUposNames, name);
    return at == kUposNames.end() ? Upos::X : static_cast<Upos>(at - kUposNames.begin());
}

std::string_view to_string(EntityType type) {
    switch (type) {
        case EntityType::Person: return "person";
        case EntityType::Organization: return "organization";
        case EntityType::Place: return "place";
        case EntityType::Group: return "group";
        case EntityType::Other: return "other";
    }
    return "other";
}

struct Analyzer::State {
    State(ModelFile f, Network n, Lemmatizer l, NounTypes t, const Kernels& k)
        : file(std::move(f)),
          network(std::move(n)),
          lemmatizer(std::move(l)),
          nouns(std::move(t)),
          kernels(k) {}

    ModelFile file;
    Network network;
    Lemmatizer lemmatizer;
    NounTypes nouns;
    const Kernels& kernels;
    std::string version;
    std::mutex mutex;
    std::vector<Network::ScratchPtr> idle;

    Network::ScratchPtr borrow() {
        {
            const std::scoped_lock lock(mutex);
            if (!idle.empty()) {
                auto scratch = std::move(idle.back());
                idle.pop_back();
                return scratch;
            }
        }
        return network.make_scratch(kernels);
    }
    void give_back(Network::ScratchPtr scratch) {
        const std::scoped_lock lock(mutex);
        idle.push_back(std::move(scratch));
    }

    Sentence finish(const RawSentence& raw,
                    const std::vector<std::string_view>& words, const Parse& parse) const;
    void add_nationalities(const std::vector<std::string_view>& words, Sentence& s) const;
};

Analyzer::Analyzer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

const std::string& Analyzer::version() const { return state_->version; }

Result<Analyzer> Analyzer::load(const std::string& path, const Kernels& kernels) {
    auto file = ModelFile::open(path);
    if (!file) return file.error();
    auto network = Network::load(*file);
    if (!network) return network.error();
    auto lines = file->section("lemmas");
    if (!lines) return lines.error();
    auto lemmatizer = Lemmatizer::load(*lines);
    if (!lemmatizer) {
        return Error{ErrorCode::Corruption, path + ": " + lemmatizer.error().message};
    }
    auto noun_lines = file->section("nouns");
    if (!noun_lines) return noun_lines.error();
    auto nouns = NounTypes::load(*noun_lines);
    if (!nouns) return Error{ErrorCode::Corruption, path + ": " + nouns.error().message};
    auto state = std::make_unique<State>(std::move(*file), std::move(*network),
                                         std::move(*lemmatizer), std::move(*nouns), kernels);
    char version[32];
    std::snprintf(version, sizeof version, "english-%016llx",
                  static_cast<unsigned long long>(state->file.checksum()));
    state->version = version;
    return Analyzer(std::move(state));
}

/// Demonyms that the network left out ("Iranian officials"): groups of one word.
void Analyzer::State::add_nationalities(const std::vector<std::string_view>& words,
                                        Sentence& s) const {
    std::vector<Entity> found;
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
        while (next < s.entities.size() && s.entities[next].last <= i) ++next;
        if (next < s.entities.size() && s.entities[next].first <= i) continue;
        const Upos upos = s.tokens[i].upos;
        if (upos != Upos::ADJ && upos != Upos::PROPN && upos != Upos::NOUN) continue;
        if (!is_upper(decode(words[i], 0).value)) continue;
        if ((network.lexicon_bits(normalize(words[i])) & kDemonymBit) != 0) {
            found.push_back({i, i + 1, EntityType::Group});
        }
    }
    s.entities.insert(s.entities.end(), found.begin(), found.end());
    std::ranges::sort(s.entities, {}, &Entity::first);
}

Sentence Analyzer::State::finish(const RawSentence& raw,
                                 const std::vector<std::string_view>& words,
                                 const Parse& parse) const {
    Sentence s;
    s.split = raw.split;
    s.span = {raw.tokens.front().begin, raw.tokens.back().end};
    s.tokens.resize(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        Token& t = s.tokens[i];
        t.span = raw.tokens[i];
        t.upos = upos_of(parse.upos[i]);
        t.xpos = parse.xpos[i];
        t.deprel = parse.deprel[i];
        t.head = parse.head[i];
        t.lemma = lemmatizer.lemma(words[i], t.upos, t.xpos);
    }
    repair_parse(words, s);
    s.entities = entities_of(best_tags(parse.tag_scores, network.tags()), network.tags());
    tidy_names(words, s);
    add_nationalities(words, s);
    return s;
}

std::vector<Sentence> Analyzer::analyze(std::string_view text) const {
    text = text.substr(0, std::numeric_limits<std::uint32_t>::max());
    auto out = analyze(text, split_sentences(text));
    agree_on_names(text, out);
    return out;
}

std::vector<Sentence> Analyzer::analyze(std::string_view text,
                                        const std::vector<RawSentence>& sentences) const {
    std::vector<Sentence> out;
    out.reserve(sentences.size());
    auto scratch = state_->borrow();
    std::vector<RawSentence> group;
    std::vector<bool> further;  // pieces of the sentence before them
    std::vector<std::vector<std::string_view>> words;
    std::size_t waiting = 0;
    const auto flush = [&] {
        const auto parses = state_->network.parse(words, *scratch);
        for (std::size_t i = 0; i < group.size(); ++i) {
            Sentence read = state_->finish(group[i], words[i], parses[i]);
            if (further[i])
                join_piece(out.back(), std::move(read));
            else
                out.push_back(std::move(read));
        }
        group.clear();
        further.clear();
        words.clear();
        waiting = 0;
    };
    for (const RawSentence& sentence : sentences) {
        for (std::size_t b = 0; b < sentence.tokens.size(); b += Network::kMaxWords) {
            const std::size_t e = std::min(b + Network::kMaxWords, sentence.tokens.size());
            RawSentence piece;
            piece.split = sentence.split || sentence.tokens.size() > Network::kMaxWords;
            piece.tokens.assign(sentence.tokens.begin() + static_cast<std::ptrdiff_t>(b),
                                sentence.tokens.begin() + static_cast<std::ptrdiff_t>(e));
            if (waiting > 0 && waiting + piece.tokens.size() > kGroupWords) flush();
            auto& list = words.emplace_back();
            for (const TextSpan span : piece.tokens) list.push_back(span.in(text));
            waiting += piece.tokens.size();
            group.push_back(std::move(piece));
            further.push_back(b > 0);
        }
    }
    if (waiting > 0) flush();
    state_->give_back(std::move(scratch));
    return out;
}

Coreference Analyzer::coreference(std::string_view text,
                                  const std::vector<Sentence>& sentences) const {
    return resolve_coreference(text, sentences, find_mentions(text, sentences, state_->nouns));
}

std::vector<Role> Analyzer::roles(const Sentence& sentence) const {
    return find_roles(sentence, state_->nouns);
}

std::string default_model_path() {
    constexpr const char* kName = "english.annalist-model";
    if (const char* set = std::getenv("ANNALIST_MODEL"); set != nullptr && *set != '\0') return set;
    std::error_code error;
    if (std::filesystem::exists(ANNALIST_SOURCE_MODEL, error)) return ANNALIST_SOURCE_MODEL;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string share = std::string(ANNALIST_INSTALL_DATA) + "/" + kName;
    if (error) return share;
    return (program.parent_path().parent_path() / share).string();
}

}  // namespace annalist::text
