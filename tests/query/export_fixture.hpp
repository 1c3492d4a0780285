#pragma once

#include <string>
#include <utility>
#include <vector>

#include "query/export.hpp"
#include "tests/query/annals_fixture.hpp"

namespace annalist::query_test {

/// What XML, CSV, JSON, DOT and calendars find hard in a text.
inline constexpr const char* kAwkwardLabel =
    "=SUM(1,2) \"quoted\" \x01 <talks> & t\xC3\xA9\n\r\xEF\xBF\xBE";

/// A test of exporters, with the small annals in a store.
class Export : public AnnalsTest {
protected:
    std::string exported(const query::Parameters& parameters, query::ExportFormat format);

    void put(const TestArticle& article) { ASSERT_TRUE(store->put(article.facts())); }

    /// Adds an actor whose name and key, and an event whose label, are awkward.
    void add_awkward_actor();

    query::ExportCount count;  ///< of the last export
};

/// What a program of somebody else's made of our files.
struct Reading {
    int status = -1;       ///< exit code
    bool missing = false;  ///< the program or a module of it is not there
    std::string text;      ///< what it said
};

using Files = std::vector<std::pair<std::string, std::string>>;  ///< names and bytes

/// Runs a script of this folder, Python or Node by its name, on files with these bytes.
Reading read(const std::string& script, const Files& files);

std::vector<std::string> lines(const std::string& text);

/// The nodes and edges that a graph of the store's real events must hold, told from the store and
/// not by the exporters' own means: {"nodes": {id: {name: value}}, "edges": {id: {"source",
/// "target", "data": {...}}}}.
std::string expectation(const storage::Store& store);

}  // namespace annalist::query_test
