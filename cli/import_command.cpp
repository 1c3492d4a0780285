#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/import/import_graph.hpp"
#include "cli/import/import_tsv.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "query/json_writer.hpp"
#include "storage/rocks_store.hpp"

namespace annalist::cli {
namespace {

struct ImportFlags {
    std::string path;
    std::string dataset;
    double confidence = 0.7;
};

std::string summary_json(const TsvSummary& summary, double seconds) {
    std::string out;
    query::JsonWriter json(out);
    json.begin_object();
    json.field("lines", summary.lines);
    json.field("events", summary.count.events);
    json.field("repeated", summary.count.repeated);
    json.field("already_there", summary.count.known);
    json.field("bulletins", summary.count.bulletins);
    json.field("left_out", summary.failures);
    json.field("unknown_relations", static_cast<std::uint64_t>(summary.unknown_relations.size()));
    json.field("seconds", seconds);
    json.end_object();
    return out + "\n";
}

std::string summary_text(const TsvSummary& summary, const std::filesystem::path& store, double seconds) {
    std::string out = fmt::format("{} events of {} days read into {} in {}\n", grouped(summary.count.events),
                                  grouped(summary.count.bulletins), store.string(), spoken_time(seconds));
    if (summary.count.repeated)
        out += fmt::format("{} lines repeat another; their events count as many\n", grouped(summary.count.repeated));
    if (summary.count.known) out += fmt::format("{} were there already\n", grouped(summary.count.known));
    for (const auto& [name, rows] : summary.unknown_relations)
        out += fmt::format("note: relation \"{}\" ({} rows) is not known; read as STATEMENT\n", printable(name), grouped(rows));
    if (summary.failures) out += fmt::format("{} lines left out, each with its reason above\n", grouped(summary.failures));
    return out;
}

/// Closes itself.
class InputFile {
public:
    explicit InputFile(const std::string& path) : file_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~InputFile() {
        if (file_ > STDIN_FILENO) ::close(file_);
    }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    int number() const { return file_; }

private:
    int file_;
};

Result<void> run(const ImportFlags& flags, Session& session) {
    const auto format = output_format(session, {"text", "json"});
    if (!format) return format.error();
    if (!(flags.confidence >= 0.0 && flags.confidence <= 1.0))
        return Error{ErrorCode::InvalidArgument, "--confidence: write a number from 0 to 1"};
    TsvOptions options;
    options.confidence = flags.confidence;
    options.dataset = flags.dataset;
    if (options.dataset.empty())
        options.dataset = flags.path == "-" ? "table" : std::filesystem::path(flags.path).stem().string();
    storage::CodedTable named;
    named.dataset = options.dataset;
    if (auto word = storage::check(named); !word) return Error{word.error().code, word.error().message + " (--dataset)"};

    const InputFile file(flags.path);
    if (file.number() < 0) return Error{ErrorCode::Io, fmt::format("{}: {}", flags.path, std::strerror(errno))};
    const auto lexicon = ingest::Lexicon::load(ingest::default_lexicon_folder());
    if (!lexicon) return lexicon.error();
    auto store = storage::open_rocks_store(session.store, storage::OpenMode::OpenOrCreate);
    if (!store) return store.error();

    Progress progress(std::nullopt, "rows", session.quiet || session.json);
    options.on_failure = [&](const Error& error) {
        progress.interrupt();
        fmt::print(stderr, "annalist: {}\n", printable(error.message));
    };
    TsvSummary summary;
    const auto done = import_tsv(file.number(), flags.path, *lexicon, **store, options, summary);
    const double seconds = progress.seconds();
    progress.finish();
    session.print(*format == "json" ? summary_json(summary, seconds) : summary_text(summary, session.store, seconds));
    if (!done) return done.error();
    if (summary.failures) session.exit_code = ExitCode::Nothing;
    return {};
}

std::string summary_json(const GraphImportSummary& summary, double seconds) {
    std::string out;
    query::JsonWriter json(out);
    json.begin_object();
    json.field("nodes", summary.nodes);
    json.field("edges", summary.edges);
    json.field("events", summary.events);
    json.field("actors", summary.actors);
    json.field("already_there", summary.known);
    json.field("bulletins", summary.bulletins);
    json.field("left_out", summary.failures);
    json.field("seconds", seconds);
    json.end_object();
    return out + "\n";
}

std::string summary_text(const GraphImportSummary& summary, const std::filesystem::path& store,
                         double seconds) {
    std::string out =
        fmt::format("{} events and {} actors read into {} in {}\n", grouped(summary.events),
                    grouped(summary.actors), store.string(), spoken_time(seconds));
    if (summary.known) out += fmt::format("{} events were there already\n", grouped(summary.known));
    if (summary.failures)
        out += fmt::format("{} nodes and edges left out, each with its reason above\n",
                           grouped(summary.failures));
    return out;
}

Result<void> run_graph(const ImportFlags& flags, GraphFormat graph, Session& session) {
    const auto format = output_format(session, {"text", "json"});
    if (!format) return format.error();
    GraphImportOptions options;
    options.dataset = flags.dataset;
    if (options.dataset.empty())
        options.dataset =
            flags.path == "-" ? "graph" : std::filesystem::path(flags.path).stem().string();
    const InputFile file(flags.path);
    if (file.number() < 0)
        return Error{ErrorCode::Io, fmt::format("{}: {}", flags.path, std::strerror(errno))};
    auto store = storage::open_rocks_store(session.store, storage::OpenMode::OpenOrCreate);
    if (!store) return store.error();

    Progress progress(std::nullopt, "events", session.quiet || session.json);
    options.on_failure = [&](const Error& error) {
        progress.interrupt();
        fmt::print(stderr, "annalist: {}\n", printable(error.message));
    };
    GraphImportSummary summary;
    const auto done = import_graph(file.number(), flags.path, graph, **store, options, summary);
    const double seconds = progress.seconds();
    progress.finish();
    if (!done) return done.error();
    session.print(*format == "json" ? summary_json(summary, seconds)
                                    : summary_text(summary, session.store, seconds));
    if (summary.failures) session.exit_code = ExitCode::Nothing;
    return {};
}

void add_graph_import(CLI::App& import, Session& session, const char* name, GraphFormat format,
                      const char* help) {
    CLI::App* command = import.add_subcommand(name, help);
    const auto flags = std::make_shared<ImportFlags>();
    command->add_option("FILE", flags->path, "a file, or - for standard input")->required();
    command
        ->add_option("--dataset", flags->dataset,
                     "what its bulletins are called; the file's name without it")
        ->type_name("NAME");
    command->footer(fmt::format(
        "Gives the same graph: actors by key, events by id with days, roles, status, reports. "
        "Importing a\n"
        "file again adds nothing; events that the store has stay as they are.\n\n{}"
        "Exit code 1 when nodes or edges were left out; the rest is stored. Formats: text, json.",
        examples({fmt::format("annalist --store copy import {0} annals.{0}", name)})));
    on_run(*command, session,
           [flags, format, &session] { return run_graph(*flags, format, session); });
}

}  // namespace

void add_import(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "import", "Read events that others coded, or an exported graph, into the store.");
    command->require_subcommand(1);
    CLI::App* tsv = command->add_subcommand("tsv", "Lines of day, source, relation and target, with tabs between them.");
    const auto flags = std::make_shared<ImportFlags>();
    tsv->add_option("FILE", flags->path, "a file, or - for standard input")->required();
    tsv->add_option("--dataset", flags->dataset, "what the data set is called; the file's name without it")->type_name("NAME");
    tsv->add_option("--confidence", flags->confidence, "of its events, from 0 to 1")->capture_default_str();
    tsv->footer(
        "Relations are names of CAMEO and ICEWS (\"Make a visit\"), CAMEO codes (042) or PLOVER types; they\n"
        "give events their type and mode, and stay as their labels. Importing a file again adds nothing,\n"
        "one that has grown adds what is new.\n\n" +
        examples({"annalist import tsv icews.tsv", "xzcat icews.tsv.xz | annalist import tsv - --dataset icews"}) +
        "Exit code 1 when lines were left out; the rest is stored. Formats: text, json.");
    on_run(*tsv, session, [flags, &session] { return run(*flags, session); });
    add_graph_import(*command, session, "graphml", GraphFormat::GraphML,
                     "GraphML that annalist graph wrote.");
    add_graph_import(*command, session, "gexf", GraphFormat::Gexf,
                     "GEXF that annalist graph wrote.");
}

}  // namespace annalist::cli
