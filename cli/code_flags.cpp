#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <memory>

#include "cli/code_command.hpp"
#include "cli/commands.hpp"
#include "cli/query_flags.hpp"
#include "cli/user_lexicon.hpp"

namespace annalist::cli {
namespace {

Result<void> run(const CodeOptions& options, Session& session) {
    std::ifstream file;
    if (options.input != "-") {
        file.open(options.input, std::ios::binary);
        if (!file) return Error{ErrorCode::Io, fmt::format("{}: cannot be opened", options.input)};
    }
    std::ios::sync_with_stdio(false);
    const auto skipped = code_rows(options, options.input == "-" ? std::cin : file, std::cout, std::cerr);
    std::cout.flush();
    if (!skipped) return skipped.error();
    if (*skipped != 0) {
        session.note(fmt::format("{} row{} left out", *skipped, *skipped == 1 ? "" : "s"));
        session.exit_code = ExitCode::Nothing;
    }
    return {};
}

}  // namespace

void add_code(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "code", "Read rows {id, dct, title, text} as JSON lines and write the events found, without a store.");
    const auto options = std::make_shared<CodeOptions>();
    command->add_option("input", options->input, "file of rows, - for standard input")->type_name("FILE");
    command->add_option("--form", options->form, "form of the rows written")->capture_default_str();
    command->add_option("--min-confidence", options->min_confidence, "diplomacy, full: only events at least this sure, 0 to 1")
        ->type_name("NUMBER")
        ->check(CLI::Range(0.0, 1.0));
    add_lexicon_flag(*command, options->lexicon);
    command->footer(examples({"annalist code --form full rows.jsonl > events.jsonl", "annalist code --form diplomacy --lexicon words/ rows.jsonl"}) +
                    "Exit code 1 when rows were left out.");
    on_run(*command, session, [options, &session] { return run(*options, session); });
}

}  // namespace annalist::cli
