#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "query/event_query.hpp"
#include "query/events.hpp"
#include "storage/store.hpp"
#include "tests/query/small_annals.hpp"

namespace annalist::query_test {

/// A test with the small annals in a store.
class AnnalsTest : public ::testing::Test {
protected:
    AnnalsTest() : store(storage::make_memory_store()) { fill_small_annals(*store); }

    query::EventQuery parsed(const query::Parameters& parameters) const {
        auto query = query::parse_event_query(parameters, *store);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        return query ? *query : query::EventQuery{};
    }

    /// The ids of the events that match, in order.
    std::vector<std::uint64_t> ids(const query::Parameters& parameters) const {
        const auto page = query::find_events(*store, parsed(parameters));
        EXPECT_TRUE(page) << (page ? "" : page.error().message);
        std::vector<std::uint64_t> result;
        if (page)
            for (const auto& item : page->events) result.push_back(item.event.id.value);
        return result;
    }

    std::unique_ptr<storage::Store> store;
};

using Ids = std::vector<std::uint64_t>;

}  // namespace annalist::query_test
