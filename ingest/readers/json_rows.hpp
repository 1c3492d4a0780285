#pragma once

#include <string_view>

#include "ingest/readers/input_stream.hpp"
#include "ingest/readers/raw_article.hpp"
#include "ingest/readers/readers.hpp"

namespace annalist::ingest {

/// Reads JSON lines: one object a line, blank lines passed over. A bad line is an error of its
/// own (":17: ..."), the next one is read. False when the sink stopped.
/// Errors: what stops the stream itself (Io, Corruption).
Result<bool> read_json_lines(InputStream& in, const ReadLimits& limits, PlausibleDays plausible,
                             const RawSink& sink);

/// Reads one JSON document: an array of objects, an object with an array of them ("articles",
/// "items", "data", "results", "documents"), or an object that is one article itself. Arrays are
/// read piece by piece and may be of any length. Errors and answer as above; entries count from 1.
Result<bool> read_json_document(InputStream& in, const ReadLimits& limits,
                                PlausibleDays plausible, const RawSink& sink);

/// One row. Taken are, by the commonest spellings: id, url, title, publisher, author, language,
/// the day (published, dct, date ...), the text (text, body, content, html ...); texts with markup
/// are read as HTML fragments. 
/// Errors: InvalidArgument (no JSON object, or one without a text).
Result<RawArticle> read_json_row(std::string_view row, const ReadLimits& limits,
                                 PlausibleDays plausible);

}  // namespace annalist::ingest
