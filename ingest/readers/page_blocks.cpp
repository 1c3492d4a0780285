#include "ingest/readers/page_blocks.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "ingest/readers/ascii.hpp"

namespace annalist::ingest {
namespace {

constexpr std::size_t kLongCell = 200;

bool is_inline(Tag tag) {
    switch (tag) {
        case Tag::Text: case Tag::Other: case Tag::A: case Tag::Abbr: case Tag::B: case Tag::Cite:
        case Tag::Em: case Tag::Font: case Tag::I: case Tag::Label: case Tag::Q: case Tag::Small:
        case Tag::Span: case Tag::Strong: case Tag::Sub: case Tag::Sup: case Tag::Time:
        case Tag::U: case Tag::Img: case Tag::Input: case Tag::Link: case Tag::Meta:
            return true;
        default:
            return false;
    }
}

bool gives_no_text(Tag tag) {
    switch (tag) {
        case Tag::Head: case Tag::Script: case Tag::Style: case Tag::Noscript: case Tag::Iframe:
        case Tag::Svg: case Tag::Template: case Tag::Button: case Tag::Select: case Tag::Option:
        case Tag::Textarea: case Tag::Video: case Tag::Audio: case Tag::Object: case Tag::Menu:
        case Tag::Dialog: case Tag::Title:
            return true;
        default:
            return false;
    }
}

/// Tags that a missing end tag can make swallow the rest of the page.
bool may_be_unclosed(Tag tag) {
    return tag == Tag::Button || tag == Tag::Svg || tag == Tag::Menu || tag == Tag::Dialog ||
           tag == Tag::Object || tag == Tag::Select || tag == Tag::Option || tag == Tag::Video ||
           tag == Tag::Audio || tag == Tag::Iframe;
}

bool is_furniture_tag(Tag tag) {
    return tag == Tag::Nav || tag == Tag::Aside || tag == Tag::Footer || tag == Tag::Figure ||
           tag == Tag::Figcaption || tag == Tag::Form || tag == Tag::Address ||
           tag == Tag::Fieldset;
}

/// Tags that say what a block is, even when another element lies between.
bool names_block(Tag tag) {
    return (tag >= Tag::H1 && tag <= Tag::H6) || tag == Tag::Li || tag == Tag::Tr ||
           tag == Tag::Dd || tag == Tag::Dt || tag == Tag::Blockquote ||
           tag == Tag::Pre || tag == Tag::P;
}

const std::unordered_set<std::string_view>& common_words() {
    static const std::unordered_set<std::string_view> kWords = {
        // English, German, French, Spanish, Portuguese, Italian, Dutch
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had",
        "has", "have", "he", "her", "his", "in", "is", "it", "its", "not", "of", "on", "or",
        "said", "she", "that", "the", "their", "they", "this", "to", "was", "we", "were", "which",
        "who", "will", "with", "would", "you", "i", "der", "die", "das", "und", "den", "von",
        "zu", "mit", "sich", "des", "auf", "ist", "im", "dem", "nicht", "ein", "eine", "auch",
        "es", "er", "sie", "werden", "aus", "bei", "le", "la", "les", "de", "et", "un", "une",
        "que", "qui", "dans", "pour", "pas", "sur", "au", "ce", "il", "est", "el", "los", "las",
        "y", "en", "por", "con", "para", "su", "se", "del", "al", "lo", "como", "o", "os", "do",
        "da", "em", "um", "uma", "no", "na", "dos", "di", "che", "per", "non", "sono", "della",
        "het", "een", "van", "dat", "niet", "te", "zijn", "op", "aan",
    };
    return kWords;
}

class Cutter {
public:
    explicit Cutter(const HtmlTree& page) : page_(page), labels_(page.size(), 0) {
        result_.parts.resize(page.size());
        holds_article_.resize(page.size(), false);
        for (std::size_t i = page.size() - 1; i > 0; --i) {
            const Tag tag = page[i].tag;
            if (tag == Tag::Main || tag == Tag::Article || tag == Tag::H1) holds_article_[i] = true;
            if (holds_article_[i]) holds_article_[page[i].parent] = true;
        }
    }

    PageBlocks cut() {
        struct Open {
            std::uint32_t node, end;
        };
        std::vector<Open> blocks{{0, static_cast<std::uint32_t>(page_.size())}};
        std::uint32_t link_end = 0, furniture_end = 0, article_end = 0;
        for (std::uint32_t i = 1; i < page_.size();) {
            while (blocks.size() > 1 && i >= blocks.back().end) {
                flush();
                blocks.pop_back();
            }
            const HtmlNode& node = page_[i];
            if (node.tag == Tag::Text) {
                add_text(i, blocks.back().node, i < link_end, i < furniture_end);
                ++i;
                continue;
            }
            if (gives_no_text(node.tag) && !(may_be_unclosed(node.tag) && holds_article_[i])) {
                i = node.end;
                continue;
            }
            if (node.tag == Tag::Br) {
                line_break();
                ++i;
                continue;
            }
            PartOfPage& part = result_.parts[i];
            if (node.tag != Tag::A || page_.has_attribute(i, "class"))
                part = part_of_page(page_, i);
            if (part.hidden) {
                i = node.end;
                continue;
            }
            labels_[i] = std::max(labels_[node.parent], static_cast<std::uint8_t>(part.body));
            if (is_furniture_tag(node.tag)) part.furniture = true;
            // A page's or article's own classes speak of what it has, not of what it is; but an
            // article can be a comment.
            const bool is_comment = part.comments && node.tag == Tag::Article;
            if (node.tag == Tag::Html || node.tag == Tag::Body || node.tag == Tag::Main ||
                node.tag == Tag::Article)
                part.furniture = part.surely = part.comments = false;
            if (is_comment) part.furniture = part.comments = true;
            // An article within an article is a comment or a teaser (HTML Standard, 4.3.2).
            if (node.tag == Tag::Article) {
                if (i < article_end) part.furniture = true;
                article_end = std::max(article_end, node.end);
            }
            if (part.quotation && i < embed_end_) furniture_end = i;
            if (part.furniture && i >= furniture_end && is_embed(i)) embed_end_ = node.end;
            if (part.furniture) furniture_end = std::max(furniture_end, node.end);
            if (node.tag == Tag::A) link_end = std::max(link_end, node.end);
            if (node.tag == Tag::Td || node.tag == Tag::Th) {
                // A row of figures is one block; a cell that holds a column of a page is its own.
                if (current_.text.size() > kLongCell) flush();
                space();
            } else if (!is_inline(node.tag)) {
                flush();
                blocks.push_back({i, node.end});
            } else if (part.furniture && !current_.text.empty() && !current_.furniture) {
                flush();
            }
            ++i;
        }
        flush();
        return std::move(result_);
    }

private:
    /// A wrapper around a quoted post: furniture but for the quotation in it.
    bool is_embed(std::uint32_t node) const {
        for (const std::string& word : class_words(page_.attribute(node, "class"))) {
            if (word == "embed" || word == "twitter" || word == "tweet" || word == "instagram" ||
                word == "social" || word == "facebook")
                return true;
        }
        return page_[node].tag == Tag::Figure;
    }

    void add_text(std::uint32_t node, std::uint32_t block, bool in_link, bool furniture) {
        if (!current_.text.empty() && current_.furniture != furniture) flush();
        const std::size_t before = current_.text.size();
        append_collapsed(current_.text, page_.text(node));
        if (current_.text.size() == before) return;
        breaks_ = 0;
        if (before == 0) {
            if (current_.text == " ") {
                current_.text.clear();
                return;
            }
            if (current_.text.front() == ' ') current_.text.erase(0, 1);
            current_.node = block;
            current_.first = node;
            current_.furniture = furniture;
        }
        if (in_link) current_.link_bytes += static_cast<std::uint32_t>(current_.text.size() - before);
    }

    void line_break() {
        if (++breaks_ >= 2) {
            flush();
        } else {
            space();
        }
    }

    void space() {
        if (!current_.text.empty()) append_collapsed(current_.text, " ");
    }

    void flush() {
        breaks_ = 0;
        while (!current_.text.empty() && current_.text.back() == ' ') current_.text.pop_back();
        if (current_.text.empty()) {
            current_ = {};
            return;
        }
        current_.link_bytes =
            std::min(current_.link_bytes, static_cast<std::uint32_t>(current_.text.size()));
        current_.tag = page_[current_.node].tag;
        for (std::uint32_t up = current_.node, steps = 0; up != 0 && steps < 3;
             up = page_[up].parent, ++steps) {
            if (names_block(page_[up].tag)) {
                current_.tag = page_[up].tag;
                if (current_.tag != Tag::P) break;
            }
        }
        current_.label = labels_[current_.node];
        count();
        result_.blocks.push_back(std::move(current_));
        current_ = {};
    }

    void count() {
        current_.words = count_words(current_.text);
        std::string word;
        const auto look_up = [&] {
            if (!word.empty() && common_words().contains(word)) ++current_.common_words;
            word.clear();
        };
        for (char c : current_.text) {
            if (is_ascii_alpha(c)) {
                if (word.size() < 16) word.push_back(to_ascii_lower(c));
            } else {
                look_up();
            }
        }
        look_up();
    }

    const HtmlTree& page_;
    std::vector<std::uint8_t> labels_;  ///< strongest claim to be the body at or above a node
    std::vector<bool> holds_article_;   ///< a main, article or h1 element is at or below a node
    PageBlocks result_;
    PageBlock current_;
    int breaks_ = 0;
    std::uint32_t embed_end_ = 0;
};

}  // namespace

std::uint32_t count_words(std::string_view text) {
    std::uint32_t words = 0;
    std::uint32_t ideographs = 0;
    bool inside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0xE3 && byte <= 0xE9) ++ideographs;
        const bool word = is_ascii_alnum(text[i]) || byte >= 0x80;
        if (word && !inside) ++words;
        inside = word || (inside && (byte == '\'' || byte == '-'));
    }
    return words + ideographs / 2;
}

PageBlocks cut_into_blocks(const HtmlTree& page) { return Cutter(page).cut(); }

}  // namespace annalist::ingest
