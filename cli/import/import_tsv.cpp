#define XXH_INLINE_ALL
#include <xxhash.h>

#include "cli/import/import_tsv.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "cli/import/cameo_names.hpp"
#include "cli/import/coded_actors.hpp"
#include "query/json_writer.hpp"

namespace annalist::cli {
namespace {

/// Longest line, and so most memory that one can cost.
constexpr std::size_t kLongestLine = 64 << 10;
constexpr std::size_t kBuffer = 1 << 20;

/// Numbers names in the order in which they come.
template <class Named>
class Numbers {
public:
    /// The number of `name` in `list`; `make` gives the item of a new one, or an empty name to
    /// refuse it.
    template <class Make>
    std::uint32_t of(std::string_view name, std::vector<Named>& list, const Make& make) {
        if (2 * (list.size() + 1) > slots_.size()) grow(list);
        const std::uint64_t hash = XXH3_64bits(name.data(), name.size());
        for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
            Slot& slot = slots_[at];
            if (slot.number == 0) {
                list.push_back(make(name));
                slot = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(list.size())};
                return slot.number - 1;
            }
            if (slot.hash == static_cast<std::uint32_t>(hash >> 32) && list[slot.number - 1].name == name)
                return slot.number - 1;
        }
    }

private:
    struct Slot {
        std::uint32_t hash = 0, number = 0;  // of the name; its position plus 1
    };

    std::size_t mask() const { return slots_.size() - 1; }
    void grow(const std::vector<Named>& list) {
        slots_.assign(std::max<std::size_t>(1024, 2 * slots_.size()), {});
        for (std::uint32_t i = 0; i < list.size(); ++i) {
            const std::uint64_t hash = XXH3_64bits(list[i].name.data(), list[i].name.size());
            std::size_t at = hash & mask();
            while (slots_[at].number != 0) at = (at + 1) & mask();
            slots_[at] = {static_cast<std::uint32_t>(hash >> 32), i + 1};
        }
    }

    std::vector<Slot> slots_;
};

class TsvImport {
public:
    TsvImport(std::string_view name, const ingest::Lexicon& lexicon, storage::Store& store,
              const TsvOptions& options, TsvSummary& summary)
        : name_(name), makers_(lexicon), store_(store), options_(options), summary_(summary) {
        table_.dataset = options.dataset;
    }

    Result<void> run(int file) {
        std::string buffer(kBuffer, '\0');
        std::size_t held = 0;
        while (true) {
            const ssize_t got = ::read(file, buffer.data() + held, buffer.size() - held);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0)
                return Error{ErrorCode::Io, fmt::format("{}: {}", name_, std::strerror(errno))};
            held += static_cast<std::size_t>(got);
            std::string_view rest(buffer.data(), held);
            if (auto taken = take_lines(rest, got == 0); !taken) return taken.error();
            if (got == 0) break;
            if (rest.size() > kLongestLine)
                return Error{ErrorCode::InvalidArgument,
                             fmt::format("{}:{}: a line of more than {} bytes; is this a table?", name_,
                                         summary_.lines + 1, kLongestLine)};
            held = rest.size();
            std::memmove(buffer.data(), rest.data(), held);
        }
        return store_rows();
    }

private:
    /// Takes whole lines off; the last one may lack its end.
    Result<void> take_lines(std::string_view& text, bool end) {
        while (!text.empty()) {
            const void* found = std::memchr(text.data(), '\n', text.size());
            if (found == nullptr && !end) break;
            const std::size_t size = found == nullptr
                                         ? text.size()
                                         : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
            std::string_view line = text.substr(0, size);
            text.remove_prefix(std::min(text.size(), size + 1));
            ++summary_.lines;
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (line.empty() || line.front() == '#') continue;
            if (auto taken = take(line); !taken) return taken.error();
        }
        return {};
    }

    Result<void> take(std::string_view line) {
        std::array<std::string_view, 4> fields;
        std::size_t count = 0;
        for (std::string_view rest = line; count < fields.size(); ++count) {
            const auto tab = rest.find('\t');
            fields[count] = rest.substr(0, tab);
            if (tab == std::string_view::npos) {
                ++count;
                break;
            }
            rest.remove_prefix(tab + 1);
        }
        if (count != fields.size()) return refuse("write day, source, relation and target with tabs between them");
        if (!same_day(fields[0])) {
            const auto day = parse_iso_day(fields[0]);
            if (!day && summary_.lines == 1) return {};  // headings
            if (!day) return refuse(fmt::format("\"{}\" is no day; write YYYY-MM-DD", shown(fields[0])));
            if (!storage::day_fits(*day)) return refuse(fmt::format("{}: years 535 to 3405 can be kept", fields[0]));
            // A piece ends with a day, unless one day alone is too much.
            if (table_.rows.size() >= options_.piece)
                if (auto stored = store_rows(); !stored) return stored.error();
            day_ = *day;
            day_text_ = fields[0];
        } else if (table_.rows.size() >= 2 * options_.piece) {
            if (auto stored = store_rows(); !stored) return stored.error();
        }
        for (const std::string_view field : {fields[1], fields[2], fields[3]})
            if (!usable(field)) return refuse("a name is empty, not UTF-8, or has control characters in it");
        storage::CodedRow row;
        row.day = day_;
        row.source = actors_.of(fields[1], table_.actors, [&](std::string_view n) { return makers_.make(n); });
        row.relation = relations_.of(fields[2], table_.relations, [&](std::string_view n) { return relation(n); });
        row.target = actors_.of(fields[3], table_.actors, [&](std::string_view n) { return makers_.make(n); });
        if (unknown_[row.relation]) ++summary_.unknown_relations[table_.relations[row.relation].name];
        table_.rows.push_back(row);
        return {};
    }

    bool same_day(std::string_view text) const { return !day_text_.empty() && text == day_text_; }

    /// Cheap for plain ASCII, which most names are.
    static bool usable(std::string_view field) {
        if (field.empty()) return false;
        unsigned high = 0;
        bool control = false;
        for (const char c : field) {
            const auto byte = static_cast<unsigned char>(c);
            high |= byte;
            control |= byte < 0x20;
        }
        return !control && (high < 0x80 || query::is_utf8(field));
    }

    static std::string shown(std::string_view field) {
        return query::valid_utf8(field.substr(0, 40));
    }

    storage::Relation relation(std::string_view name) {
        const auto meaning = relation_meaning(name);
        unknown_.push_back(!meaning);
        storage::Relation made;
        made.dataset = options_.dataset;
        made.name = name;
        made.confidence = options_.confidence;
        if (meaning) {
            made.type = meaning->type;
            made.mode = meaning->mode;
        }
        return made;
    }

    Result<void> refuse(const std::string& reason) {
        ++summary_.failures;
        if (options_.on_failure)
            options_.on_failure({ErrorCode::InvalidArgument, fmt::format("{}:{}: {}", name_, summary_.lines, reason)});
        return {};
    }

    Result<void> store_rows() {
        if (table_.rows.empty()) return {};
        const std::size_t rows = table_.rows.size();
        const auto count = store_.import_table(table_);
        if (!count) return count.error();
        summary_.count += *count;
        if (options_.on_rows) options_.on_rows(rows);
        return {};
    }

    std::string_view name_;
    CodedActors makers_;
    storage::Store& store_;
    const TsvOptions& options_;
    TsvSummary& summary_;
    storage::CodedTable table_;
    Numbers<Actor> actors_;
    Numbers<storage::Relation> relations_;
    std::vector<bool> unknown_;  // by relation
    date::sys_days day_{};
    std::string day_text_;
};

}  // namespace

Result<void> import_tsv(int file, std::string_view name, const ingest::Lexicon& lexicon,
                        storage::Store& store, const TsvOptions& options, TsvSummary& summary) {
    if (auto done = TsvImport(name, lexicon, store, options, summary).run(file); !done)
        return done.error();
    return store.sync();
}

}  // namespace annalist::cli
