#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/result.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

/// What a noun of office or of a collective stands for.
enum class RoleKind : std::uint8_t {
    Person,  ///< "minister", "envoy"
    Group,   ///< "delegation", "troop"
    Body,    ///< "ministry", "parliament"
};

struct RoleNoun {
    RoleKind kind;
    std::string office;  ///< office code of the leaders' table; "" when it names no single office
    std::string code;    ///< what a user's dictionary adds to an actor's code ("GOVFRM"); "" for nothing
};

/// Nouns of office, singular and lower case, of one or more words ("foreign minister").
class RoleNouns {
public:
    /// Errors: Io, Corruption (file, line and reason).
    static Result<RoleNouns> load(const std::filesystem::path& file);

    /// Adds a user's table; a noun that is known is as the user says. Rows that cannot be used are
    /// added to `refused` and left out.
    void add(const std::filesystem::path& file, Refusals& refused);

    void put(const std::string& noun, RoleNoun role) { nouns_.insert_or_assign(noun, std::move(role)); }

    /// nullptr when `noun` is none.
    const RoleNoun* find(std::string_view noun) const;

private:
    Result<void> read(const std::filesystem::path& file, Refusals* refused);

    std::unordered_map<std::string, RoleNoun> nouns_;
};

}  // namespace annalist::ingest
