#include "tests/query/random_annals.hpp"

#include <gtest/gtest.h>

#include "tests/storage/sample_facts.hpp"

namespace annalist::query_test {

void fill_random_annals(storage::Store& store, std::uint32_t seed) {
    std::mt19937_64 random{seed};
    for (int i = 0; i < 40; ++i) ASSERT_TRUE(store.put(storage::random_facts(random)));
    for (int i = 0; i < 2; ++i) {
        storage::CodedTable table = storage::random_table(random, 300, i);
        ASSERT_TRUE(store.import_table(table));
    }
}

query::EventQuery random_query(std::mt19937_64& random, std::uint32_t actors) {
    const auto number = [&](std::uint32_t below) { return static_cast<std::uint32_t>(random() % below); };
    const auto chance = [&](std::uint32_t percent) { return number(100) < percent; };
    query::EventQuery query;
    if (chance(60)) query.all_actors.push_back({1 + number(actors)});
    if (chance(15)) query.all_actors.push_back({1 + number(actors)});
    if (chance(30))
        for (std::uint32_t i = 1 + number(chance(10) ? 20 : 3); i > 0; --i)
            query.any_actors.push_back({1 + number(actors)});
    if (chance(20)) query.countries.emplace_back(chance(50) ? "HUN" : "JPN");
    if (chance(30))
        for (int i = 0; i < 6; ++i)
            query.types.push_back(static_cast<EventType>(1 + number(static_cast<std::uint32_t>(EventType::Statement))));
    if (chance(10)) query.modes.assign({Mode::None, Mode::Visit, Mode::Phone, Mode::InPerson});
    if (chance(20)) query.kinds.assign({Contact::Meet, Contact::Visit, Contact::Call});
    if (chance(40)) query.statuses.clear();
    if (chance(10)) query.place.country = "BEL";
    if (chance(10)) query.words = *query::parse_word_query(chance(50) ? "talks -round" : "\"round 3 of\" OR a");
    if (chance(60)) query.days.first = date::sys_days{date::days{17'400 + static_cast<int>(number(600))}};
    if (chance(60)) query.days.last = date::sys_days{date::days{17'900 + static_cast<int>(number(600))}};
    if (chance(10)) query.as_known_on = date::sys_days{date::days{17'500 + static_cast<int>(number(900))}};
    if (chance(30)) query.min_confidence = number(101) / 100.0;
    if (chance(20)) query.include_assumed = false;
    return query;
}

}  // namespace annalist::query_test
