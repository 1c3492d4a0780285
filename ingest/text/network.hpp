#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "graph/result.hpp"
#include "ingest/text/eisner.hpp"
#include "ingest/text/kernels.hpp"
#include "ingest/text/model_file.hpp"

namespace annalist::text {

/// What the network says of one sentence. Labels are views of a static table.
struct Parse {
    std::vector<std::string_view> upos, xpos, deprel;
    std::vector<std::int32_t> head;  ///< index of the head word, -1 for the root
    std::vector<float> tag_scores;   ///< by word, Network::tags().size() each
};

/// The joint tagger and parser: embeddings, BiLSTM and heads in int8, Eisner for the tree.
/// train/network.py is the same network in PyTorch.
class Network {
public:
    /// Memory of one thread's work. Grows to the longest group seen; not shared between threads.
    class Scratch;
    struct ScratchDeleter {
        void operator()(Scratch* scratch) const;
    };
    using ScratchPtr = std::unique_ptr<Scratch, ScratchDeleter>;

    /// Reads the network's sections; `file` must outlive the network.
    /// Errors: Corruption (a section is missing or its size does not fit the others).
    static Result<Network> load(const ModelFile& file);

    /// A scratch for this network and a set of kernels, by default the fastest.
    ScratchPtr make_scratch(const Kernels& kernels = best_kernels()) const;

    /// Parses sentences, each a list of words, together: the answers are those of each alone, only
    /// sooner. A sentence has between 1 and kMaxWords words. Cost: linear in words but for the
    /// decoder's n^3 / 2.
    std::vector<Parse> parse(std::span<const std::vector<std::string_view>> sentences,
                             Scratch& scratch) const;

    static constexpr std::size_t kMaxWords = 1000;

    /// BIO tags of names: "O", "B-PER", ...
    const std::vector<std::string_view>& tags() const { return tags_; }

    /// Class bits of a normalised word in the lexicon of names; 0 for words it does not hold.
    std::uint8_t lexicon_bits(std::string_view normalized) const;

private:
    struct Table {
        std::span<const std::uint64_t> keys;  // sorted; row i + 1 belongs to key i, row 0 to none
        std::span<const std::int8_t> rows;
        std::span<const float> scale;

        std::size_t find(std::uint64_t key) const;
    };
    struct Layer {
        Linear in;        // both directions: forward gates, then backward
        Linear recurrent[2];
    };

    Network() = default;
    void embed(const std::vector<std::string_view>& words, float* x, Scratch& s) const;
    void encode(std::span<const std::size_t> lengths, Scratch& s) const;
    void recur(const Layer& layer, std::span<const std::size_t> lengths, Scratch& s) const;
    void decode(std::size_t first, std::size_t n, Parse& out, Scratch& s) const;

    std::size_t width_ = 0, hidden_ = 0, arc_ = 0, rel_ = 0;
    std::size_t at_xpos_ = 0, at_tags_ = 0, at_arc_head_ = 0, at_arc_dep_ = 0, at_rel_head_ = 0,
                at_rel_dep_ = 0;  // where each head begins among the outputs of heads_
    Table words_, features_;
    std::span<const std::uint64_t> lexicon_keys_;
    std::span<const std::uint8_t> lexicon_bits_;
    std::span<const float> first_, mode_, gain_, shift_, rel_dist_, root_arc_, root_rel_;
    std::vector<Layer> layers_;
    Linear heads_, arc_out_, rel_out_;
    std::vector<std::string_view> upos_, xpos_, deprel_, tags_;
};

/// The string kept for the life of the process, so that views of it never dangle. Thread-safe.
std::string_view intern(std::string_view text);

}  // namespace annalist::text
