#pragma once

#include <rocksdb/env.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace annalist::storage {

/// What is wrong with the end of a table file, whose last bytes are `tail`; nullopt when nothing is.
/// Looked at are the parts that RocksDB interprets before it has compared their checksum: the
/// footer, which has none, and the block of properties, whose damage can end the process in
/// RocksDB 7.8 ("DataBlockHashIndex::Initialize"). What RocksDB tells of by itself is left to it:
/// nullopt is also the answer for a footer without RocksDB's mark.
/// `size` is that of the whole file. `more` is set to the number of bytes that `tail` must have at
/// least to be judged, else to 0.
/// Layout (RocksDB's table format 5): properties, index of such blocks ("metaindex") and others, in
/// any order, each followed by 1 byte kind of compression and 4 bytes checksum, lowest first; at the
/// end 53 bytes: kind of checksum (4 is XXH3), varint offset and size of the metaindex, of the
/// index, zeroes, 4 bytes version, 8 bytes mark.
std::optional<std::string> damage_of_table_end(std::string_view tail, std::uint64_t size,
                                               std::uint64_t& more);

/// The files of `env`, or the ordinary ones when it is null, except that a table file is looked at
/// (`damage_of_table_end`) whenever RocksDB opens it: Corruption, naming the file, when it is damaged.
/// `env` outlives the answer.
std::unique_ptr<rocksdb::Env> checked_tables(rocksdb::Env* env);

}  // namespace annalist::storage
