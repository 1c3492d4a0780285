#include "tests/browser/chromium.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

namespace annalist::web::testing {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kPatience{20};

std::string find_program() {
    if (const char* named = std::getenv("CHROMIUM")) return named;
    for (const char* path : {"/usr/bin/chromium", "/usr/bin/chromium-browser",
                             "/usr/bin/google-chrome"})
        if (access(path, X_OK) == 0) return path;
    return "";
}

std::string decoded_base64(const std::string& text) {
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        static const std::string kDigits =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const auto digit = kDigits.find(c);
        if (digit == std::string::npos) continue;
        bits = bits << 6 | static_cast<unsigned>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>(bits >> count & 0xFF));
        }
    }
    return out;
}

}  // namespace

std::unique_ptr<Chromium> Chromium::start(std::string& why) {
    const std::string program = find_program();
    if (program.empty()) {
        why = "Chromium is not installed (package chromium)";
        return nullptr;
    }
    std::unique_ptr<Chromium> browser(new Chromium);
    std::string folder =
        (std::filesystem::temp_directory_path() / "annalist-chromium-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        why = "no folder for Chromium's profile";
        return nullptr;
    }
    browser->folder_ = folder;
    int in[2], out[2];
    if (pipe(in) != 0 || pipe(out) != 0) return nullptr;
    browser->process_ = fork();
    if (browser->process_ == 0) {
        // It reads commands from descriptor 3 and answers on 4.
        const int read_end = fcntl(in[0], F_DUPFD, 10), write_end = fcntl(out[1], F_DUPFD, 10);
        dup2(read_end, 3);
        dup2(write_end, 4);
        for (int fd = 5; fd < 64; ++fd) close(fd);
        const int nothing = ::open("/dev/null", O_RDWR);
        dup2(nothing, 1);
        dup2(nothing, 2);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        const std::string profile = "--user-data-dir=" + folder;
        execl(program.c_str(), program.c_str(), "--headless", "--no-sandbox", "--disable-gpu",
              "--hide-scrollbars", "--disable-dev-shm-usage", "--no-first-run",
              "--disable-background-networking", "--disable-component-update",
              "--remote-debugging-pipe", profile.c_str(), "about:blank", nullptr);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    browser->to_ = in[1];
    browser->from_ = out[0];
    const json tab = browser->call("Target.createTarget", {{"url", "about:blank"}});
    if (!tab.contains("targetId")) {
        why = "Chromium does not answer";
        return nullptr;
    }
    const json attached = browser->call(
        "Target.attachToTarget", {{"targetId", tab["targetId"]}, {"flatten", true}});
    browser->session_ = attached.value("sessionId", "");
    for (const char* domain : {"Page.enable", "Runtime.enable", "Log.enable", "Network.enable"})
        browser->call(domain);
    browser->call("Fetch.enable");
    return browser;
}

Chromium::~Chromium() {
    if (to_ >= 0) close(to_);
    if (from_ >= 0) close(from_);
    if (process_ > 0) {
        kill(process_, SIGTERM);
        for (int i = 0; i < 50 && waitpid(process_, nullptr, WNOHANG) == 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

bool Chromium::send(const json& message) {
    const std::string text = message.dump();
    std::size_t done = 0;
    while (done <= text.size()) {  // the terminating NUL belongs to the message
        const auto n = ::write(to_, text.c_str() + done, text.size() + 1 - done);
        if (n <= 0) return false;
        done += static_cast<std::size_t>(n);
    }
    return true;
}

bool Chromium::receive(json& message, int milliseconds) {
    std::size_t end = 0;
    while ((end = pending_.find('\0')) == std::string::npos) {
        pollfd wait{from_, POLLIN, 0};
        if (poll(&wait, 1, milliseconds) <= 0) return false;
        char bytes[64 * 1024];
        const auto got = ::read(from_, bytes, sizeof bytes);
        if (got <= 0) return false;
        pending_.append(bytes, static_cast<std::size_t>(got));
    }
    message = json::parse(pending_.substr(0, end), nullptr, false);
    pending_.erase(0, end + 1);
    return true;
}

void Chromium::notice(const json& message) {
    const std::string method = message.value("method", "");
    const json parameters = message.value("params", json::object());
    if (method == "Runtime.exceptionThrown") {
        complaints_.push_back(parameters["exceptionDetails"].dump());
    } else if (method == "Log.entryAdded" && parameters["entry"].value("level", "") == "error") {
        complaints_.push_back(parameters["entry"].value("text", "") + " " +
                              parameters["entry"].value("url", ""));
    } else if (method == "Fetch.requestPaused") {
        const std::string url = parameters["request"].value("url", "");
        const bool near = url.starts_with("http://127.0.0.1:") || url.starts_with("data:");
        if (!near) strangers_.push_back(url);
        json answer{{"id", ++calls_},
                    {"method", near ? "Fetch.continueRequest" : "Fetch.failRequest"},
                    {"params", {{"requestId", parameters["requestId"]}}}};
        if (!near) answer["params"]["errorReason"] = "AccessDenied";
        answer["sessionId"] = session_;
        send(answer);
    }
}

json Chromium::call(std::string_view method, json parameters) {
    const int id = ++calls_;
    json message{{"id", id}, {"method", method}, {"params", std::move(parameters)}};
    if (!session_.empty()) message["sessionId"] = session_;
    if (!send(message)) return {};
    const auto end = Clock::now() + kPatience;
    while (Clock::now() < end) {
        json answer;
        if (!receive(answer, 1'000)) continue;
        if (answer.value("id", 0) == id) return answer.value("result", json::object());
        notice(answer);
    }
    return {};
}

void Chromium::set_size(int width, int height, bool phone) {
    call("Emulation.setDeviceMetricsOverride", {{"width", width},
                                                {"height", height},
                                                {"deviceScaleFactor", 1},
                                                {"mobile", phone}});
}

void Chromium::prefer_dark(bool dark) {
    call("Emulation.setEmulatedMedia",
         {{"features",
           {{{"name", "prefers-color-scheme"}, {"value", dark ? "dark" : "light"}}}}});
}

bool Chromium::open(std::string_view url, std::string_view condition) {
    call("Page.navigate", {{"url", url}});
    return wait_for(condition);
}

bool Chromium::wait_for(std::string_view condition) {
    const auto end = Clock::now() + std::chrono::seconds(10);
    while (Clock::now() < end) {
        const json held = value("Boolean(" + std::string(condition) + ")");
        if (held.is_boolean() && held.get<bool>()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

json Chromium::value(std::string_view expression) {
    const json answer =
        call("Runtime.evaluate", {{"expression", expression},
                                  {"awaitPromise", true},
                                  {"returnByValue", true},
                                  {"userGesture", true}});
    if (!answer.contains("result")) return {};
    return answer["result"].value("value", json());
}

void Chromium::press(std::string_view key) {
    static const std::map<std::string_view, int> kCodes{
        {"Tab", 9}, {"Enter", 13}, {"Escape", 27}, {"ArrowUp", 38}, {"ArrowDown", 40},
        {"Backspace", 8}};
    json event{{"key", key}, {"code", key}, {"windowsVirtualKeyCode", kCodes.at(key)}};
    event["type"] = key == "Enter" ? "keyDown" : "rawKeyDown";
    if (key == "Enter") event["text"] = "\r";
    call("Input.dispatchKeyEvent", event);
    event["type"] = "keyUp";
    event.erase("text");
    call("Input.dispatchKeyEvent", event);
}

void Chromium::type(std::string_view text) { call("Input.insertText", {{"text", text}}); }

void Chromium::drag(double x1, double y1, double x2, double y2) {
    const auto mouse = [&](const char* kind, double x, double y) {
        call("Input.dispatchMouseEvent", {{"type", kind},
                                          {"x", x},
                                          {"y", y},
                                          {"button", "left"},
                                          {"buttons", 1},
                                          {"clickCount", 1}});
    };
    mouse("mousePressed", x1, y1);
    mouse("mouseMoved", (x1 + x2) / 2, (y1 + y2) / 2);
    mouse("mouseMoved", x2, y2);
    mouse("mouseReleased", x2, y2);
}

bool Chromium::screenshot(const std::string& file, bool whole_page) {
    const json shot = call("Page.captureScreenshot",
                           {{"format", "png"}, {"captureBeyondViewport", whole_page}});
    std::ofstream(file, std::ios::binary) << decoded_base64(shot.value("data", ""));
    return shot.contains("data");
}

}  // namespace annalist::web::testing
