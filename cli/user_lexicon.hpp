#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include "ingest/extract/user_lexicon.hpp"

namespace annalist::cli {

/// `--lexicon DIR`, which adds a user's lexicon to ours.
void add_lexicon_flag(CLI::App& command, std::string& into);

/// What became of a user's lexicon, one line each with "annalist: " before it, for standard error.
std::string report_text(const ingest::LexiconReport& report);

}  // namespace annalist::cli
