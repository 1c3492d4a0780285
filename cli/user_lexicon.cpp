#include "cli/user_lexicon.hpp"

#include "cli/terminal.hpp"

namespace annalist::cli {

void add_lexicon_flag(CLI::App& command, std::string& into) {
    command.add_option("--lexicon", into, "folder of your own words and names, on top of ours")->type_name("DIR");
}

std::string report_text(const ingest::LexiconReport& report) {
    std::string out;
    for (const auto& line : report.refused) out += "annalist: " + printable(line) + "\n";
    for (const auto& line : report.notes) out += "annalist: note: " + printable(line) + "\n";
    return out;
}

}  // namespace annalist::cli
