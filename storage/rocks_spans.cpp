#include "storage/rocks_spans.hpp"

#include <algorithm>
#include <vector>

namespace annalist::storage {
namespace {

/// The entries of one bucket that overlap the range, one after the other.
struct Run {
    std::unique_ptr<rocksdb::Iterator> it;
    std::string end;
    SpanKey span;
};

class SpanScan {
public:
    SpanScan(const Database& database, const rocksdb::Snapshot* snapshot, Table table,
             std::string_view prefix, DayRange days)
        : database_(database), table_(table), prefix_(prefix), days_(days), bound_text_(prefix) {
        bound_text_.push_back(static_cast<char>(static_cast<unsigned>(kBuckets.back()) + 1));
        bound_ = slice(bound_text_);
        options_.snapshot = snapshot;
        options_.iterate_upper_bound = &bound_;
    }

    Result<void> run(std::uint32_t buckets, const SpanVisitor& visit) {
        for (const Bucket bucket : kBuckets) {
            if ((buckets & bit(bucket)) == 0) continue;
            if (auto opened = open(bucket); !opened) return opened.error();
        }
        while (!runs_.empty()) {
            Run& next =
                *std::ranges::min_element(runs_, {}, [&](const Run& r) { return order(r); });
            const Result<bool> more =
                visit(view(next.it->key()), next.span, view(next.it->value()));
            if (!more) return more.error();
            if (!*more) return {};
            next.it->Next();
            const Result<bool> there = settle(next);
            if (!there) return there.error();
            if (!*there) runs_.erase(runs_.begin() + (&next - runs_.data()));
        }
        return {};
    }

private:
    /// Adds the bucket's run unless it is empty; an iterator not needed serves the next bucket.
    Result<void> open(Bucket bucket) {
        if (!spare_)
            spare_.reset(database_.rocks().NewIterator(options_, database_.handle(table_)));
        Run run{std::move(spare_), span_end(prefix_, bucket, days_), {}};
        run.it->Seek(span_begin(prefix_, bucket, days_));
        const Result<bool> there = settle(run);
        if (!there) return there.error();
        if (*there)
            runs_.push_back(std::move(run));
        else
            spare_ = std::move(run.it);
        return {};
    }

    /// Steps to the first entry from here that overlaps; false at the run's end.
    Result<bool> settle(Run& run) {
        for (; run.it->Valid(); run.it->Next()) {
            const std::string_view key = view(run.it->key());
            if (key >= run.end) return false;
            const auto span = parse_span_key(key, prefix_.size());
            if (!span) return database_.corrupt(table_, key);
            run.span = *span;
            if (span->last >= days_.first) return true;
        }
        if (!run.it->status().ok()) return database_.error(run.it->status());
        return false;
    }

    std::string_view order(const Run& run) const {
        return view(run.it->key()).substr(prefix_.size() + 1);
    }

    const Database& database_;
    Table table_;
    std::string_view prefix_;
    DayRange days_;
    std::string bound_text_;
    rocksdb::Slice bound_;
    rocksdb::ReadOptions options_;
    std::unique_ptr<rocksdb::Iterator> spare_;
    std::vector<Run> runs_;
};

}  // namespace

Result<void> scan_spans(const Database& database, const rocksdb::Snapshot* snapshot, Table table,
                        std::string_view prefix, std::uint32_t buckets, DayRange days,
                        const SpanVisitor& visit) {
    return SpanScan(database, snapshot, table, prefix, days).run(buckets, visit);
}

}  // namespace annalist::storage
