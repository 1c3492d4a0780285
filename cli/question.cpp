#include "cli/question.hpp"

#include <fmt/format.h>

namespace annalist::cli {

Result<Asked> ask(const query::Parameters& given, std::size_t shown, Session& session) {
    auto format = output_format(session, {"text", "json", "csv", "markdown"});
    if (!format) return format.error();
    auto store = session.open();
    if (!store) return store.error();
    Asked asked{*std::move(format), *std::move(store), given};
    if (shown != 0 && asked.format == "text" && !given.has("limit"))
        asked.parameters.add("limit", std::to_string(shown));
    return asked;
}

QuestionCommand add_question(CLI::App& app, Session& session, query::Question question,
                             const std::string& name, const std::string& help,
                             std::initializer_list<std::string_view> lines,
                             Result<void> (*run)(const query::Parameters& given, Session& session),
                             std::string_view formats) {
    CLI::App& command = *app.add_subcommand(name, help);
    const auto given = std::make_shared<query::Parameters>();
    add_query_flags(command, question, *given);
    command.footer(examples(lines) + fmt::format("Formats: {}.", formats));
    on_run(command, session, [given, run, &session] { return run(*given, session); });
    return {command, given};
}

}  // namespace annalist::cli
