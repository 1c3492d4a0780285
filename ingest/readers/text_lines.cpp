#include "ingest/readers/text_lines.hpp"

#include "ingest/readers/html_tree.hpp"

namespace annalist::ingest {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidest = 105;

bool ends_sentence(std::string_view line) {
    const char last = line.back();
    return last == '.' || last == '!' || last == '?' || last == '"' || last == ':' ||
           line.ends_with("\u201D");
}

}  // namespace

std::vector<TextLine> cut_lines(std::string_view text) {
    std::vector<TextLine> lines;
    bool blank = true;
    for (std::size_t begin = 0; begin <= text.size();) {
        std::size_t end = text.find_first_of("\n\r\f", begin);
        if (end == std::string_view::npos) end = text.size();
        const std::string_view raw = text.substr(begin, end - begin);
        TextLine line;
        append_collapsed(line.text, raw);
        if (line.text.starts_with(' ')) line.text.erase(0, 1);
        if (line.text.ends_with(' ')) line.text.pop_back();
        if (line.text.empty()) {
            if (!lines.empty()) lines.back().before_blank = true;
            blank = true;
        } else {
            line.after_blank = blank;
            line.indented = raw.starts_with("\t") || raw.starts_with("  ");
            lines.push_back(std::move(line));
            blank = false;
        }
        begin = end + 1;
        if (end < text.size() && text[end] == '\r' && begin < text.size() && text[begin] == '\n')
            ++begin;
    }
    if (!lines.empty()) lines.back().before_blank = true;
    return lines;
}

bool is_hard_wrapped(const std::vector<TextLine>& lines) {
    std::size_t inner = 0, narrow = 0, open = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        if (lines[i].before_blank || lines[i + 1].after_blank) continue;
        ++inner;
        const std::size_t size = lines[i].text.size();
        if (size >= kNarrowest && size <= kWidest) ++narrow;
        if (!ends_sentence(lines[i].text)) ++open;
    }
    return inner >= 2 && narrow * 10 >= inner * 7 && open * 10 >= inner * 6;
}

std::string join_paragraphs(const std::vector<TextLine>& lines, bool hard_wrapped) {
    std::string text;
    for (const TextLine& line : lines) {
        if (!text.empty()) {
            const bool joins = hard_wrapped && !line.after_blank && !line.indented;
            text += joins ? " " : "\n\n";
        }
        text += line.text;
    }
    return text;
}

}  // namespace annalist::ingest
