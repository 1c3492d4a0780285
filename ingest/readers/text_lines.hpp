#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace annalist::ingest {

/// One line of plain text, white space single, trimmed, never empty.
struct TextLine {
    std::string text;
    bool after_blank = false;  ///< a blank line stands before it, or it is the first
    bool before_blank = false; ///< a blank line stands after it, or it is the last
    bool indented = false;     ///< it begins with a tab or two spaces or more
};

/// Cuts at "\n", "\r\n", "\r" and form feeds.
std::vector<TextLine> cut_lines(std::string_view text);

/// True when lines were broken at a fixed width, so that a line end within a paragraph is a space.
bool is_hard_wrapped(const std::vector<TextLine>& lines);

/// Joins lines into paragraphs separated by "\n\n": at blank lines, and, unless `hard_wrapped`, at
/// every line end; when hard-wrapped, also before an indented line.
std::string join_paragraphs(const std::vector<TextLine>& lines, bool hard_wrapped);

}  // namespace annalist::ingest
