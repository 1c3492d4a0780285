#pragma once

#include <memory>
#include <random>

#include "query/event_query.hpp"
#include "storage/store.hpp"

namespace annalist::query_test {

/// What articles tell and what two data sets code, drawn at random (tests/storage), put into the store.
/// Actors of the articles are also in the tables.
void fill_random_annals(storage::Store& store, std::uint32_t seed);

/// A query with some filters drawn at random, so that most find something in such a store. Words and
/// days of knowledge are asked for now and then.
query::EventQuery random_query(std::mt19937_64& random, std::uint32_t actors);

}  // namespace annalist::query_test
