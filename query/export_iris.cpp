#include "query/export_iris.hpp"

#include <fmt/format.h>

#include <cctype>
#include <iterator>

#include "query/event_query.hpp"

namespace annalist::query {

std::string iri(std::string_view kind, std::string_view name) {
    std::string text = fmt::format("urn:annalist:{}:", kind);
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 &&
            (std::isalnum(byte) || std::string_view{"-._~:"}.find(c) != std::string_view::npos))
            text += c;
        else
            fmt::format_to(std::back_inserter(text), "%{:02X}", byte);
    }
    return text;
}

std::string event_iri(EventId event) { return iri("event", event_text(event)); }

std::string article_iri(ArticleId article) { return iri("article", article_text(article)); }

std::string wikidata_iri(std::string_view id) {
    return fmt::format("http://www.wikidata.org/entity/{}", id);
}

}  // namespace annalist::query
