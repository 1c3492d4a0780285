#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "cli/answers.hpp"
#include "cli/query_flags.hpp"
#include "cli/session.hpp"
#include "query/json_answers.hpp"

// What the commands that ask the store one question have in common.
namespace annalist::cli {

/// A question on its way: `--format` read, the store open, the parameters as they are asked.
struct Asked {
    std::string format;
    std::unique_ptr<storage::Store> store;
    query::Parameters parameters;
};

/// What can go wrong before a question is asked, in the order in which a command tells of it: a
/// format that is none of text, json, csv and markdown (InvalidArgument), a store that is not there.
/// As text at most `shown` entries are asked for, unless `--limit` says otherwise; 0 is no end.
Result<Asked> ask(const query::Parameters& given, std::size_t shown, Session& session);

/// A question and its answer; the store is closed again.
template <class Query, class Answer>
struct Found {
    std::string format;
    Query query;
    Answer answer;
};

/// Reads the question and has it answered: `find` takes the store and the query, and gives a Result.
/// Errors: those of ask, of the parameters and of the store.
template <class Query, class Find>
auto find_answer(const query::Parameters& given, std::size_t shown, Session& session,
                 Result<Query> (*parse)(const query::Parameters&, const storage::Store&), Find find) {
    using Answer = std::decay_t<decltype(*find(std::declval<const storage::Store&>(),
                                               std::declval<const Query&>()))>;
    using Outcome = Result<Found<Query, Answer>>;
    auto asked = ask(given, shown, session);
    if (!asked) return Outcome{asked.error()};
    auto query = parse(asked->parameters, *asked->store);
    if (!query) return Outcome{query.error()};
    auto answer = find(*asked->store, *query);
    if (!answer) return Outcome{answer.error()};
    return Outcome{Found<Query, Answer>{std::move(asked->format), *std::move(query), *std::move(answer)}};
}

/// print_table, with the answer's document where JSON is the form.
template <class Query, class Answer>
void print_found(const Found<Query, Answer>& found, const Table& table, std::string_view nothing,
                 Session& session) {
    print_table(table, found.format, found.format == "json" ? query::to_json(found.answer) : "", nothing,
                session);
}

/// A command and where what is given to it lands, for further arguments of its own.
struct QuestionCommand {
    CLI::App& command;
    std::shared_ptr<query::Parameters> given;
};

/// Adds a command with the flags of a question, its examples and forms as its foot; `run` is what it
/// does.
QuestionCommand add_question(CLI::App& app, Session& session, query::Question question,
                             const std::string& name, const std::string& help,
                             std::initializer_list<std::string_view> lines,
                             Result<void> (*run)(const query::Parameters& given, Session& session),
                             std::string_view formats = "text, json, csv, markdown");

}  // namespace annalist::cli
