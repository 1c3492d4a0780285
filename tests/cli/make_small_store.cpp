#include <iostream>

#include "storage/rocks_store.hpp"
#include "tests/query/small_annals.hpp"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: make_small_store FOLDER\n";
        return 2;
    }
    auto store = annalist::storage::open_rocks_store(argv[1], annalist::storage::OpenMode::Create);
    if (!store) {
        std::cerr << store.error().message << '\n';
        return 3;
    }
    annalist::query_test::fill_small_annals(**store);
    return 0;
}
