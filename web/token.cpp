#include "web/token.hpp"

#include <openssl/crypto.h>

#include <cctype>
#include <cstddef>

namespace annalist::web {
namespace {

constexpr std::string_view kScheme = "bearer ";

bool has_scheme(std::string_view authorization) {
    if (authorization.size() < kScheme.size()) return false;
    for (std::size_t i = 0; i < kScheme.size(); ++i)
        if (std::tolower(static_cast<unsigned char>(authorization[i])) != kScheme[i]) return false;
    return true;
}

}  // namespace

bool bears_token(std::string_view authorization, std::string_view token) {
    if (token.empty() || !has_scheme(authorization)) return false;
    std::string_view given = authorization.substr(kScheme.size());
    while (given.starts_with(' ')) given.remove_prefix(1);
    while (given.ends_with(' ')) given.remove_suffix(1);
    return given.size() == token.size() &&
           CRYPTO_memcmp(given.data(), token.data(), token.size()) == 0;
}

}  // namespace annalist::web
