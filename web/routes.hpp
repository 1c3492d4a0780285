#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.hpp"
#include "query/parameters.hpp"
#include "query/window_cache.hpp"
#include "storage/store.hpp"
#include "web/http.hpp"

namespace annalist::web {

/// What a route's function gets.
struct Call {
    const storage::Store& store;    ///< for what is read before the call returns
    const storage::Store& lasting;  ///< the same for a stream: its client's patience is its limit
    std::string id;  ///< what stood for {id} in the path
    query::Parameters parameters;
    query::WindowCache* windows = nullptr;  ///< none: each window is made anew
};

/// One path under which something is answered; everything else about it, and the OpenAPI document,
/// follows from here.
struct Route {
    std::string_view path;     ///< "/v1/events/{id}": at most one {id}, at the end
    std::string_view summary;  ///< one line
    std::string_view id_help;  ///< what {id} is; "" without one
    std::optional<query::Question> question;          ///< whose parameters it takes
    std::string_view leaves_out;  ///< one of them that means nothing here; "" for none
    std::span<const query::ParameterInfo> more;  ///< further ones of its own
    std::size_t default_limit;  ///< entries in an answer; 0 when it is not bounded
    std::string_view schema;   ///< name of the answer's schema in the OpenAPI document
    bool versioned;            ///< depends on the store only, so it gets an ETag
    Result<Response> (*answer)(const Call& call);
    std::string_view change_summary = "";  ///< what POST does there; "" when it is not taken
    std::span<const query::ParameterInfo> change_parameters = {};
    std::string_view change_schema = "";
    Result<Response> (*change)(storage::Store& store, const query::Parameters& parameters) = nullptr;
    /// The whole list as JSON Lines, streamed, for those who prefer them; null where there is none.
    Result<Response> (*lines)(const Call& call) = nullptr;
    std::string_view list = "";  ///< the answer's member whose entries are those lines
};

/// The most entries that one answer has; more are fetched page by page, or as an export.
inline constexpr std::size_t kLargestLimit = 10'000;

std::span<const Route> routes();

/// The route of a path and what stood for its {id}; nullptr when there is none.
const Route* find_route(std::string_view path, std::string& id);

/// All parameters of a route in the order of its document.
std::vector<query::ParameterInfo> parameters_of(const Route& route);

}  // namespace annalist::web
