#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace annalist::cli {

/// How a piece of text looks on a terminal.
enum class Style { Plain, Bold, Dim, Day, Kind, Trigger, Time, Participant, Bad };

enum class ColorChoice { Auto, Always, Never };

/// What standard output can show.
struct Terminal {
    bool interactive = false;  ///< a terminal, not a file or pipe
    bool color = false;
    std::size_t width = 0;     ///< columns; 0 when not known or not a terminal

    /// Looks at standard output, NO_COLOR, TERM and COLUMNS. Colours only on a terminal, unless always.
    static Terminal detect(ColorChoice choice);

    /// `text` with the escape sequences of its style, or as it stands without colours.
    std::string paint(Style style, std::string_view text) const;
};

/// Columns that UTF-8 text takes on a terminal: 2 for wide characters, 0 for combining marks.
std::size_t display_width(std::string_view text);

/// The text cut to `width` columns, its end replaced by an ellipsis when it is longer.
std::string cut_to_width(std::string_view text, std::size_t width);

/// `text` without control characters, which stand in articles but must not reach a terminal.
std::string printable(std::string_view text);

}  // namespace annalist::cli
