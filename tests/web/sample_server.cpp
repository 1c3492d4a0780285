// annalist_sample_server [PORT]: serves the sample annals until it is told to end. Prints the port.
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "tests/web/sample_annals.hpp"
#include "web/server.hpp"

int main(int argc, char** argv) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, nullptr);
    const auto store = annalist::web::testing::sample_store();
    annalist::web::ServerOptions options;
    options.port = argc > 1 ? std::atoi(argv[1]) : 0;
    const auto server = annalist::web::Server::start(*store, options);
    if (!server) {
        std::cerr << server.error().message << '\n';
        return 1;
    }
    std::cout << (*server)->port() << std::endl;
    int signal = 0;
    sigwait(&ends, &signal);
    (*server)->stop();
}
