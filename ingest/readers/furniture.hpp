#pragma once

#include <string_view>

namespace annalist::ingest {

/// What a line of copied or extracted text is, when it is not part of an article's prose.
enum class LineKind {
    Prose,           ///< anything not known to be furniture
    Furniture,       ///< a line of the page, complete in itself: "Share this", "Advertisement"
    CommentSection,  ///< the heading of readers' comments; all that follows is theirs
    OtherSection,    ///< the heading of other articles or of the site: "Popular Articles"
    AgeStamp,        ///< how old a comment is: "1 year ago"
};

/// Judges one trimmed line by its words alone. Only short lines can be furniture.
LineKind line_kind(std::string_view line);

}  // namespace annalist::ingest
