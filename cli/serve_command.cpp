#include <fmt/format.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <utility>

#include "cli/commands.hpp"
#include "cli/query_flags.hpp"
#include "web/server.hpp"

namespace annalist::cli {
namespace {

/// Shorter ones are guessed.
constexpr std::size_t kShortestToken = 16;

struct Options {
    web::ServerOptions server;
    std::string token_file;
};

/// The token of the file's first line, else of ANNALIST_TOKEN; "" when neither is given.
Result<std::string> read_token(const std::string& path) {
    std::string token;
    std::string where = "ANNALIST_TOKEN";
    if (!path.empty()) {
        where = "--token-file " + path;
        std::ifstream file(path);
        if (!std::getline(file, token)) return Error{ErrorCode::Io, where + ": cannot be read, or is empty"};
        while (token.ends_with('\r') || token.ends_with(' ')) token.pop_back();
    } else if (const char* given = std::getenv("ANNALIST_TOKEN"); given != nullptr) {
        token = given;
    } else {
        return token;
    }
    if (token.size() < kShortestToken)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("{}: a token has at least {} characters", where, kShortestToken)};
    return token;
}

Result<void> run(const Options& given, Session& session) {
    const web::ServerOptions& options = given.server;
    const auto token = read_token(given.token_file);
    if (!token) return token.error();
    // Blocked before the server has threads, so that they inherit it and only sigwait sees them.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);

    const auto store = token->empty() ? session.open() : session.open_for_writing();
    if (!store) return store.error();
    const auto server = token->empty()
                            ? web::Server::start(std::as_const(**store), options)
                            : web::Server::start(**store, *token, options);
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
    const auto given = std::make_shared<Options>();
    web::ServerOptions* const options = &given->server;
    command->add_option("--host", options->host, "address to listen on")->type_name("ADDRESS")->capture_default_str();
    command->add_option("--port", options->port, "port to listen on; 0 takes a free one")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command->add_option("--name", options->names,
                        "a host name under which browsers may come, besides the address; repeat it")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command->add_option("--token-file", given->token_file,
                        "take decisions from those who know the token on the first line of this file (or in\n"
                        "ANNALIST_TOKEN); meanwhile no other process can write to the store")
        ->type_name("FILE");
    command->footer(examples({"annalist serve", "annalist serve --port 9000 --store ./annals",
                              "annalist serve --host 0.0.0.0 --name annals.example.org"}));
    on_run(*command, session, [given, &session] { return run(*given, session); });
}

}  // namespace annalist::cli
