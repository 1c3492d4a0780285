#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace annalist::web {

/// The bytes of a file of web/ ("page/index.html", "schemas.json") as it was when the program was
/// built; nullopt for files that are not built in.
std::optional<std::string_view> embedded_file(std::string_view name);

/// The names of all of them.
std::span<const std::string_view> embedded_names();

}  // namespace annalist::web
