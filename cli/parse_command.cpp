#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/query_flags.hpp"
#include "ingest/text/analyzer.hpp"
#include "ingest/text/conllu.hpp"
#include "ingest/text/draw_tree.hpp"
#include "ingest/text/name_votes.hpp"
#include "ingest/text/notes.hpp"

namespace annalist::cli {
namespace {

struct ParseFlags {
    std::string file = "-";
    bool pretty = false;
    bool tokens = false;
};

Result<std::string> read_all(const std::string& file) {
    if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::Io, fmt::format("{}: cannot be read", file)};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// The comment lines of each sentence for roles, quantities and changes.
std::vector<std::string> notes(const text::Analyzer& analyzer, std::string_view text, const std::vector<text::Sentence>& sentences) {
    std::vector<std::string> out;
    for (const text::Sentence& sentence : sentences) out.push_back(text::notes_of(text, sentence, analyzer.roles(sentence)));
    return out;
}

/// The sentences of a CoNLL-U file; as in a text, each of its documents agrees on its names.
std::vector<text::Sentence> analyze_documents(const text::Analyzer& analyzer, const text::ConlluDocument& file) {
    auto parsed = analyzer.analyze(file.text, file.raw);
    const auto begins = [&](std::size_t k) {
        return std::ranges::any_of(file.comments[k], [](const std::string& line) { return line.starts_with("# newdoc"); });
    };
    for (std::size_t first = 0, last = 1; first < parsed.size(); first = last++) {
        while (last < parsed.size() && !begins(last)) ++last;
        const auto from = parsed.begin() + static_cast<std::ptrdiff_t>(first), to = parsed.begin() + static_cast<std::ptrdiff_t>(last);
        std::vector<text::Sentence> one(std::make_move_iterator(from), std::make_move_iterator(to));
        text::agree_on_names(file.text, one);
        std::ranges::move(one, from);
    }
    return parsed;
}

void draw(std::ostream& out, std::string_view text, const std::vector<text::Sentence>& sentences) {
    for (const text::Sentence& sentence : sentences) {
        if (sentence.split) out << "(cut from a sentence too long to parse whole)\n";
        out << text::draw_tree(text, sentence) << '\n';
    }
}

Result<void> run(const ParseFlags& flags, Session& session) {
    const auto analyzer = text::Analyzer::load(text::default_model_path());
    if (!analyzer) return analyzer.error();
    const auto input = read_all(flags.file);
    if (!input) return input.error();
    std::ostringstream out;
    if (flags.tokens) {
        std::istringstream lines(*input);
        const auto document = text::read_conllu(lines);
        if (!document) return Error{document.error().code, fmt::format("{}: {}", flags.file, document.error().message)};
        const auto parsed = analyze_documents(*analyzer, *document);
        if (flags.pretty)
            draw(out, document->text, parsed);
        else
            text::write_conllu(out, *document, parsed, analyzer->coreference(document->text, parsed),
                               notes(*analyzer, document->text, parsed));
    } else {
        const auto parsed = analyzer->analyze(*input);
        if (flags.pretty)
            draw(out, *input, parsed);
        else
            text::write_conllu(out, *input, parsed, analyzer->coreference(*input, parsed), notes(*analyzer, *input, parsed));
    }
    session.print(out.str());
    return {};
}

}  // namespace

void add_parse(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("parse", "Show the analysis of a text: words, tags, dependencies, names.");
    const auto flags = std::make_shared<ParseFlags>();
    command->add_option("file", flags->file, "text, - for standard input")->type_name("FILE");
    command->add_flag("--pretty", flags->pretty, "draw the trees instead of writing CoNLL-U");
    command->add_flag("--tokens", flags->tokens, "FILE is CoNLL-U; keep its sentences and tokens");
    command->footer(examples({"annalist parse article.txt", "echo 'Xi met Putin.' | annalist parse --pretty"}));
    on_run(*command, session, [flags, &session] { return run(*flags, session); });
}

}  // namespace annalist::cli
