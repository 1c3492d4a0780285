#pragma once

#include <chrono>

#include "graph/result.hpp"
#include "web/http.hpp"
#include "web/routes.hpp"

namespace annalist::web {

/// The answers of the routes of that name. Parameters are known and within limits when they are
/// called.
Result<Response> answer_met(const Call& call);
Result<Response> answer_events(const Call& call);
Result<Response> answer_event(const Call& call);
Result<Response> answer_timeline(const Call& call);
Result<Response> answer_counts(const Call& call);
Result<Response> answer_actors(const Call& call);
Result<Response> answer_actor(const Call& call);
Result<Response> answer_figures(const Call& call);
Result<Response> answer_article(const Call& call);
Result<Response> answer_graph(const Call& call);
Result<Response> answer_rank(const Call& call);
Result<Response> answer_communities(const Call& call);
Result<Response> answer_ego(const Call& call);
Result<Response> answer_path(const Call& call);
Result<Response> answer_compare(const Call& call);
Result<Response> answer_decisions(const Call& call);
Result<Response> make_decision(storage::Store& store, const query::Parameters& parameters);
Result<Response> answer_stats(const Call& call);
Result<Response> answer_health(const Call& call);
Result<Response> answer_openapi(const Call& call);

/// What can be changed, and what has to be known for it.
struct Changes {
    storage::Store* store = nullptr;  ///< null: nothing can be
    std::string token;                ///< that a request must bear; not empty
};

/// What answering has at its disposal.
struct Serving {
    query::WindowCache* windows = nullptr;  ///< none: each window of the graph is made anew
    /// How long an answer may take that is no stream; a longer one is a 503.
    std::chrono::steady_clock::duration answer_time = std::chrono::steady_clock::duration::max();
};

/// Answers any request from the store: routes, the page, and problems for all else. Safe from many
/// threads at once. POST is a 403 where nothing can be changed, and a 401 without the token.
Response answer(const storage::Store& store, const Request& request, const Serving& serving = {},
                const Changes& changes = {});

}  // namespace annalist::web
