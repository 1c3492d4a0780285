#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <csignal>
#include <exception>
#include <map>
#include <string>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "cli/version.hpp"

namespace {

using annalist::cli::ColorChoice;
using annalist::cli::ExitCode;
using annalist::cli::Session;

constexpr const char* kAbout =
    "Annalist reads news articles and writes the annals: dated events between named actors, each\n"
    "tied to the exact words that report it.";

constexpr const char* kFoot =
    "Start with\n"
    "  annalist ingest articles/          read articles into ./annals\n"
    "  annalist met --from 2020           who met whom\n"
    "  annalist timeline --actor Lavrov   what an actor did, month by month\n"
    "  annalist explain EVENT             the words that say so\n"
    "\n"
    "Days are written YYYY-MM-DD, YYYY-MM or YYYY; in ranges both days are included.\n"
    "\n"
    "Exit codes: 0 done; 1 nothing found, or something was skipped; 2 a flag, name or value that\n"
    "cannot be used; 3 the store, a file or the network cannot be read or written; 4 stored data\n"
    "is damaged.";

int run(int argc, char** argv) {
    CLI::App app{kAbout, "annalist"};
    app.footer(kFoot);
    app.require_subcommand(1);
    app.fallthrough();  // `annalist met --store DIR` is `annalist --store DIR met`
    app.set_version_flag("--version", std::string{"annalist "} + annalist::cli::kVersion);
    app.get_formatter()->column_width(34);

    Session session;
    ColorChoice color = ColorChoice::Auto;
    const std::map<std::string, ColorChoice> colors{
        {"auto", ColorChoice::Auto}, {"always", ColorChoice::Always}, {"never", ColorChoice::Never}};
    app.add_option("--store", session.store, "folder of the store")->type_name("DIR")->capture_default_str();
    app.add_option("--format", session.format, "form of the output; each command lists its own")->type_name("FORMAT");
    app.add_flag("--json", session.json, "short for --format json; errors are JSON as well");
    app.add_option_function<std::string>(
           "--color", [&](const std::string& word) { color = colors.at(word); },
           "auto (on a terminal, unless NO_COLOR is set), always, never")
        ->type_name("WHEN")
        ->check(CLI::IsMember{{"auto", "always", "never"}});
    app.add_flag("-q,--quiet", session.quiet, "no progress bar and no remarks");

    using namespace annalist::cli;
    add_ingest(app, session);
    add_import(app, session);
    add_code(app, session);
    add_parse(app, session);
    add_met(app, session);
    add_timeline(app, session);
    add_events(app, session);
    add_actors(app, session);
    add_decisions(app, session);
    add_figures(app, session);
    add_graph(app, session);
    add_rank(app, session);
    add_communities(app, session);
    add_ego(app, session);
    add_path(app, session);
    add_compare(app, session);
    add_explain(app, session);
    add_serve(app, session);
    add_stats(app, session);
    add_verify(app, session);
    add_maintenance(app, session);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Help and version are no errors; what CLI11 calls other codes is all wrong usage to us.
        return app.exit(error) == 0 ? static_cast<int>(ExitCode::Done) : static_cast<int>(ExitCode::Usage);
    }
    session.terminal = Terminal::detect(color);
    if (const auto done = session.command(); !done) session.fail(done.error());
    return static_cast<int>(session.exit_code);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is noticed where we write
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "annalist: {}\n", error.what());
        return static_cast<int>(ExitCode::Store);
    }
}
