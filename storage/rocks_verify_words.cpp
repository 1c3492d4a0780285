#include "storage/bytes.hpp"
#include "storage/rocks_verify.hpp"

namespace annalist::storage {

void Verification::check_words() {
    if (!store_.has_words_) return;  // an older schema, opened for reading
    Balance balance;
    const auto compare = [&] {
        const auto read = database_.scan(
            Table::Ledger, "", "", now_, [&](std::string_view key, std::string_view value) -> Result<bool> {
                // What cannot be read is a problem that the other checks name.
                const auto entries =
                    store_.words_of({ByteReader(value).big64()}, ByteReader(key).big64(), now_);
                if (entries)
                    for (const WordEntry& entry : *entries)
                        balance.expect(Table::Words, entry.key, digest(entry.value));
                return true;
            });
        if (!read) note(read.error());
        each(Table::Words, [&](std::string_view key, std::string_view value) {
            words_ += naming_ ? 0 : 1;
            balance.found(Table::Words, key, digest(value));
        });
    };
    compare();
    if (balance.even() || io_) return;
    balance.name_uneven();
    naming_ = true;
    compare();
    naming_ = false;
    for (const Balance::Uneven& one : balance.uneven())
        require(false, one.table, one.key,
                !one.expected ? "stands for no word of an article"
                : !one.found  ? "is missing"
                              : "differs from the words of its article");
}

}  // namespace annalist::storage
