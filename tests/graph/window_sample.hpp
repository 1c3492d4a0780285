#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

#include "graph/window_graph.hpp"

namespace annalist::graph_test {

/// Two actors and how often they met.
struct Met {
    std::uint32_t a, b, times = 1;
};

inline WindowGraph undirected(const std::vector<Met>& meetings) {
    WindowGraphBuilder builder{Directions::Dropped};
    for (const Met& met : meetings) {
        Link link;
        link.from = {met.a};
        link.to = {met.b};
        link.count = met.times;
        builder.add({&link, 1});
    }
    return builder.build();
}

/// Meetings of `actors` actors (numbered from 1), each pair with a chance of `percent`.
inline std::vector<Met> random_meetings(std::uint32_t actors, std::uint32_t percent, std::uint32_t seed) {
    std::mt19937 random{seed};
    std::vector<Met> meetings;
    for (std::uint32_t a = 1; a <= actors; ++a)
        for (std::uint32_t b = a + 1; b <= actors; ++b)
            if (random() % 100 < percent) meetings.push_back({a, b, 1 + static_cast<std::uint32_t>(random() % 3)});
    return meetings;
}

}  // namespace annalist::graph_test
