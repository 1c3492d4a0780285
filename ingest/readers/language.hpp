#pragma once

#include <string>
#include <string_view>

namespace annalist::ingest {

struct LanguageGuess {
    std::string code;       ///< ISO 639-1 (or longer where it has none), empty when unknown
    bool reliable = false;
    int percent_english = 0;
};

/// Guesses the language of a text in UTF-8 from its first 8 KiB.
LanguageGuess guess_language(std::string_view title, std::string_view text);

}  // namespace annalist::ingest
