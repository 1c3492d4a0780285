#pragma once

#include <memory>
#include <vector>

#include "graph/event.hpp"
#include "storage/store.hpp"

namespace annalist::web::testing {

/// Invented articles by invented people of 2021–2023 with what a reader would find in them: days,
/// months and guesses, one event told twice, plans and denials, letters outside ASCII, a figure.
std::vector<ArticleFacts> sample_articles();

/// A store in memory that holds them.
std::unique_ptr<storage::Store> sample_store();

}  // namespace annalist::web::testing
