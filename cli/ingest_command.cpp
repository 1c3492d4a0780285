#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "cli/user_lexicon.hpp"
#include "graph/time_span.hpp"
#include "ingest/ingestion.hpp"
#include "query/json_writer.hpp"
#include "storage/rocks_store.hpp"

namespace annalist::cli {
namespace {

struct IngestFlags {
    std::vector<std::string> paths;
    std::string date;
    std::string lexicon;
    unsigned threads = 0;
    bool any_language = false;
};

std::string summary_json(const ingest::IngestSummary& summary, double seconds) {
    std::string out;
    query::JsonWriter json(out);
    json.begin_object();
    json.field("files", summary.files);
    json.field("added", summary.added);
    json.field("already_there", summary.already_there);
    json.field("left_out", summary.failures);
    json.field("warnings", summary.warnings);
    json.field("mentions", summary.mentions);
    json.field("figures", summary.figures);
    json.field("seconds", seconds);
    json.end_object();
    return out + "\n";
}

std::string summary_text(const ingest::IngestSummary& summary, double seconds, const std::filesystem::path& store) {
    std::string out = fmt::format("{} article{} read into {} in {}: {} mentions of events, {} figures\n", grouped(summary.added),
                                  summary.added == 1 ? "" : "s", store.string(), spoken_time(seconds),
                                  grouped(summary.mentions), grouped(summary.figures));
    if (summary.already_there)
        out += fmt::format("{} {} there already\n", grouped(summary.already_there), summary.already_there == 1 ? "was" : "were");
    if (summary.failures) out += fmt::format("{} left out, each with its reason above\n", grouped(summary.failures));
    return out;
}

Result<void> run(const IngestFlags& flags, Session& session) {
    const auto format = output_format(session, {"text", "json"});
    if (!format) return format.error();
    ingest::IngestOptions options;
    options.threads = flags.threads;
    options.read.english_only = !flags.any_language;
    if (!flags.date.empty()) {
        options.read.default_date = parse_iso_day(flags.date);
        if (!options.read.default_date)
            return Error{ErrorCode::InvalidArgument, fmt::format("--date {}: no such day; write YYYY-MM-DD", flags.date)};
    }
    ingest::LexiconReport lexicon;
    auto pipeline = ingest::Pipeline::load(flags.lexicon, lexicon);
    if (!pipeline) return pipeline.error();
    fmt::print(stderr, "{}", report_text(lexicon));
    auto store = storage::open_rocks_store(session.store, storage::OpenMode::OpenOrCreate);
    if (!store) return store.error();

    Progress progress(std::nullopt, "articles", session.quiet || session.json);
    options.on_article = [&] { progress.add(); };
    options.on_failure = [&](const Error& error) {
        progress.interrupt();
        fmt::print(stderr, "annalist: {}\n", printable(error.message));
    };
    options.on_warning = [&](const std::string& warning) {
        if (session.quiet || session.json) return;
        progress.interrupt();
        fmt::print(stderr, "annalist: note: {}\n", printable(warning));
    };
    ingest::IngestSummary summary;
    const auto done = ingest::ingest(flags.paths, *pipeline, **store, options, summary);
    const double seconds = progress.seconds();
    progress.finish();
    session.print(*format == "json" ? summary_json(summary, seconds) : summary_text(summary, seconds, session.store));
    if (!done) return done.error();
    if (summary.failures || !lexicon.refused.empty()) session.exit_code = ExitCode::Nothing;
    return {};
}

}  // namespace

void add_ingest(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("ingest", "Read articles into the store.");
    const auto flags = std::make_shared<IngestFlags>();
    command->add_option("PATH", flags->paths, "files, folders, or - for standard input")->required();
    command->add_option("--date", flags->date, "day of publication for articles that name none")->type_name("DAY");
    command->add_option("--threads", flags->threads, "that analyse; 0 for one per core")->capture_default_str();
    command->add_flag("--any-language", flags->any_language, "take articles that are not in English as well");
    add_lexicon_flag(*command, flags->lexicon);
    command->footer(std::string(ingest::kReadHelp) + "\n" +
                    examples({"annalist ingest news/", "annalist ingest --store annals dump.jsonl.gz",
                              "curl -s https://example.org/feed.xml | annalist ingest -"}) +
                    "Exit code 1 when something was left out; the rest is stored.");
    on_run(*command, session, [flags, &session] { return run(*flags, session); });
}

}  // namespace annalist::cli
