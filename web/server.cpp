#include "web/server.hpp"

#include "web/api.hpp"

namespace annalist::web {

Result<std::unique_ptr<Server>> Server::start(const storage::Store& store, ServerOptions options) {
    auto http = HttpServer::start(
        [&store](const Request& request) { return answer(store, request); }, std::move(options));
    if (!http) return http.error();
    return std::unique_ptr<Server>(new Server(*std::move(http)));
}

Result<std::unique_ptr<Server>> Server::start(storage::Store& store, std::string token,
                                              ServerOptions options) {
    auto http = HttpServer::start(
        [&store, changes = Changes{&store, std::move(token)}](const Request& request) {
            return answer(store, request, changes);
        },
        std::move(options));
    if (!http) return http.error();
    return std::unique_ptr<Server>(new Server(*std::move(http)));
}

}  // namespace annalist::web
