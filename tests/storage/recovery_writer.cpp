// Puts random articles into a store until it is killed: recovery_writer FOLDER SEED SKIP EVERY
// After each put it writes one byte to standard output. SKIP articles of the seed's sequence, known
// to be there, are left out. After every EVERY puts, table files are written and merged, so that a
// kill hits that as well. With EVERY 0 it imports tables instead, by files, of 400 rows each.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "sample_facts.hpp"
#include "storage/rocks_engine.hpp"

int main(int argc, char** argv) {
    using namespace annalist::storage;
    if (argc != 5) return 2;
    auto store = RocksStore::open(argv[1], OpenMode::OpenOrCreate);
    if (!store) {
        fmt::print(stderr, "{}\n", store.error().message);
        return 1;
    }
    std::mt19937_64 random(std::strtoull(argv[2], nullptr, 10));
    const long skip = std::strtol(argv[3], nullptr, 10);
    const long every = std::strtol(argv[4], nullptr, 10);
    if (every == 0) (*store)->set_bulk_rows(0);
    for (int i = 0; every == 0; ++i) {
        CodedTable table = random_table(random, 400, i);
        if (i < skip) continue;
        const auto count = (*store)->import_table(table);
        if (!count || ::write(STDOUT_FILENO, ".", 1) != 1) return 1;
    }
    for (long i = 0;; ++i) {
        const annalist::ArticleFacts facts = random_facts(random);
        if (i < skip) continue;
        const auto outcome = (*store)->put(facts);
        if (!outcome) {
            fmt::print(stderr, "{}\n", outcome.error().message);
            return 1;
        }
        if (::write(STDOUT_FILENO, ".", 1) != 1) return 1;
        if (i % every != 0) continue;
        Database& database = (*store)->database();
        rocksdb::FlushOptions options;
        options.wait = false;
        for (std::size_t table = 0; table < kTables; ++table)
            if (!database.rocks().Flush(options, database.handle(static_cast<Table>(table))).ok())
                return 1;
    }
}
