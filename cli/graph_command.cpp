#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "query/export.hpp"

namespace annalist::cli {
namespace {

struct Options {
    query::Parameters parameters;
    std::string output = "-";
    std::string flavor;
};

/// A file that only comes to be when it is whole: written beside its place, then renamed.
class WholeFile {
public:
    explicit WholeFile(std::filesystem::path path)
        : path_(std::move(path)), part_(path_.string() + ".part"), out_(part_, std::ios::binary) {}
    ~WholeFile() {
        std::error_code ignored;
        if (!kept_) std::filesystem::remove(part_, ignored);
    }
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;

    bool write(std::string_view bytes) {
        out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return out_.good();
    }

    Result<void> keep() {
        out_.close();
        if (!out_) return refused(std::strerror(errno));
        std::error_code error;
        std::filesystem::rename(part_, path_, error);
        if (error) return refused(error.message());
        kept_ = true;
        return {};
    }

    Error refused(const std::string& why) const {
        return {ErrorCode::Io, fmt::format("{}: {}", path_.string(), why)};
    }

private:
    std::filesystem::path path_, part_;
    std::ofstream out_;
    bool kept_ = false;
};

Result<void> run(const Options& options, Session& session) {
    const auto format =
        query::parse_export_format(session.json ? "jsonl" : session.format, options.flavor);
    if (!format) return format.error();
    const std::string_view name = query::export_info(*format).name;
    const auto store = session.open();
    if (!store) return store.error();
    const auto query = query::parse_event_query(options.parameters, **store);
    if (!query) return query.error();

    Result<query::ExportCount> count = query::ExportCount{};
    if (options.output == "-") {
        count = query::export_events(**store, *query, *format,
                                     [&](std::string_view bytes) { return session.print(bytes); });
        if (!count) return count.error();
    } else {
        WholeFile file{options.output};
        count = query::export_events(**store, *query, *format,
                                     [&](std::string_view bytes) { return file.write(bytes); });
        if (!count) return count.error();
        if (count->cut_short) return file.refused(std::strerror(errno));
        if (const auto kept = file.keep(); !kept) return kept;
        session.note(fmt::format("{}: {} actors, {} edges, {} events", options.output, grouped(count->nodes),
                                 grouped(count->edges), grouped(count->events)));
    }
    if (count->left_out != 0)
        session.note(fmt::format("events left out of {}: {}; jsonl has them all", name,
                                 grouped(count->left_out)));
    if (count->nodes + count->edges + count->events == 0 && !count->cut_short)
        session.exit_code = ExitCode::Nothing;
    return {};
}

std::string formats() {
    std::string list = "Formats (graphml unless given; --json is jsonl):\n";
    for (const query::ExportInfo& info : query::export_formats())
        list += info.flavor.empty() ? fmt::format("  {:<12}{}\n", info.name, info.help)
                                    : fmt::format("    --flavor {}: {}\n", info.flavor, info.help);
    return list;
}

}  // namespace

void add_graph(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "graph",
        "Export the network: actors, and an edge for each event and pair of actors, for Gephi,\n"
        "Cytoscape, NetworkX, igraph ...; or the events, for spreadsheets, calendars, timelines.");
    const auto options = std::make_shared<Options>();
    add_query_flags(*command, query::Question::Graph, options->parameters);
    command->add_option("-o,--output", options->output, "file to write, - for standard output")
        ->type_name("FILE");
    command
        ->add_option("--flavor", options->flavor, "of graphml: gephi (unless given), yed or apoc")
        ->type_name("NAME");
    command->footer(examples({"annalist graph --from 2020 --to 2020 -o 2020.graphml",
                              "annalist graph --kind meet,visit --format csv -o edges.csv",
                              "annalist graph --format csv-nodes -o nodes.csv",
                              "annalist graph --actor Lavrov --format jsonl | jq .label"}) +
                    formats() + "A file is only put in its place when it is whole.");
    on_run(*command, session, [options, &session] { return run(*options, session); });
}

}  // namespace annalist::cli
