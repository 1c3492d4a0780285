#include "cli/query_flags.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace annalist::cli {

void on_run(CLI::App& command, Session& session, std::function<Result<void>()> run) {
    command.callback([&session, &command, run = std::move(run)] {
        if (command.get_subcommands().empty()) session.command = run;
    });
}

void add_query_flags(CLI::App& command, query::Question question, query::Parameters& into) {
    for (const query::ParameterInfo& info : query::parameters_of(question)) {
        const std::string name{info.name};
        const std::string flag = "--" + name;
        CLI::Option* option = nullptr;
        if (info.repeatable) {
            option = command.add_option_function<std::vector<std::string>>(
                flag,
                [&into, name](const std::vector<std::string>& values) {
                    for (const std::string& value : values) into.add(name, value);
                },
                std::string{info.help});
            option->allow_extra_args(false);  // one value per flag, so that a name may follow
        } else {
            option = command.add_option_function<std::string>(
                flag, [&into, name](const std::string& value) { into.add(name, value); },
                std::string{info.help});
        }
        option->type_name(std::string{info.value})->group("Which");
    }
}

Result<std::string> output_format(const Session& session,
                                  std::initializer_list<std::string_view> allowed) {
    const std::string format = session.json ? "json" : session.format.empty() ? "text" : session.format;
    if (std::ranges::find(allowed, format) != allowed.end()) return format;
    std::string list;
    for (const std::string_view each : allowed) list += (list.empty() ? "" : ", ") + std::string{each};
    return Error{ErrorCode::InvalidArgument, fmt::format("--format {}: write one of {}", format, list)};
}

std::string examples(std::initializer_list<std::string_view> lines) {
    std::string text = "Examples:\n";
    for (const std::string_view line : lines) text += "  " + std::string{line} + "\n";
    return text;
}

}  // namespace annalist::cli
