#include "ingest/readers/page_body.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ingest/readers/ascii.hpp"
#include "ingest/readers/furniture.hpp"

namespace annalist::ingest {
namespace {

constexpr std::uint32_t kProseWords = 12;
constexpr double kProseLinks = 0.35;
constexpr double kProseCommon = 0.15;

bool ends_sentence(std::string_view text) {
    for (std::string_view end : {".", "!", "?", ".\"", "?\"", "!\"", "\u201D", "\u2026", ":"}) {
        if (text.ends_with(end)) return true;
    }
    return false;
}

/// True for a block that reads like running text, wherever it stands.
bool is_prose(const PageBlock& block) {
    if (block.is_heading()) return false;
    if (block.words < kProseWords) return false;
    if (block.link_density() > kProseLinks) {
        // A sentence full of links is still one, in a paragraph of its own.
        const std::size_t own = block.text.size() - block.link_bytes;
        return block.tag == Tag::P && own >= 40 && block.link_density() < 0.75 &&
               ends_sentence(block.text);
    }
    if (block.words < 30 && block.common_words < kProseCommon * block.words &&
        block.text.find_last_of(".!?\"") + 1 != block.text.size())
        return false;
    return true;
}

/// A short sentence most of which are names with links.
bool is_linked_sentence(const PageBlock& block) {
    return block.tag == Tag::P && block.words >= 6 && block.link_density() < 0.9 &&
           ends_sentence(block.text);
}

/// What a block is worth to an element that holds it: bytes of prose count for it, links and
/// furniture against it.
double worth(const PageBlock& block) {
    const double bytes = static_cast<double>(block.text.size());
    if (block.furniture) return -0.3 * std::min(bytes, 300.0) - 5;
    if (is_prose(block)) {
        const double own = bytes - 2.0 * block.link_bytes;
        const double claim = block.label >= 3 ? 2.0 : block.label == 2 ? 1.5 : 1.0;
        const bool listed = block.tag == Tag::Li || block.tag == Tag::Dd;
        return claim * (listed ? 0.5 : block.tag == Tag::P ? 1.0 : 0.8) * own;
    }
    if (block.is_heading()) return block.link_density() > 0.5 ? -20 : -2;
    if (block.link_density() > kProseLinks) return -0.5 * std::min(bytes, 200.0) - 10;
    return -0.1 * std::min(bytes, 100.0) - 2;
}

class BodyFinder {
public:
    BodyFinder(const HtmlTree& page, const PageBlocks& cut) : page_(page), cut_(cut) {}

    PageBody find() {
        spare_mislabelled_text();
        score();
        PageBody body;
        body.node = container();
        keep_blocks(body.node);
        for (std::size_t i : kept_) {
            if (!body.text.empty()) body.text += "\n\n";
            body.text += blocks_[i].text;
        }
        if (!kept_.empty()) body.first = blocks_[kept_.front()].first;
        return body;
    }

private:
    /// A class that says furniture around most of the page's prose is wrong about it; around the
    /// headline and much of the prose it is wrong, too.
    void spare_mislabelled_text() {
        blocks_ = cut_.blocks;
        std::vector<double> prose(page_.size(), 0.0);
        double all = 0;
        for (const PageBlock& block : blocks_) {
            if (!is_prose(block)) continue;
            all += static_cast<double>(block.text.size());
            prose[block.node] += static_cast<double>(block.text.size());
        }
        for (std::size_t i = page_.size() - 1; i > 0; --i) prose[page_[i].parent] += prose[i];
        std::vector<bool> headline(page_.size(), false);
        for (std::size_t i = page_.size() - 1; i > 0; --i) {
            if (page_[i].tag == Tag::H1) headline[i] = true;
            if (headline[i]) headline[page_[i].parent] = true;
        }
        std::vector<bool> furniture(page_.size(), false);
        for (std::size_t i = 1; i < page_.size(); ++i) {
            const PartOfPage& part = cut_.parts[i];
            const double share = headline[i] ? 0.3 : part.comments ? 1.0 : part.surely ? 0.8 : 0.5;
            furniture[i] = furniture[page_[i].parent] || (part.furniture && prose[i] <= share * all);
        }
        for (PageBlock& block : blocks_)
            block.furniture = block.furniture && furniture[page_[block.first].parent];
    }

    void score() {
        scores_.assign(page_.size(), 0.0);
        prose_.assign(page_.size(), 0.0);
        for (const PageBlock& block : blocks_) {
            scores_[block.node] += worth(block);
            if (!block.furniture && is_prose(block))
                prose_[block.node] += static_cast<double>(block.text.size());
        }
        for (std::size_t i = page_.size() - 1; i > 0; --i) {
            scores_[page_[i].parent] += scores_[i];
            prose_[page_[i].parent] += prose_[i];
        }
    }

    /// The deepest element of the highest score; then the element inside it that is labelled as
    /// the body, when it holds most of the prose.
    std::uint32_t container() const {
        std::uint32_t best = 0;
        double best_score = scores_[0];
        for (std::uint32_t i = 1; i < page_.size(); ++i) {
            if (page_[i].tag == Tag::Text || page_[i].tag == Tag::P) continue;
            if (scores_[i] >= best_score) {
                best = i;
                best_score = scores_[i];
            }
        }
        // Of articles side by side only one is this page's.
        for (std::uint32_t i = best + 1, end = page_[best].end; i < end; ++i) {
            if (page_[i].tag == Tag::Article && scores_[i] >= 0.4 * best_score) {
                best = i;
                best_score = scores_[i];
            }
        }
        std::uint32_t labelled = best;
        int strength = 1;
        for (std::uint32_t i = best + 1; i < page_[best].end; ++i) {
            if (page_[i].tag == Tag::Text) continue;
            const int body = cut_.parts[i].body;
            if (body > strength && scores_[i] >= 0.6 * best_score) {
                labelled = i;
                strength = body;
            }
        }
        return labelled;
    }

    bool within_quotation(const PageBlock& block) const {
        return block.tag == Tag::Blockquote || page_[page_[block.node].parent].tag == Tag::Blockquote;
    }

    void keep_blocks(std::uint32_t node) {
        const std::uint32_t end = page_[node].end;
        std::vector<std::size_t> inside;
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            if (blocks_[i].first >= node && blocks_[i].first < end) inside.push_back(i);
        }
        enum class Verdict { Drop, Weak, Keep };
        std::vector<Verdict> verdicts;
        std::unordered_set<std::string_view> seen;
        bool in_other_section = false;
        for (std::size_t i : inside) {
            const PageBlock& block = blocks_[i];
            Verdict verdict = Verdict::Weak;
            const LineKind kind = line_kind(block.text);
            if (kind == LineKind::CommentSection && is_prose_seen_) break;
            if (kind == LineKind::OtherSection && !block.furniture) in_other_section = true;
            if (block.furniture || kind != LineKind::Prose) {
                verdict = Verdict::Drop;
            } else if (is_prose(block)) {
                verdict = Verdict::Keep;
                in_other_section = false;
                is_prose_seen_ = true;
            } else if (within_quotation(block)) {
                verdict = Verdict::Weak;
            } else if (in_other_section || (block.link_density() > 0.5 && !is_linked_sentence(block))) {
                verdict = Verdict::Drop;
            }
            if (block.text.size() > 60 && !seen.insert(block.text).second) verdict = Verdict::Drop;
            verdicts.push_back(verdict);
        }
        // A short block stays when prose stands on both sides of its run of short blocks, or when
        // it follows prose and is text of a sentence.
        std::size_t last_keep = 0;
        bool any = false;
        for (std::size_t k = 0; k < verdicts.size(); ++k) {
            if (verdicts[k] == Verdict::Keep) {
                last_keep = k;
                any = true;
            }
        }
        if (!any) return;
        bool begun = false;
        for (std::size_t k = 0; k < verdicts.size(); ++k) {
            const PageBlock& block = blocks_[inside[k]];
            if (verdicts[k] == Verdict::Keep) {
                begun = true;
                kept_.push_back(inside[k]);
            } else if (verdicts[k] == Verdict::Weak) {
                const bool sentence = ends_sentence(block.text) && block.words >= 3;
                const bool list_item = block.tag == Tag::Li && block.link_density() < 0.3;
                const bool inner = begun && k < last_keep;
                if (block.tag == Tag::H1) continue;
                if (inner || (sentence && !block.is_heading()) || (begun && list_item)) {
                    if (!begun && !(sentence && block.words >= 5)) continue;
                    kept_.push_back(inside[k]);
                    if (sentence) begun = true;
                }
            }
        }
        while (!kept_.empty() && blocks_[kept_.back()].is_heading()) kept_.pop_back();
    }

    const HtmlTree& page_;
    const PageBlocks& cut_;
    std::vector<PageBlock> blocks_;
    std::vector<double> scores_, prose_;
    std::vector<std::size_t> kept_;
    bool is_prose_seen_ = false;
};

}  // namespace

PageBody find_body(const HtmlTree& page, const PageBlocks& cut) {
    if (cut.blocks.empty()) return {};
    return BodyFinder(page, cut).find();
}

}  // namespace annalist::ingest
