#pragma once

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
Result<Response> answer_stats(const Call& call);
Result<Response> answer_health(const Call& call);
Result<Response> answer_openapi(const Call& call);

/// Answers any request from the store: routes, the page, and problems for all else. Safe from many
/// threads at once.
Response answer(const storage::Store& store, const Request& request);

}  // namespace annalist::web
