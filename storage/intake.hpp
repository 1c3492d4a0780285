#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/event.hpp"
#include "graph/result.hpp"

namespace annalist::storage {

/// Refuses facts that no engine could keep faithfully: an ordinal that is not the position, an
/// article or day that is not the article's, an actor number outside `actors`, a span outside the
/// text or inside a character, reversed days, a confidence outside [0, 1], an unnamed or doubled
/// actor key. Errors: InvalidArgument, naming the article, the item and what is wrong with it.
Result<void> check(const ArticleFacts& facts);

/// Adds what `seen` says to `known`: other names become aliases, an empty name, country or Wikidata
/// id is filled in. What is known stays, so the first to name an actor decides. True on a change.
bool merge_actor(Actor& known, const Actor& seen);

/// `seen` as a new record: aliases sorted, without doubles, empty ones and the name itself.
Actor tidy_actor(Actor seen);

/// The folded names by which an actor is found: sorted, without doubles, none empty.
std::vector<std::string> search_names(const Actor& actor);

/// The facts with each local actor number n replaced by ids[n - 1]; 0 stays nobody.
ArticleFacts with_store_ids(ArticleFacts facts, const std::vector<ActorId>& ids);

/// The way back: each of the store's ids replaced by its local number.
ArticleFacts with_local_ids(ArticleFacts facts, const std::map<ActorId, ActorId>& local);

/// The span by which a figure is listed: its period, or the publication day.
TimeSpan listed_span(const Figure& figure);

}  // namespace annalist::storage
