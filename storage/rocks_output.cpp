#include "storage/rocks_output.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace annalist::storage {
namespace {

constexpr std::string_view kHead = "import-";
constexpr std::string_view kTail = ".part";

}  // namespace

Output::~Output() {
    for (File& file : open_) {
        if (file.path.empty()) continue;
        file.writer.reset();
        std::error_code ignored;
        std::filesystem::remove(file.path, ignored);
    }
}

Result<void> Output::add(Table table, std::string_view key, std::string_view value) {
    if (!files_) {
        batch_.Put(database_.handle(table), slice(key), slice(value));
        return {};
    }
    const auto out = file(table);
    if (!out) return out.error();
    const rocksdb::Status status = (*out)->writer->Put(slice(key), slice(value));
    if (!status.ok()) return database_.error(status);
    return {};
}

void Output::keep_sum(Table table, std::string key, std::int64_t change) {
    sums_.emplace_back(table, std::pair(std::move(key), change));
}

Result<void> Output::commit() {
    if (auto added = add_kept(); !added) return added.error();
    if (!files_) return database_.write(batch_);
    return take_over();
}

void Output::clear(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> left;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(kHead) && name.ends_with(kTail)) left.push_back(at->path());
    }
    for (const auto& path : left) std::filesystem::remove(path, error);
}

Result<Output::File*> Output::file(Table table) {
    File& file = open_[static_cast<std::size_t>(table)];
    if (file.writer) return &file;
    file.path = (database_.folder() / fmt::format("{}{}{}", kHead, name_of(table), kTail)).string();
    file.writer = std::make_unique<rocksdb::SstFileWriter>(
        rocksdb::EnvOptions{}, database_.rocks().GetOptions(database_.handle(table)),
        database_.handle(table));
    const rocksdb::Status status = file.writer->Open(file.path);
    if (!status.ok()) return database_.error(status);
    return &file;
}

Result<void> Output::add_kept() {
    for (std::size_t i = 0; i < kTables; ++i) {
        std::ranges::sort(kept_[i], {}, [](const auto& each) -> const std::string& { return each.first; });
        for (const auto& [key, value] : kept_[i])
            if (auto added = add(static_cast<Table>(i), key, value); !added) return added.error();
        kept_[i].clear();
        kept_[i].shrink_to_fit();
    }
    std::ranges::sort(sums_, {}, [](const auto& each) { return each.second.first; });
    for (const auto& [table, sum] : sums_) {
        const std::string value = encode_sum(sum.second);
        if (!files_) {
            batch_.Merge(database_.handle(table), sum.first, value);
            continue;
        }
        const auto out = file(table);
        if (!out) return out.error();
        const rocksdb::Status status = (*out)->writer->Merge(sum.first, value);
        if (!status.ok()) return database_.error(status);
    }
    return {};
}

Result<void> Output::take_over() {
    std::vector<rocksdb::IngestExternalFileArg> files;
    for (std::size_t i = 0; i < kTables; ++i) {
        if (!open_[i].writer) continue;
        const rocksdb::Status status = open_[i].writer->Finish();
        if (!status.ok()) return database_.error(status);
        open_[i].writer.reset();
        rocksdb::IngestExternalFileArg arg;
        arg.column_family = database_.handle(static_cast<Table>(i));
        arg.external_files = {open_[i].path};
        arg.options.move_files = true;
        arg.options.write_global_seqno = false;
        files.push_back(std::move(arg));
    }
    const rocksdb::Status status = database_.rocks().IngestExternalFiles(files);
    if (!status.ok()) return database_.error(status);
    return {};
}

}  // namespace annalist::storage
