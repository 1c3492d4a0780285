#include "storage/rebuild.hpp"

namespace annalist::storage {

Result<std::uint64_t> rebuild(const Store& source, Store& target) {
    const auto before = target.stats();
    if (!before) return before.error();
    if (before->articles != 0)
        return Error{ErrorCode::InvalidArgument, "the store to rebuild into is not empty"};

    std::uint64_t articles = 0;
    Result<void> written;
    const auto read = source.scan_facts([&](const ArticleFacts& facts) {
        const auto outcome = target.put(facts);
        if (!outcome) written = outcome.error();
        articles += outcome ? 1 : 0;
        return static_cast<bool>(outcome);
    });
    if (!read) return read.error();
    if (!written) return written.error();
    if (auto synced = target.sync(); !synced) return synced.error();
    return articles;
}

}  // namespace annalist::storage
