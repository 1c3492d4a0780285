#include "graph/link.hpp"

#include "graph/event_pairs.hpp"

namespace annalist {

std::vector<Link> links_of(const Event& event) {
    std::vector<EventPair> pairs = pairs_of(event);
    if (event.actors.size() == 1)
        pairs.push_back({event.actors.front().actor, event.actors.front().actor, false});
    std::vector<Link> links;
    links.reserve(pairs.size());
    for (const EventPair& pair : pairs) {
        Link link;
        link.from = pair.from;
        link.to = pair.to;
        link.first = event.days.first;
        link.last = event.days.last;
        link.count = event.count;
        link.confidence = event.confidence;
        link.type = event.type;
        link.mode = event.mode;
        link.status = event.status;
        link.basis = event.time_basis;
        link.granularity = event.days.granularity;
        link.symmetric = pair.symmetric;
        link.event = event.id;
        links.push_back(link);
    }
    return links;
}

}  // namespace annalist
