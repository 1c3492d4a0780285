#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "query/json_writer.hpp"
#include "storage/rebuild.hpp"
#include "storage/rocks_store.hpp"
#include "storage/store_copy.hpp"

namespace annalist::cli {
namespace {

Result<void> tell_copy(Session& session, const Result<storage::CopyReport>& report, std::string_view what,
                       const std::string& target) {
    const auto format = output_format(session, {"text", "json"});
    if (!format) return format.error();
    if (!report) return report.error();
    if (*format == "json") {
        std::string out;
        query::JsonWriter json(out);
        json.begin_object();
        json.field("files", report->files);
        json.field("bytes", report->bytes);
        json.field("articles", report->articles);
        json.field("events", report->events);
        json.end_object();
        session.print(out + "\n");
        return {};
    }
    session.print(fmt::format("{} {}: {} articles, {} events in {} files, every checksum right\n", what, target,
                              grouped(report->articles), grouped(report->events), grouped(report->files)));
    return {};
}

Result<void> rebuild(Session& session, const std::string& target) {
    const auto source = session.open();
    if (!source) return source.error();
    std::uint64_t articles = 0;
    {
        const auto fresh = storage::open_rocks_store(target, storage::OpenMode::Create);
        if (!fresh) return fresh.error();
        const auto rebuilt = storage::rebuild(**source, **fresh);
        if (!rebuilt) return rebuilt.error();
        articles = *rebuilt;
    }
    session.note(fmt::format("{} articles concluded anew in {}", grouped(articles), target));
    return {};
}

}  // namespace

void add_maintenance(CLI::App& app, Session& session) {
    CLI::App* backup = app.add_subcommand(
        "backup", "Copy the store as it is at one moment; others may write to it meanwhile.");
    const auto backup_to = std::make_shared<std::string>();
    backup->add_option("DIR", *backup_to, "a folder that is not there yet")->required();
    backup->footer(examples({"annalist backup annals-monday"}) + "The copy is a store. Formats: text, json.");
    on_run(*backup, session, [&session, backup_to] {
        return tell_copy(session, storage::backup_store(session.store, *backup_to), "copied to", *backup_to);
    });

    CLI::App* restore = app.add_subcommand("restore", "Copy a backup to where the store is to be, never over one.");
    const auto restore_from = std::make_shared<std::string>();
    restore->add_option("DIR", *restore_from, "the backup")->required();
    restore->footer(examples({"annalist restore annals-monday --store annals"}) + "Formats: text, json.");
    on_run(*restore, session, [&session, restore_from] {
        return tell_copy(session, storage::restore_store(*restore_from, session.store), "restored to",
                         session.store.string());
    });

    CLI::App* again = app.add_subcommand(
        "rebuild", "Make a new store from what the articles of this one say: actors, events, indexes and counts.");
    const auto rebuild_to = std::make_shared<std::string>();
    again->add_option("DIR", *rebuild_to, "a folder that is not there yet")->required();
    again->footer(examples({"annalist rebuild annals-new"}));
    on_run(*again, session, [&session, rebuild_to] { return rebuild(session, *rebuild_to); });

    CLI::App* compact = app.add_subcommand("compact", "Merge the store's files, after much was written: smaller and quicker.");
    compact->footer(examples({"annalist compact"}));
    on_run(*compact, session, [&session] { return storage::compact_store(session.store); });
}

}  // namespace annalist::cli
