#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.hpp"
#include "ingest/text/analysis.hpp"
#include "ingest/text/coref.hpp"
#include "ingest/text/kernels.hpp"
#include "ingest/text/mentions.hpp"
#include "ingest/text/roles.hpp"
#include "ingest/text/sentences.hpp"

namespace annalist::text {

/// Reads English: sentences, tokens, tags, lemmas, dependencies and names.
/// One Analyzer serves any number of threads at once; each call borrows its working memory.
class Analyzer {
public:
    /// Loads a model file (see default_model_path). `kernels` are for tests and benchmarks.
    /// Errors: Io, Corruption, Unsupported, as ModelFile::open says them.
    static Result<Analyzer> load(const std::string& path,
                                 const Kernels& kernels = best_kernels());

    Analyzer(Analyzer&&) noexcept;
    Analyzer& operator=(Analyzer&&) noexcept;
    ~Analyzer();

    /// The sentences of an article in order. Any bytes are welcome; offsets are bytes of `text`.
    /// Texts of 4 GiB and more are cut there. Linear time.
    std::vector<Sentence> analyze(std::string_view text) const;

    /// The same for sentences and tokens already known (from CoNLL-U), one answer for each. Of more than Network::kMaxWords
    /// tokens it is parsed in pieces, marked `split`; the roots of the further ones hang on the first as `parataxis`.
    std::vector<Sentence> analyze(std::string_view text,
                                  const std::vector<RawSentence>& sentences) const;

    /// All mentions of an article that analyze() read, with their coreference chains.
    Coreference coreference(std::string_view text, const std::vector<Sentence>& sentences) const;

    /// What a sentence of analyze() says its persons are; see find_roles.
    std::vector<Role> roles(const Sentence& sentence) const;

    /// Names the model and its version, for stamping results: equal strings, equal answers.
    const std::string& version() const;

private:
    struct State;
    explicit Analyzer(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

/// Where the model lies: the environment variable ANNALIST_MODEL when set, else the source tree this
/// was built from when it still holds one, else share/annalist beside the program's folder.
std::string default_model_path();

/// "NOUN" and so on; a tag from its name, X for any other.
std::string_view to_string(Upos upos);
Upos upos_of(std::string_view name);

/// "person", "organization", "place", "group", "other".
std::string_view to_string(EntityType type);

}  // namespace annalist::text
