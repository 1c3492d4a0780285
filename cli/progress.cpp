#include "cli/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cli/terminal.hpp"

namespace annalist::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kBetweenDraws = std::chrono::milliseconds{100};
constexpr std::size_t kBar = 24;
constexpr double kTimeToGuess = 1.0;  // no time left is told before so many seconds

std::size_t error_width() {
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
}

}  // namespace

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
    return digits;
}

std::string spoken_time(double seconds) {
    const auto whole = static_cast<std::uint64_t>(std::llround(std::max(0.0, seconds)));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string progress_line(std::uint64_t done, std::optional<std::uint64_t> total,
                          const std::string& label, double seconds, std::size_t width) {
    const double rate = seconds > 0.0 ? static_cast<double>(done) / seconds : 0.0;
    std::string line;
    if (total && *total != 0) {
        const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(*total));
        const auto filled = static_cast<std::size_t>(share * kBar);
        line = "[" + std::string(filled, '=') + (filled < kBar ? ">" : "") +
               std::string(kBar - std::min(kBar, filled + 1), ' ') +
               fmt::format("] {:3.0f} %  {} of {} {}", std::floor(share * 100.0), grouped(done),
                           grouped(*total), label);
    } else {
        line = fmt::format("{} {}", grouped(done), label);
    }
    if (rate >= 10.0)
        line += fmt::format("  {}/s", grouped(static_cast<std::uint64_t>(std::llround(rate))));
    else if (rate > 0.0)
        line += fmt::format("  {:.1f}/s", rate);
    if (total && done < *total && rate > 0.0 && seconds >= kTimeToGuess)
        line += fmt::format("  {} left", spoken_time(static_cast<double>(*total - done) / rate));
    return cut_to_width(line, width);
}

Progress::Progress(std::optional<std::uint64_t> total, std::string label, bool quiet)
    : total_(total), label_(std::move(label)), shown_(!quiet && isatty(STDERR_FILENO) == 1),
      start_(Clock::now()), last_draw_(start_ - kBetweenDraws) {}

Progress::~Progress() { finish(); }

double Progress::seconds() const {
    return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Progress::add(std::uint64_t n) {
    done_ += n;
    if (shown_ && Clock::now() - last_draw_ >= kBetweenDraws) draw();
}

void Progress::draw() {
    last_draw_ = Clock::now();
    fmt::print(stderr, "\r{}\x1b[K", progress_line(done_, total_, label_, seconds(), error_width() - 1));
    std::fflush(stderr);
    drawn_ = true;
}

void Progress::interrupt() {
    if (!drawn_) return;
    fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
    drawn_ = false;
}

void Progress::finish() {
    interrupt();
    shown_ = false;
}

}  // namespace annalist::cli
