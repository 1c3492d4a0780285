#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace annalist::cli {

/// A line on standard error that tells how far long work is: share, number, rate, and the time left
/// when the total is known. Drawn ten times a second at most, only on a terminal and unless quiet;
/// otherwise nothing is written. One thread.
class Progress {
public:
    /// `total` 0 or nullopt: not known. `label` says what is counted ("articles").
    Progress(std::optional<std::uint64_t> total, std::string label, bool quiet = false);
    /// Wipes the line, if finish() did not.
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// `n` more are done.
    void add(std::uint64_t n = 1);
    /// The total has become known, or another one.
    void set_total(std::uint64_t total) { total_ = total; }
    /// Wipes the line, so that a summary can be printed in its place.
    void finish();
    /// Wipes the line for a message to come; the next add() draws it again.
    void interrupt();

    std::uint64_t done() const { return done_; }
    double seconds() const;

private:
    void draw();

    std::optional<std::uint64_t> total_;
    std::string label_;
    bool shown_;
    bool drawn_ = false;
    std::uint64_t done_ = 0;
    std::chrono::steady_clock::time_point start_, last_draw_;
};

/// The line for `done` of `total` after `seconds`, at most `width` columns:
/// "[=====>     ]  52 %  8,561 of 16,475 articles  412/s  19 s left".
std::string progress_line(std::uint64_t done, std::optional<std::uint64_t> total,
                          const std::string& label, double seconds, std::size_t width);

/// 16475 as "16,475".
std::string grouped(std::uint64_t number);
/// "19 s", "3 min 20 s", "2 h 5 min".
std::string spoken_time(double seconds);

}  // namespace annalist::cli
