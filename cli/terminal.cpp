#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace annalist::cli {
namespace {

const char* escape_of(Style style) {
    switch (style) {
        case Style::Plain: return "";
        case Style::Bold: return "\x1b[1m";
        case Style::Dim: return "\x1b[2m";
        case Style::Day: return "\x1b[36m";
        case Style::Kind: return "\x1b[33m";
        case Style::Trigger: return "\x1b[1;31m";
        case Style::Time: return "\x1b[1;36m";
        case Style::Participant: return "\x1b[1;32m";
        case Style::Bad: return "\x1b[31m";
    }
    return "";
}

/// One character from the front of `text`: its code point (negative when it is not UTF-8) and bytes.
struct Character {
    utf8proc_int32_t code = -1;
    std::size_t bytes = 1;
};

Character front(std::string_view text) {
    Character character;
    const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &character.code);
    if (read > 0) character.bytes = static_cast<std::size_t>(read);
    return character;
}

std::size_t width_of(Character character) {
    if (character.code < 0) return 1;
    const int width = utf8proc_charwidth(character.code);
    return width < 0 ? 0 : static_cast<std::size_t>(width);
}

std::size_t columns() {
    if (const char* set = std::getenv("COLUMNS")) {
        std::size_t width = 0;
        const auto [end, error] = std::from_chars(set, set + std::strlen(set), width);
        if (error == std::errc{} && *end == '\0' && width >= 20) return width;
    }
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
    return 80;
}

}  // namespace

Terminal Terminal::detect(ColorChoice choice) {
    Terminal terminal;
    terminal.interactive = isatty(STDOUT_FILENO) == 1;
    if (terminal.interactive) terminal.width = columns();
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    const bool capable = terminal.interactive && (no_color == nullptr || *no_color == '\0') &&
                         term != nullptr && std::string_view{term} != "dumb";
    terminal.color = choice == ColorChoice::Always || (choice == ColorChoice::Auto && capable);
    return terminal;
}

std::string Terminal::paint(Style style, std::string_view text) const {
    if (!color || style == Style::Plain || text.empty()) return std::string{text};
    return std::string{escape_of(style)} + std::string{text} + "\x1b[0m";
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character character = front(text);
        width += width_of(character);
        text.remove_prefix(character.bytes);
    }
    return width;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string{text};
    if (width == 0) return {};
    std::string result;
    std::size_t used = 0;
    while (!text.empty()) {
        const Character character = front(text);
        if (used + width_of(character) > width - 1) break;
        used += width_of(character);
        result += text.substr(0, character.bytes);
        text.remove_prefix(character.bytes);
    }
    return result + "\u2026";
}

std::string printable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const Character character = front(text);
        const bool control = character.code < 0x20 || (0x7F <= character.code && character.code < 0xA0);
        // Marks that turn the direction of writing could make a line read as another.
        const bool turning = (0x202A <= character.code && character.code <= 0x202E) ||
                             (0x2066 <= character.code && character.code <= 0x2069);
        if (character.code < 0)
            result += "\u00B7";
        else if (control)
            result += ' ';
        else if (!turning)
            result += text.substr(0, character.bytes);
        text.remove_prefix(character.bytes);
    }
    return result;
}

}  // namespace annalist::cli
