#pragma once

#include <string>
#include <string_view>

namespace annalist::query {

/// Appends RDF triples as Turtle 1.1 or N-Triples. Names of vocabularies are written "sem:Event";
/// the known ones are rdf, rdfs, xsd, sem, prov, schema, dcterms and annals.
class Triples {
public:
    enum class Syntax { Turtle, NTriples };
    Triples(std::string& out, Syntax syntax) : out_(out), syntax_(syntax) {}

    /// What stands before the first triple: the prefixes of Turtle.
    void head();

    /// Begins the triples about a thing; `iri` is absolute and holds no sign that an IRI cannot.
    void subject(std::string_view iri);
    void type(std::string_view name) { triple("rdf:type", resolved(name)); }
    void link(std::string_view property, std::string_view iri);
    void text(std::string_view property, std::string_view text);  ///< left out when empty
    /// A literal of a type; `value` is in the form that the type wants.
    void typed(std::string_view property, std::string_view value, std::string_view type);
    void end();

private:
    void triple(std::string_view property, std::string_view object);
    /// "sem:Event" as this syntax has it.
    std::string resolved(std::string_view name) const;

    std::string& out_;
    Syntax syntax_;
    std::string subject_;
    bool first_ = true;
};

}  // namespace annalist::query
