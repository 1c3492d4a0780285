#pragma once

#include <CLI/CLI.hpp>

#include "cli/session.hpp"

// One function per command: it adds the command and its flags to the program; when the command is
// the one given, it leaves what is to be done in Session::command (see on_run).
namespace annalist::cli {

void add_code(CLI::App& app, Session& session);
void add_ingest(CLI::App& app, Session& session);
void add_import(CLI::App& app, Session& session);
void add_parse(CLI::App& app, Session& session);
void add_met(CLI::App& app, Session& session);
void add_timeline(CLI::App& app, Session& session);
void add_events(CLI::App& app, Session& session);
void add_actors(CLI::App& app, Session& session);
/// Adds to `actors`, to `events` and to the program what decides by hand.
void add_actor_decisions(CLI::App& actors, Session& session);
void add_event_decisions(CLI::App& events, Session& session);
void add_decisions(CLI::App& app, Session& session);
void add_figures(CLI::App& app, Session& session);
void add_graph(CLI::App& app, Session& session);
void add_rank(CLI::App& app, Session& session);
void add_communities(CLI::App& app, Session& session);
void add_ego(CLI::App& app, Session& session);
void add_path(CLI::App& app, Session& session);
void add_compare(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_serve(CLI::App& app, Session& session);
void add_stats(CLI::App& app, Session& session);
void add_maintenance(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);

}  // namespace annalist::cli
