#include "query/triples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "query/json_writer.hpp"

namespace annalist::query {
namespace {

struct Prefix {
    std::string_view name, iri;
};

constexpr std::array kPrefixes{
    Prefix{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    Prefix{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    Prefix{"xsd", "http://www.w3.org/2001/XMLSchema#"},
    Prefix{"sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"},
    Prefix{"prov", "http://www.w3.org/ns/prov#"},
    Prefix{"schema", "https://schema.org/"},
    Prefix{"dcterms", "http://purl.org/dc/terms/"},
    Prefix{"annals", "urn:annalist:term:"},
};

/// A string literal with its quotes, for both syntaxes.
std::string quoted(std::string_view text) {
    if (!is_utf8(text)) return quoted(valid_utf8(text));
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            fmt::format_to(std::back_inserter(out), "\\u{:04X}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + '"';
}

}  // namespace

void Triples::head() {
    if (syntax_ == Syntax::NTriples) return;
    for (const Prefix& prefix : kPrefixes)
        fmt::format_to(std::back_inserter(out_), "@prefix {}: <{}> .\n", prefix.name, prefix.iri);
}

void Triples::subject(std::string_view iri) {
    subject_ = fmt::format("<{}>", iri);
    first_ = true;
    if (syntax_ == Syntax::Turtle) out_.append(1, '\n').append(subject_);
}

void Triples::link(std::string_view property, std::string_view iri) {
    triple(property, fmt::format("<{}>", iri));
}

void Triples::text(std::string_view property, std::string_view text) {
    if (!text.empty()) triple(property, quoted(text));
}

void Triples::typed(std::string_view property, std::string_view value, std::string_view type) {
    triple(property, fmt::format("{}^^{}", quoted(value), resolved(type)));
}

void Triples::end() {
    if (syntax_ == Syntax::Turtle) out_ += " .\n";
}

void Triples::triple(std::string_view property, std::string_view object) {
    if (syntax_ == Syntax::NTriples)
        out_.append(subject_)
            .append(" ")
            .append(resolved(property))
            .append(" ")
            .append(object)
            .append(" .\n");
    else
        out_.append(first_ ? " " : " ;\n    ").append(property).append(" ").append(object);
    first_ = false;
}

std::string Triples::resolved(std::string_view name) const {
    if (syntax_ == Syntax::Turtle) return std::string{name};
    const auto colon = name.find(':');
    const auto prefix = std::ranges::find(kPrefixes, name.substr(0, colon), &Prefix::name);
    return fmt::format("<{}{}>", prefix->iri, name.substr(colon + 1));
}

}  // namespace annalist::query
