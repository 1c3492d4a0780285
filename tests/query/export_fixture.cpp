#include "tests/query/export_fixture.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "graph/event_pairs.hpp"
#include "query/json_writer.hpp"

namespace annalist::query_test {

using namespace query;

std::string Export::exported(const Parameters& parameters, ExportFormat format) {
    std::string bytes;
    const auto written =
        export_events(*store, parsed(parameters), format, [&](std::string_view piece) {
            bytes += piece;
            return true;
        });
    EXPECT_TRUE(written) << (written ? "" : written.error().message);
    if (written) count = *written;
    return bytes;
}

void Export::add_awkward_actor() {
    ArticleFacts facts = TestArticle("The Courier", "2020-12-24", "=1+1", "Xi met Lavrov, twice.")
                             .says({.event = 0x0d01,
                                    .days = on("2020-12-20"),
                                    .who = {{"person:xi-jinping", Role::Participant},
                                            {"person:sergei-lavrov", Role::Participant}},
                                    .trigger = "met",
                                    .label = kAwkwardLabel,
                                    .place = {"+Moscow", "RUS"}})
                             .facts();
    facts.actors[1].key = "person:o'n\xC3\xA9il & sons";
    facts.actors[1].name = "O'N\xC3\xA9il & <Sons> \xE6\x97\xA5\xE6\x9C\xAC \x02";
    facts.actors[1].aliases.clear();
    ASSERT_TRUE(store->put(facts));
}

Reading read(const std::string& script, const Files& files) {
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("annalist-export-{}", ::getpid());
    std::filesystem::create_directories(folder);
    std::string command =
        fmt::format("{} '{}/{}'", script.ends_with(".py") ? "/usr/bin/python3" : "node",
                    ANNALIST_QUERY_TESTS, script);
    for (const auto& [name, bytes] : files) {
        std::ofstream{folder / name, std::ios::binary} << bytes;
        command += fmt::format(" '{}'", (folder / name).string());
    }
    command += fmt::format(" > '{}' 2>&1", (folder / "said").string());
    const int status = std::system(command.c_str());
    std::ostringstream said;
    said << std::ifstream{folder / "said"}.rdbuf();
    std::filesystem::remove_all(folder);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return {code, code == 77 || code == 127, said.str()};
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> result;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) result.push_back(line);
    return result;
}

std::string expectation(const storage::Store& store) {
    const auto name_token = [](const std::string& key) {
        std::string id;
        for (const char c : key)
            if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '-')
                id += c;
            else
                id += fmt::format("_{:02x}", static_cast<unsigned char>(c));
        return id;
    };
    const auto xml_text = [](std::string text) {
        std::ranges::replace(text, '\x01', '?');
        std::ranges::replace(text, '\x02', '?');
        for (std::size_t at; (at = text.find('?')) != std::string::npos;)
            text.replace(at, 1, "\xEF\xBF\xBD");
        for (std::size_t at; (at = text.find("\xEF\xBF\xBE")) != std::string::npos;)
            text.replace(at, 3, "\xEF\xBF\xBD");
        return text;
    };
    const auto role = [](const Event& event, ActorId id) {
        return std::ranges::find(event.actors, id, &EventActor::actor)->role;
    };
    std::vector<Event> events;
    std::ignore = store.scan(DayRange{}, [&](const Event& event) {
        if (is_real(event.status)) events.push_back(event);
        return true;
    });
    struct Node {
        std::uint64_t events = 0;
        date::sys_days first = date::sys_days::max(), last = date::sys_days::min();
    };
    std::map<ActorId, Node> nodes;
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("edges");
    json.begin_object();
    const auto actor = [&](ActorId id) { return **store.actor(id); };
    for (const Event& event : events) {
        std::size_t number = 0;
        std::map<ActorId, int> here;
        for (const EventPair& pair : pairs_of(event)) {
            ++here[pair.from];
            ++here[pair.to];
            json.key(fmt::format("{:016x}-{}", event.id.value, number++));
            json.begin_object();
            json.field("source", name_token(actor(pair.from).key));
            json.field("target", name_token(actor(pair.to).key));
            json.key("data");
            json.begin_object();
            json.field("label", event.label.empty()
                                    ? std::string{to_string(contact_of(event.type, event.mode))}
                                    : xml_text(event.label));
            json.field("weight", static_cast<double>(event.count));
            json.field("event", fmt::format("{:016x}", event.id.value));
            json.field("event_type", to_string(event.type));
            json.text_field("mode", to_string(event.mode));
            json.text_field("kind", to_string(contact_of(event.type, event.mode)));
            json.field("status", to_string(event.status));
            json.field("start", iso_day(event.days.first));
            json.field("end", iso_day(event.days.last));
            json.field("days", edtf(event.days, event.time_basis == TimeBasis::Published));
            json.field("date_precision", to_string(event.days.granularity));
            json.field("assumed", event.time_basis == TimeBasis::Published);
            json.field("t", std::int64_t{event.days.first.time_since_epoch().count()} * 86400);
            json.field("symmetric", pair.symmetric);
            json.field("source_role", to_string(role(event, pair.from)));
            json.field("target_role", to_string(role(event, pair.to)));
            json.text_field("city", event.place.city);
            json.text_field("country", event.place.country);
            json.field("count", event.count);
            json.field("reports", event.mentions);
            json.field("confidence", event.confidence);
            json.field("known", iso_day(event.known));
            json.field("cameo", cameo_code(event.type, event.mode));
            json.field("goldstein", goldstein(event.type, event.mode));
            json.end_object();
            json.end_object();
        }
        for (const auto& [id, times] : here) {
            Node& node = nodes[id];
            ++node.events;
            node.first = std::min(node.first, event.days.first);
            node.last = std::max(node.last, event.days.last);
        }
    }
    json.end_object();
    json.key("nodes");
    json.begin_object();
    for (const auto& [id, node] : nodes) {
        json.key(name_token(actor(id).key));
        json.begin_object();
        json.field("label", xml_text(actor(id).name));
        json.field("key", actor(id).key);
        json.field("kind", to_string(actor(id).kind));
        json.text_field("country", actor(id).country);
        json.text_field("wikidata", actor(id).wikidata);
        json.field("events", node.events);
        json.field("first", iso_day(node.first));
        json.field("last", iso_day(node.last));
        json.end_object();
    }
    json.end_object();
    json.end_object();
    return out;
}

}  // namespace annalist::query_test
