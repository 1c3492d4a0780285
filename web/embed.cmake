# cmake -DOUT=files.cpp -DDIR=. -DFILES="page/index.html;schemas.json" -P embed.cmake
# Writes the files as byte arrays behind annalist::web::embedded_file (web/embedded.hpp), with
# nothing but CMake.
set(arrays "")
set(lookup "")
set(names "")
set(number 0)
foreach(file IN LISTS FILES)
    file(READ "${DIR}/${file}" hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
    string(APPEND arrays "constexpr unsigned char kFile${number}[] = {\n${bytes}};\n\n")
    string(APPEND lookup "    if (name == \"${file}\")\n        return std::string_view(reinterpret_cast<const char*>(kFile${number}), sizeof kFile${number});\n")
    string(APPEND names "\"${file}\", ")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUT}.new" "// Written by embed.cmake.
#include \"web/embedded.hpp\"

namespace annalist::web {
namespace {

${arrays}constexpr std::string_view kNames[] = {${names}};

}  // namespace

std::span<const std::string_view> embedded_names() { return kNames; }

std::optional<std::string_view> embedded_file(std::string_view name) {
${lookup}    return std::nullopt;
}

}  // namespace annalist::web
")
file(RENAME "${OUT}.new" "${OUT}")
