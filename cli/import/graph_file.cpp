#include "cli/import/graph_file.hpp"

#include <fmt/format.h>
#include <libxml/xmlreader.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>

namespace annalist::cli {
namespace {

std::string text_of(const xmlChar* text) {
    return text == nullptr ? std::string{} : reinterpret_cast<const char*>(text);
}

/// A walk over an XML file by libxml2's reader, which keeps only the way from the root.
class XmlWalk {
public:
    XmlWalk(int file, std::string name) : file_(file), name_(std::move(name)) {
        reader_.reset(
            xmlReaderForIO(&XmlWalk::take, nullptr, this, nullptr, nullptr, XML_PARSE_NONET));
        if (reader_ != nullptr)
            xmlTextReaderSetStructuredErrorHandler(reader_.get(), &XmlWalk::hear, this);
    }

    /// Goes on to the next part; false at the end and after an error.
    bool next() {
        if (reader_ == nullptr || failed_) return false;
        const int more = xmlTextReaderRead(reader_.get());
        if (more == 1 && type() == XML_READER_TYPE_DOCUMENT_TYPE)
            fail("has a document type, which is not read here");
        if (more < 0 && !failed_) fail("is no well-formed XML");
        return more == 1 && !failed_;
    }

    bool begins() const { return type() == XML_READER_TYPE_ELEMENT; }
    bool ends() const { return type() == XML_READER_TYPE_END_ELEMENT; }
    bool is_empty() const { return xmlTextReaderIsEmptyElement(reader_.get()) == 1; }
    bool is_text() const {
        return type() == XML_READER_TYPE_TEXT || type() == XML_READER_TYPE_CDATA ||
               type() == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
               type() == XML_READER_TYPE_WHITESPACE;
    }
    int depth() const { return xmlTextReaderDepth(reader_.get()); }
    /// That of the part; a node does not know lines beyond 65534, and then the parser, which may be
    /// a little ahead, is asked.
    int line() const {
        const long own = xmlGetLineNo(xmlTextReaderCurrentNode(reader_.get()));
        return own > 0 && own < 65535 ? static_cast<int>(own)
                                      : xmlTextReaderGetParserLineNumber(reader_.get());
    }
    std::string_view element() const {
        return reinterpret_cast<const char*>(xmlTextReaderConstLocalName(reader_.get()));
    }
    std::string text() const { return text_of(xmlTextReaderConstValue(reader_.get())); }
    std::string attribute(const char* name) const {
        const std::unique_ptr<xmlChar, void (*)(void*)> value(
            xmlTextReaderGetAttribute(reader_.get(), reinterpret_cast<const xmlChar*>(name)),
            [](void* text) { xmlFree(text); });
        return text_of(value.get());
    }

    void fail(std::string_view reason) {
        if (!failed_)
            failed_ =
                Error{ErrorCode::InvalidArgument, fmt::format("{}:{}: {}", name_, line(), reason)};
    }
    Result<void> result() const {
        if (reader_ == nullptr) return Error{ErrorCode::Io, name_ + ": no memory to read it"};
        if (failed_) return *failed_;
        return {};
    }

private:
    int type() const { return xmlTextReaderNodeType(reader_.get()); }

    static int take(void* self, char* buffer, int size) {
        auto& walk = *static_cast<XmlWalk*>(self);
        while (true) {
            const ssize_t got = ::read(walk.file_, buffer, static_cast<std::size_t>(size));
            if (got >= 0) return static_cast<int>(got);
            if (errno == EINTR) continue;
            walk.failed_ =
                Error{ErrorCode::Io, fmt::format("{}: {}", walk.name_, std::strerror(errno))};
            return -1;
        }
    }

    static void hear(void* self, xmlErrorPtr error) {
        auto& walk = *static_cast<XmlWalk*>(self);
        if (walk.failed_ || error->level < XML_ERR_ERROR) return;
        std::string reason = error->message == nullptr ? "is no well-formed XML" : error->message;
        while (reason.ends_with('\n')) reason.pop_back();
        walk.failed_ = Error{ErrorCode::InvalidArgument,
                             fmt::format("{}:{}: {}", walk.name_, error->line, reason)};
    }

    int file_;
    std::string name_;
    std::optional<Error> failed_;
    std::unique_ptr<xmlTextReader, void (*)(xmlTextReaderPtr)> reader_{nullptr, xmlFreeTextReader};
};

/// Goes to the root, which must have this name.
bool at_root(XmlWalk& walk, std::string_view name) {
    while (walk.next()) {
        if (!walk.begins()) continue;
        if (walk.element() == name) return true;
        walk.fail(fmt::format("begins with <{}>, not with <{}>", walk.element(), name));
    }
    return false;
}

/// The element that the walk stands at, if it is a node or an edge.
std::optional<GraphElement> element_at(const XmlWalk& walk) {
    const bool node = walk.element() == "node";
    if (!node && walk.element() != "edge") return std::nullopt;
    GraphElement element;
    element.kind = node ? GraphElement::Kind::Node : GraphElement::Kind::Edge;
    element.line = walk.line();
    element.id = walk.attribute("id");
    if (!node) {
        element.source = walk.attribute("source");
        element.target = walk.attribute("target");
    }
    return element;
}

/// Walks on to the end of the node or edge; `part` sees each part within.
template <class Part>
void walk_within(XmlWalk& walk, const Part& part) {
    if (walk.is_empty()) return;
    const int outer = walk.depth();
    while (walk.next() && !(walk.ends() && walk.depth() == outer)) {
        if (walk.begins() && walk.element() == "graph")
            walk.fail("a graph within a node is not read here");
        part();
    }
}

}  // namespace

Result<void> read_graphml(int file, const std::string& name, const GraphElementSink& sink) {
    XmlWalk walk(file, name);
    if (!at_root(walk, "graphml")) return walk.result();
    std::map<std::string, std::string> names;  // of values, by the ids of their keys
    while (walk.next()) {
        if (!walk.begins()) continue;
        if (walk.element() == "key") names[walk.attribute("id")] = walk.attribute("attr.name");
        auto element = element_at(walk);
        if (!element) continue;
        std::string* value = nullptr;
        int depth = 0;
        walk_within(walk, [&] {
            if (walk.begins() && walk.element() == "data") {
                const auto known = names.find(walk.attribute("key"));
                value = known == names.end() || known->second.empty()
                            ? nullptr
                            : &element->values[known->second];
                depth = walk.depth();
            } else if (value != nullptr && walk.is_text() && walk.depth() == depth + 1) {
                *value += walk.text();
            } else if (walk.ends() && walk.depth() == depth) {
                value = nullptr;
            }
        });
        if (!walk.result()) break;
        sink(*element);
    }
    return walk.result();
}

Result<void> read_gexf(int file, const std::string& name, const GraphElementSink& sink) {
    XmlWalk walk(file, name);
    if (!at_root(walk, "gexf")) return walk.result();
    std::map<std::string, std::string> node_names, edge_names;
    bool of_edges = false;
    while (walk.next()) {
        if (!walk.begins()) continue;
        if (walk.element() == "attributes") of_edges = walk.attribute("class") == "edge";
        if (walk.element() == "attribute")
            (of_edges ? edge_names : node_names)[walk.attribute("id")] = walk.attribute("title");
        auto element = element_at(walk);
        if (!element) continue;
        const bool node = element->kind == GraphElement::Kind::Node;
        element->values["label"] = walk.attribute("label");
        if (!node)
            element->values["symmetric"] =
                walk.attribute("type") == "undirected" ? "true" : "false";
        const auto& names = node ? node_names : edge_names;
        walk_within(walk, [&] {
            if (!walk.begins() || walk.element() != "attvalue") return;
            const auto known = names.find(walk.attribute("for"));
            if (known != names.end()) element->values[known->second] = walk.attribute("value");
        });
        if (!walk.result()) break;
        sink(*element);
    }
    return walk.result();
}

}  // namespace annalist::cli
