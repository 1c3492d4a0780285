// Events told by several articles, end to end: read, stored and brought together. Data and labels:
// tests/data/merging.
#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ingest/pipeline.hpp"
#include "storage/store.hpp"

namespace annalist::ingest {
namespace {

using nlohmann::json;

const Pipeline& pipeline() {
    static const auto loaded = Pipeline::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

std::vector<json> rows(const std::string& name) {
    std::ifstream in(ANNALIST_TEST_DATA "/merging/" + name);
    std::vector<json> found;
    for (std::string line; std::getline(in, line);) found.push_back(json::parse(line));
    return found;
}

Article article_of(const json& row) {
    Article article;
    article.title = row["title"];
    article.text = row["text"];
    article.published = *parse_iso_day(row["dct"].get<std::string>());
    article.published_basis = "row";
    article.id = article_id(article.title, article.published, article.text);
    return article;
}

bool word_at(std::string_view text, std::size_t at, std::size_t length) {
    const auto letter = [&](std::size_t i) { return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])) != 0; };
    return (at == 0 || !letter(at - 1)) && !letter(at + length);
}

/// Where the nth occurrence of the trigger stands, as whole words.
TextSpan trigger_of(const json& told, std::string_view text) {
    const std::string words = told["trigger"];
    int left = told.value("nth", 1);
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
        if (word_at(text, at, words.size()) && --left == 0)
            return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
    throw std::runtime_error("no trigger " + words);
}

bool is_kind(const Mention& mention, const std::string& kind) {
    const Contact contact = contact_of(mention.type, mention.mode);
    return kind == "deed" ? contact == Contact::None : to_string(contact) == kind;
}

/// The event of the store that a trigger is read as: the mention whose trigger, or else whose
/// sentence, holds it and that is of its kind; 0 when there is none.
EventId event_at(const std::vector<Mention>& mentions, TextSpan trigger, const std::string& kind) {
    for (const Mention& mention : mentions)
        if (mention.trigger.begin < trigger.end && trigger.begin < mention.trigger.end && (kind.empty() || is_kind(mention, kind))) return mention.event;
    for (const Mention& mention : mentions)
        if (mention.sentence.contains(trigger) && !kind.empty() && is_kind(mention, kind)) return mention.event;
    return {};
}

struct Label {
    std::string gold;
    EventId event;
};

/// Mean over the labels of the share of a label's own set that is also in the other's, as B-cubed has it.
double b_cubed(const std::vector<Label>& labels, bool recall) {
    const auto one = [](const Label& a, const Label& b) { return &a == &b || (a.event == b.event && a.event.value != 0); };
    const auto same = [](const Label& a, const Label& b) { return a.gold == b.gold; };
    double sum = 0;
    for (const Label& label : labels) {
        int whole = 0, shared = 0;
        for (const Label& other : labels) {
            const bool in = recall ? same(label, other) : one(label, other);
            whole += in;
            shared += in && one(label, other) && same(label, other);
        }
        sum += static_cast<double>(shared) / whole;
    }
    return sum / static_cast<double>(labels.size());
}

TEST(Stories, ReportsOfOneEventComeTogether) {
    const auto store = storage::make_memory_store();
    const auto stories = rows("stories.jsonl");
    for (const json& row : stories) ASSERT_TRUE(store->put(pipeline().read(article_of(row))));
    std::vector<Label> labels, found;
    for (const json& row : stories) {
        const Article article = article_of(row);
        const auto mentions = store->mentions_in(article.id);
        ASSERT_TRUE(mentions);
        for (const json& told : row["events"]) {
            labels.push_back({told["event"], event_at(*mentions, trigger_of(told, article.text), told["kind"])});
            if (labels.back().event.value != 0) found.push_back(labels.back());
        }
    }
    for (const auto& set : {labels, found}) {
        const double p = b_cubed(set, false), r = b_cubed(set, true);
        std::cout << set.size() << " mentions: B-cubed P " << p << " R " << r << " F1 " << 2 * p * r / (p + r) << '\n';
    }
    const double p = b_cubed(found, false), r = b_cubed(found, true);
    EXPECT_GE(2 * p * r / (p + r), 0.80);
    EXPECT_GE(found.size() * 100, labels.size() * 62);  // what extraction finds of them
}

TEST(Stories, AlikeEventsStayApart) {
    int joined = 0, both = 0, pairs = 0;
    std::map<std::string, int> why;
    for (const json& pair : rows("apart.jsonl")) {
        const auto store = storage::make_memory_store();
        std::vector<EventId> events;
        for (const char* side : {"a", "b"}) ASSERT_TRUE(store->put(pipeline().read(article_of(pair[side]))));
        for (const char* side : {"a", "b"}) {
            const Article article = article_of(pair[side]);
            events.push_back(event_at(*store->mentions_in(article.id), trigger_of(pair[side], article.text), ""));
        }
        ++pairs;
        both += events[0].value != 0 && events[1].value != 0;
        if (events[0].value != 0 && events[0] == events[1]) {
            ++joined;
            ++why[pair["why"]];
        }
    }
    std::cout << pairs << " pairs, both found in " << both << ", joined " << joined << '\n';
    for (const auto& [reason, count] : why) std::cout << reason << ": " << count << '\n';
    EXPECT_LE(joined * 100, pairs * 3);
    EXPECT_GE(both * 100, pairs * 60);
}

}  // namespace
}  // namespace annalist::ingest
