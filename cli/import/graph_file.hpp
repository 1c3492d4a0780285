#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "graph/result.hpp"

namespace annalist::cli {

/// A node or an edge as a file has it: its values by their names (attr.name in GraphML, title in
/// GEXF, where label and weight are attributes of the element).
struct GraphElement {
    enum class Kind { Node, Edge } kind = Kind::Node;
    int line = 0;  ///< where it begins, from 1
    std::string id, source, target;
    std::map<std::string, std::string> values;
};

using GraphElementSink = std::function<void(const GraphElement&)>;

/// Reads an open file and hands on its nodes and edges in their order; memory does not grow with
/// their number. Elements that are neither are passed over, what lies within a value included.
/// Errors: InvalidArgument "NAME:LINE: reason" for XML that is not well-formed, another root than
/// <graphml> (<gexf>), a document type (its entities can be bombs), a graph within a node; Io.
Result<void> read_graphml(int file, const std::string& name, const GraphElementSink& sink);
Result<void> read_gexf(int file, const std::string& name, const GraphElementSink& sink);

}  // namespace annalist::cli
