#include "cli/event_text.hpp"

#include <fmt/format.h>

namespace annalist::cli {

std::string kind_text(const Event& event) {
    if (event.mode == Mode::Video) return "video";
    return query::event_kind(event);
}

std::string remark_text(const Event& event) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (event.status != Status::Occurred) add(std::string{to_string(event.status)});
    if (event.count > 1) add(fmt::format("{} times", event.count));
    if (!event.label.empty()) add(event.label);
    return text;
}

}  // namespace annalist::cli
