#include "ingest/text/network.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <mutex>
#include <numeric>
#include <set>
#include <sstream>
#include <string>

#include "ingest/text/features.hpp"

namespace annalist::text {
namespace {

constexpr std::size_t kBuckets = 24;
constexpr std::size_t kRootBucket = 12;
constexpr std::size_t kCacheSlots = 4096;

std::size_t round_up(std::size_t n) { return (n + 15) / 16 * 16; }

/// Bucket of the signed distance from a word to its head: 1-5, 6-7, 8-10, 11-14, 15-20, 21-30, more.
std::size_t bucket_of(std::size_t word, std::size_t head) {
    static constexpr std::array<std::uint8_t, 32> kBucket = {
        0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9,
        9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11};
    const std::size_t distance = word < head ? head - word : word - head;
    return kBucket[std::min<std::size_t>(distance, 31)] + (head < word ? 0 : kRootBucket);
}

std::vector<std::string_view> interned_words(std::string_view line) {
    std::vector<std::string_view> out;
    std::istringstream words{std::string(line)};
    for (std::string word; words >> word;) out.push_back(intern(word));
    return out;
}

/// Packs row-major int8 weights for the kernels.
Result<Linear> read_linear(const ModelFile& file, const std::string& name, std::size_t inputs,
                           std::size_t outputs) {
    auto rows = file.array<std::int8_t>(name + ".rows", inputs * outputs);
    if (!rows) return rows.error();
    auto scale = file.array<float>(name + ".scale", outputs);
    if (!scale) return scale.error();
    auto bias = file.array<float>(name + ".bias", outputs);
    if (!bias) return bias.error();
    if (inputs % 16 != 0 || outputs % 16 != 0) {
        return Error{ErrorCode::Corruption, file.path() + ": " + name + " is not in blocks of 16"};
    }
    Linear out;
    out.inputs = inputs;
    out.outputs = outputs;
    out.scale.assign(scale->begin(), scale->end());
    out.bias.assign(bias->begin(), bias->end());
    out.zero.resize(outputs);
    out.rows.assign(rows->begin(), rows->end());
    out.storage.resize(inputs * outputs + 63);
    void* aligned = out.storage.data();
    std::size_t space = out.storage.size();
    out.weights =
        static_cast<std::int8_t*>(std::align(64, inputs * outputs, aligned, space));
    for (std::size_t o = 0; o < outputs; ++o) {
        std::int32_t sum = 0;
        for (std::size_t k = 0; k < inputs; ++k) {
            const std::int8_t w = (*rows)[o * inputs + k];
            sum += w;
            out.weights[o / 16 * 16 * inputs + k / 4 * 64 + o % 16 * 4 + k % 4] = w;
        }
        out.zero[o] = 64 * sum;
    }
    return out;
}

std::size_t argmax(const float* x, std::size_t n) {
    return static_cast<std::size_t>(std::max_element(x, x + n) - x);
}

}  // namespace

std::string_view intern(std::string_view text) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> kept;
    const std::scoped_lock lock(mutex);
    const auto found = kept.find(text);
    return found != kept.end() ? *found : *kept.emplace(text).first;
}

class Network::Scratch {
public:
    Scratch(const Kernels& k, std::size_t width)
        : kernels(k), cache_keys(kCacheSlots, 0), cache(kCacheSlots * width) {}

    const Kernels& kernels;
    std::vector<std::uint64_t> cache_keys;  // of the raw word; 0 is an empty slot
    std::vector<float> cache;               // its embedding before sentence matters join
    std::vector<float> x, gates, state, recurrent, cells, scales, heads, arcs, arc_heads, score,
        rel, rel_scores;
    std::vector<std::uint8_t> q, q_state;
    std::vector<std::size_t> order;
    EisnerScratch eisner;
};

void Network::ScratchDeleter::operator()(Scratch* scratch) const { delete scratch; }

Network::ScratchPtr Network::make_scratch(const Kernels& kernels) const {
    return ScratchPtr(new Scratch(kernels, width_));
}

std::size_t Network::Table::find(std::uint64_t key) const {
    const auto at = std::ranges::lower_bound(keys, key);
    return at != keys.end() && *at == key ? static_cast<std::size_t>(at - keys.begin()) + 1 : 0;
}

std::uint8_t Network::lexicon_bits(std::string_view normalized) const {
    const std::uint64_t key = hash64(normalized);
    const auto at = std::ranges::lower_bound(lexicon_keys_, key);
    return at != lexicon_keys_.end() && *at == key
               ? lexicon_bits_[static_cast<std::size_t>(at - lexicon_keys_.begin())]
               : 0;
}

Result<Network> Network::load(const ModelFile& file) {
    Network n;
    auto config = file.array<std::uint32_t>("config", 10);
    if (!config) return config.error();
    const auto& c = *config;
    n.width_ = c[0];
    n.hidden_ = c[1];
    n.arc_ = c[3];
    n.rel_ = c[4];
    const std::size_t layers = c[2];
    if (n.width_ % 16 != 0 || n.width_ == 0 || n.width_ > 1024 || n.hidden_ % 16 != 0 ||
        n.hidden_ == 0 || n.hidden_ > 1024 || layers == 0 || layers > 8 || n.arc_ % 16 != 0 ||
        n.arc_ > 1024 || n.rel_ % 16 != 0 || n.rel_ > 1024 || c[9] != kBuckets) {
        return Error{ErrorCode::Corruption, file.path() + ": sizes out of range"};
    }
    auto labels = file.section("labels");
    if (!labels) return labels.error();
    std::istringstream lines{std::string(*labels)};
    const std::array<std::pair<std::vector<std::string_view>*, std::uint32_t>, 4> lists = {
        {{&n.upos_, c[5]}, {&n.xpos_, c[6]}, {&n.deprel_, c[8]}, {&n.tags_, c[7]}}};
    for (const auto& [list, count] : lists) {
        std::string line;
        std::getline(lines, line);
        *list = interned_words(line);
        if (list->size() != count || count == 0) {
            return Error{ErrorCode::Corruption, file.path() + ": labels do not fit their counts"};
        }
    }

    Error failed;
    bool good = true;
    const auto take = [&](auto& target, auto result) {
        if (result) {
            target = std::move(*result);
        } else if (good) {
            failed = result.error();
            good = false;
        }
    };
    const auto table = [&](Table& t, const std::string& name) {
        take(t.keys, file.array<std::uint64_t>(name + ".keys"));
        take(t.rows, file.array<std::int8_t>(name + ".rows", (t.keys.size() + 1) * n.width_));
        take(t.scale, file.array<float>(name + ".scale", t.keys.size() + 1));
    };
    table(n.words_, "word");
    table(n.features_, "feature");
    take(n.lexicon_keys_, file.array<std::uint64_t>("lexicon.keys"));
    take(n.lexicon_bits_, file.array<std::uint8_t>("lexicon.bits", n.lexicon_keys_.size()));
    take(n.first_, file.array<float>("input.first", n.width_));
    take(n.mode_, file.array<float>("input.mode", 4 * n.width_));
    take(n.gain_, file.array<float>("input.gain", n.width_));
    take(n.shift_, file.array<float>("input.shift", n.width_));
    n.layers_.resize(layers);
    std::size_t width = n.width_;
    for (std::size_t i = 0; i < layers; ++i) {
        const std::string name = "lstm" + std::to_string(i);
        take(n.layers_[i].in, read_linear(file, name + ".in", width, 8 * n.hidden_));
        take(n.layers_[i].recurrent[0],
             read_linear(file, name + ".forward", n.hidden_, 4 * n.hidden_));
        take(n.layers_[i].recurrent[1],
             read_linear(file, name + ".backward", n.hidden_, 4 * n.hidden_));
        width = 2 * n.hidden_;
    }
    n.at_xpos_ = round_up(n.upos_.size());
    n.at_tags_ = n.at_xpos_ + round_up(n.xpos_.size());
    n.at_arc_head_ = n.at_tags_ + round_up(n.tags_.size());
    n.at_arc_dep_ = n.at_arc_head_ + n.arc_;
    n.at_rel_head_ = n.at_arc_dep_ + n.arc_;
    n.at_rel_dep_ = n.at_rel_head_ + n.rel_;
    take(n.heads_, read_linear(file, "heads", width, n.at_rel_dep_ + n.rel_));
    take(n.arc_out_, read_linear(file, "arc", n.arc_, n.arc_ + round_up(kBuckets)));
    take(n.rel_out_, read_linear(file, "rel.out", n.rel_, round_up(n.deprel_.size())));
    take(n.rel_dist_, file.array<float>("rel.dist", kBuckets * n.rel_));
    take(n.root_arc_, file.array<float>("root.arc", n.arc_));
    take(n.root_rel_, file.array<float>("root.rel", n.rel_));
    if (!good) return failed;
    return n;
}

void Network::embed(const std::vector<std::string_view>& words, float* x, Scratch& s) const {
    const auto mode = static_cast<std::size_t>(case_mode(words));
    for (std::size_t i = 0; i < words.size(); ++i, x += width_) {
        const std::uint64_t raw = hash64(words[i]) | 1;
        const std::size_t slot = (raw >> 32) % kCacheSlots;
        float* kept = s.cache.data() + slot * width_;
        if (s.cache_keys[slot] != raw) {
            s.cache_keys[slot] = raw;
            const std::string key = normalize(words[i]);
            std::size_t row = words_.find(hash64(key));
            if (row == 0 && key.size() > 1 && key.back() == '.') {
                std::string bare = key;
                std::erase(bare, '.');
                row = words_.find(hash64(bare));
            }
            std::fill(kept, kept + width_, 0.0F);
            s.kernels.add_row(kept, words_.rows.data() + row * width_, words_.scale[row], width_);
            for (const std::uint64_t f : feature_hashes(words[i], key, lexicon_bits(key))) {
                const std::size_t at = features_.find(f);
                s.kernels.add_row(kept, features_.rows.data() + at * width_, features_.scale[at],
                                  width_);
            }
        }
        for (std::size_t k = 0; k < width_; ++k) x[k] = kept[k] + mode_[mode * width_ + k];
        if (i == 0) {
            for (std::size_t k = 0; k < width_; ++k) x[k] += first_[k];
        }
        s.kernels.layer_norm(x, gain_.data(), shift_.data(), width_);
    }
}

/// Runs one bidirectional layer over gates computed for all words; leaves its states in s.state.
/// Sentences advance side by side, the longest first, so that weights are read once for all.
void Network::recur(const Layer& layer, std::span<const std::size_t> lengths, Scratch& s) const {
    const std::size_t count = lengths.size();
    std::vector<std::size_t> start(count, 0);
    for (std::size_t i = 1; i < count; ++i) start[i] = start[i - 1] + lengths[i - 1];
    s.order.resize(count);
    std::iota(s.order.begin(), s.order.end(), 0U);
    std::ranges::stable_sort(s.order, std::greater{}, [&](std::size_t i) { return lengths[i]; });
    const std::size_t gates = 4 * hidden_;
    s.recurrent.resize(count * gates);
    const std::vector<float> scale(count, 1.0F / 63.0F);
    for (std::size_t direction = 0; direction < 2; ++direction) {
        s.cells.assign(count * hidden_, 0.0F);
        s.q_state.assign(count * hidden_, 64);
        std::size_t active = count;
        for (std::size_t step = 0; step < lengths[s.order[0]]; ++step) {
            while (lengths[s.order[active - 1]] <= step) --active;
            s.kernels.multiply(layer.recurrent[direction], s.q_state.data(), hidden_, scale.data(),
                               s.recurrent.data(), gates, active);
            for (std::size_t a = 0; a < active; ++a) {
                const std::size_t i = s.order[a];
                const std::size_t word =
                    start[i] + (direction == 0 ? step : lengths[i] - 1 - step);
                s.kernels.lstm_step(s.gates.data() + word * 2 * gates + direction * gates,
                                    s.recurrent.data() + a * gates, s.cells.data() + a * hidden_,
                                    s.state.data() + word * 2 * hidden_ + direction * hidden_,
                                    s.q_state.data() + a * hidden_, hidden_);
            }
        }
    }
}

void Network::encode(std::span<const std::size_t> lengths, Scratch& s) const {
    const std::size_t words = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
    const std::size_t widest = std::max({width_, 2 * hidden_, arc_, rel_});
    s.q.resize(words * widest);
    s.scales.resize(words);
    s.gates.resize(words * 8 * hidden_);
    s.state.resize(words * 2 * hidden_);
    std::size_t width = width_;
    const float* x = s.x.data();
    for (const Layer& layer : layers_) {
        s.kernels.quantize(x, width, s.q.data(), width, s.scales.data(), words, width);
        s.kernels.multiply(layer.in, s.q.data(), width, s.scales.data(), s.gates.data(),
                           8 * hidden_, words);
        recur(layer, lengths, s);
        width = 2 * hidden_;
        x = s.state.data();
    }
    s.kernels.quantize(x, width, s.q.data(), width, s.scales.data(), words, width);
    s.heads.resize(words * heads_.outputs);
    s.kernels.multiply(heads_, s.q.data(), width, s.scales.data(), s.heads.data(), heads_.outputs,
                       words);
    // dependents' side of the arc scores, for all words at once
    s.arcs.resize(words * arc_out_.outputs);
    for (std::size_t w = 0; w < words; ++w) {
        float* row = s.heads.data() + w * heads_.outputs;
        s.kernels.leaky(row + at_arc_head_, arc_);
        s.kernels.leaky(row + at_arc_dep_, arc_);
    }
    s.kernels.quantize(s.heads.data() + at_arc_dep_, heads_.outputs, s.q.data(), arc_,
                       s.scales.data(), words, arc_);
    s.kernels.multiply(arc_out_, s.q.data(), arc_, s.scales.data(), s.arcs.data(),
                       arc_out_.outputs, words);
}

/// Labels, tree and relations of the words [first, first + n) of the group.
void Network::decode(std::size_t first, std::size_t n, Parse& out, Scratch& s) const {
    const std::size_t stride = round_up(n + 1);
    s.arc_heads.assign(arc_ * stride, 0.0F);
    for (std::size_t k = 0; k < arc_; ++k) s.arc_heads[k * stride] = root_arc_[k];
    for (std::size_t j = 0; j < n; ++j) {
        const float* h = s.heads.data() + (first + j) * heads_.outputs + at_arc_head_;
        for (std::size_t k = 0; k < arc_; ++k) s.arc_heads[k * stride + j + 1] = h[k];
    }
    s.score.resize(n * stride);
    for (std::size_t i = 0; i < n; ++i) {
        const float* dep = s.arcs.data() + (first + i) * arc_out_.outputs;
        float* row = s.score.data() + i * stride;
        s.kernels.arc_scores(dep, s.arc_heads.data(), stride, arc_, row, stride);
        row[0] += dep[arc_ + kRootBucket];
        for (std::size_t j = 0; j < n; ++j) row[j + 1] += dep[arc_ + bucket_of(i, j)];
        row[i + 1] = -1e4F;
    }
    out.head.resize(n);
    eisner(s.score.data(), stride, n, out.head.data(), s.eisner);

    s.rel.resize(n * rel_);
    for (std::size_t i = 0; i < n; ++i) {
        const float* dep = s.heads.data() + (first + i) * heads_.outputs + at_rel_dep_;
        const auto h = static_cast<std::size_t>(out.head[i]);
        const bool root = out.head[i] < 0;
        const float* head =
            root ? root_rel_.data()
                 : s.heads.data() + (first + h) * heads_.outputs + at_rel_head_;
        const float* distance =
            rel_dist_.data() + (root ? kRootBucket : bucket_of(i, h)) * rel_;
        float* z = s.rel.data() + i * rel_;
        for (std::size_t k = 0; k < rel_; ++k) z[k] = head[k] + dep[k] + distance[k];
        s.kernels.leaky(z, rel_);
    }
    s.kernels.quantize(s.rel.data(), rel_, s.q.data(), rel_, s.scales.data(), n, rel_);
    s.rel_scores.resize(n * rel_out_.outputs);
    s.kernels.multiply(rel_out_, s.q.data(), rel_, s.scales.data(), s.rel_scores.data(),
                       rel_out_.outputs, n);

    const std::string_view root_label = intern("root");
    out.upos.resize(n);
    out.xpos.resize(n);
    out.deprel.resize(n);
    out.tag_scores.resize(n * tags_.size());
    for (std::size_t i = 0; i < n; ++i) {
        const float* row = s.heads.data() + (first + i) * heads_.outputs;
        out.upos[i] = upos_[argmax(row, upos_.size())];
        out.xpos[i] = xpos_[argmax(row + at_xpos_, xpos_.size())];
        std::copy_n(row + at_tags_, tags_.size(), out.tag_scores.data() + i * tags_.size());
        float* relations = s.rel_scores.data() + i * rel_out_.outputs;
        if (out.head[i] < 0) {
            out.deprel[i] = root_label;
            continue;
        }
        std::size_t best = deprel_.size();
        for (std::size_t r = 0; r < deprel_.size(); ++r) {
            if (deprel_[r].data() == root_label.data()) continue;
            if (best == deprel_.size() || relations[r] > relations[best]) best = r;
        }
        out.deprel[i] = deprel_[best];
    }
}

std::vector<Parse> Network::parse(std::span<const std::vector<std::string_view>> sentences,
                                  Scratch& s) const {
    std::vector<std::size_t> lengths;
    for (const auto& words : sentences) {
        assert(!words.empty() && words.size() <= kMaxWords);
        lengths.push_back(words.size());
    }
    std::vector<Parse> out(sentences.size());
    if (sentences.empty()) return out;
    s.x.resize(std::accumulate(lengths.begin(), lengths.end(), std::size_t{0}) * width_);
    std::size_t first = 0;
    for (const auto& words : sentences) {
        embed(words, s.x.data() + first * width_, s);
        first += words.size();
    }
    encode(lengths, s);
    first = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        decode(first, lengths[i], out[i], s);
        first += lengths[i];
    }
    return out;
}

}  // namespace annalist::text
