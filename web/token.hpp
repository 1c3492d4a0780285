#pragma once

#include <string_view>

namespace annalist::web {

/// Whether an Authorization header ("Bearer ...", RFC 6750) carries the token, which is not empty.
/// Takes the same time wherever a wrong token of its length differs from it.
bool bears_token(std::string_view authorization, std::string_view token);

}  // namespace annalist::web
