#include "tests/web/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fstream>

namespace annalist::web::testing {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kPatience{10'000};

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

}  // namespace

RawClient::RawClient(int port) {
    fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        close(fd_);
        fd_ = -1;
    }
}

RawClient::~RawClient() {
    if (fd_ >= 0) close(fd_);
}

std::size_t RawClient::send(std::string_view bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        pollfd wait{fd_, POLLOUT, 0};
        if (poll(&wait, 1, 1'000) <= 0 || (wait.revents & (POLLERR | POLLHUP)) != 0) break;
        const auto taken =
            ::send(fd_, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (taken < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (taken <= 0) break;
        done += static_cast<std::size_t>(taken);
    }
    return done;
}

bool RawClient::read_more(milliseconds limit) {
    pollfd wait{fd_, POLLIN, 0};
    if (poll(&wait, 1, static_cast<int>(limit.count())) <= 0) return false;
    char bytes[64 * 1024];
    const auto got = recv(fd_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    pending_.append(bytes, static_cast<std::size_t>(got));
    return true;
}

RawAnswer RawClient::receive(bool to_head_request) {
    RawAnswer answer;
    std::size_t head_end = 0;
    while ((head_end = pending_.find("\r\n\r\n")) == std::string::npos)
        if (!read_more(kPatience)) {
            answer.all = pending_;
            return answer;
        }
    head_end += 4;
    answer.status = std::atoi(pending_.c_str() + 9);
    for (std::size_t line = pending_.find("\r\n") + 2; line + 2 < head_end;) {
        const auto end = pending_.find("\r\n", line);
        const auto colon = pending_.find(':', line);
        answer.headers[lower(pending_.substr(line, colon - line))] =
            pending_.substr(colon + 2, end - colon - 2);
        line = end + 2;
    }
    std::size_t taken = head_end;
    const bool bodiless = to_head_request || answer.status == 304;
    if (bodiless) {
    } else if (answer.headers.contains("content-length")) {
        const auto size = std::stoul(answer.headers["content-length"]);
        while (pending_.size() < head_end + size && read_more(kPatience)) {
        }
        answer.body = pending_.substr(head_end, size);
        taken = std::min(pending_.size(), head_end + size);
    } else if (answer.headers.contains("transfer-encoding")) {
        while (true) {
            std::size_t line_end = 0;
            while ((line_end = pending_.find("\r\n", taken)) == std::string::npos)
                if (!read_more(kPatience)) return answer;
            const auto size = std::stoul(pending_.substr(taken, line_end - taken), nullptr, 16);
            while (pending_.size() < line_end + 4 + size)
                if (!read_more(kPatience)) return answer;
            answer.body += pending_.substr(line_end + 2, size);
            taken = line_end + 4 + size;
            if (size == 0) break;
        }
    } else {
        while (read_more(kPatience)) {
        }
        answer.body = pending_.substr(head_end);
        taken = pending_.size();
    }
    answer.all = pending_.substr(0, taken);
    pending_.erase(0, taken);
    return answer;
}

bool RawClient::closed_within(milliseconds limit) {
    const auto end = std::chrono::steady_clock::now() + limit;
    char bytes[4096];
    while (true) {
        const auto left = std::chrono::duration_cast<milliseconds>(
            end - std::chrono::steady_clock::now());
        pollfd wait{fd_, POLLIN, 0};
        if (left.count() <= 0 || poll(&wait, 1, static_cast<int>(left.count())) <= 0) return false;
        if (recv(fd_, bytes, sizeof bytes, 0) <= 0) return true;
    }
}

RawAnswer ask(int port, std::string_view request) {
    RawClient client(port);
    client.send(request);
    return client.receive(request.starts_with("HEAD "));
}

RawAnswer get(int port, std::string_view target, std::string_view header_lines) {
    std::string request = "GET ";
    request.append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    request.append(header_lines).append("\r\n");
    return ask(port, request);
}

std::string gunzip(std::string_view bytes) {
    z_stream z{};
    inflateInit2(&z, 15 + 16);
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    char buffer[16 * 1024];
    int state = Z_OK;
    while (state == Z_OK) {
        z.next_out = reinterpret_cast<Bytef*>(buffer);
        z.avail_out = sizeof buffer;
        state = inflate(&z, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END) break;
        out.append(buffer, sizeof buffer - z.avail_out);
    }
    inflateEnd(&z);
    return state == Z_STREAM_END ? out : "";
}

double resident_mb() {
    std::ifstream status("/proc/self/statm");
    double total = 0, resident = 0;
    status >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

}  // namespace annalist::web::testing
