#include "web/server.hpp"

#include "web/api.hpp"

namespace annalist::web {

Result<std::unique_ptr<Server>> Server::start(const storage::Store& store, ServerOptions options) {
    const auto windows = std::make_shared<query::WindowCache>(options.window_bytes);
    auto http = HttpServer::start(
        [&store, windows, time = options.answer_time](const Request& request) {
            return answer(store, request, {windows.get(), time});
        },
        std::move(options));
    if (!http) return http.error();
    return std::unique_ptr<Server>(new Server(*std::move(http)));
}

Result<std::unique_ptr<Server>> Server::start(storage::Store& store, std::string token,
                                              ServerOptions options) {
    const auto windows = std::make_shared<query::WindowCache>(options.window_bytes);
    auto http = HttpServer::start(
        [&store, windows, time = options.answer_time, changes = Changes{&store, std::move(token)}](const Request& request) {
            return answer(store, request, {windows.get(), time}, changes);
        },
        std::move(options));
    if (!http) return http.error();
    return std::unique_ptr<Server>(new Server(*std::move(http)));
}

}  // namespace annalist::web
