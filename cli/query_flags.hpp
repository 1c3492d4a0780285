#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "cli/session.hpp"
#include "query/parameters.hpp"

namespace annalist::cli {

/// Has `run` called when this command, and none below it, was given and all flags are read; its
/// error ends the program.
void on_run(CLI::App& command, Session& session, std::function<Result<void>()> run);

/// Gives a command one flag for each parameter of a question; what is given lands in `into`, which
/// must live as long as the parser.
void add_query_flags(CLI::App& command, query::Question question, query::Parameters& into);

/// The form of output asked for: `--json`, else `--format`, else "text". Errors: InvalidArgument
/// when it is none of `allowed`.
Result<std::string> output_format(const Session& session,
                                  std::initializer_list<std::string_view> allowed);

/// "Examples:" and one per line, for the foot of a command's help.
std::string examples(std::initializer_list<std::string_view> lines);

}  // namespace annalist::cli
