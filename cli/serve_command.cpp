#include <fmt/format.h>

#include <csignal>
#include <memory>

#include "cli/commands.hpp"
#include "cli/query_flags.hpp"
#include "web/server.hpp"

namespace annalist::cli {
namespace {

Result<void> run(const web::ServerOptions& options, Session& session) {
    // Blocked before the server has threads, so that they inherit it and only sigwait sees them.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);

    const auto store = session.open();
    if (!store) return store.error();
    const auto server = web::Server::start(**store, options);
    if (!server) return server.error();
    const bool v6 = options.host.find(':') != std::string::npos;
    session.note(fmt::format("http://{}{}{}:{}/ serves {}; Ctrl-C ends it", v6 ? "[" : "", options.host, v6 ? "]" : "",
                             (*server)->port(), session.store.string()));
    int signal = 0;
    sigwait(&ending, &signal);
    (*server)->stop();
    return {};
}

}  // namespace

void add_serve(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "serve", "The page and the HTTP API over the store, until Ctrl-C. The API is described at /openapi.json.\n"
                 "Listens on this machine only, unless --host says otherwise.");
    const auto options = std::make_shared<web::ServerOptions>();
    command->add_option("--host", options->host, "address to listen on")->type_name("ADDRESS")->capture_default_str();
    command->add_option("--port", options->port, "port to listen on; 0 takes a free one")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command->add_option("--name", options->names,
                        "a host name under which browsers may come, besides the address; repeat it")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command->footer(examples({"annalist serve", "annalist serve --port 9000 --store ./annals",
                              "annalist serve --host 0.0.0.0 --name annals.example.org"}));
    on_run(*command, session, [options, &session] { return run(*options, session); });
}

}  // namespace annalist::cli
