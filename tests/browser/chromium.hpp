#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace annalist::web::testing {

/// A headless Chromium with one tab, driven by the DevTools protocol over pipes. Every request that
/// leaves loopback fails and is remembered.
class Chromium {
public:
    /// nullptr with `why` set when there is no Chromium or it does not start.
    static std::unique_ptr<Chromium> start(std::string& why);
    ~Chromium();
    Chromium(const Chromium&) = delete;
    Chromium& operator=(const Chromium&) = delete;

    void set_size(int width, int height, bool phone = false);
    void prefer_dark(bool dark);
    /// Loads a page and waits until `condition` (JavaScript) holds; false when it does not within
    /// ten seconds.
    bool open(std::string_view url, std::string_view condition);
    bool wait_for(std::string_view condition);
    /// The value of an expression; promises are waited for. null when it threw.
    nlohmann::json value(std::string_view expression);
    /// Presses and releases keys by name: "Tab", "Enter", "ArrowDown", "Escape" ...
    void press(std::string_view key);
    void type(std::string_view text);
    /// Drags the mouse with its left button down, in pixels of the window.
    void drag(double x1, double y1, double x2, double y2);
    bool screenshot(const std::string& file, bool whole_page = false);

    /// Messages of the console at level error, exceptions and breaches of the content policy.
    const std::vector<std::string>& complaints() const { return complaints_; }
    /// Addresses that were asked for and are not on loopback.
    const std::vector<std::string>& strangers() const { return strangers_; }

private:
    Chromium() = default;
    nlohmann::json call(std::string_view method, nlohmann::json parameters = nlohmann::json::object());
    bool send(const nlohmann::json& message);
    bool receive(nlohmann::json& message, int milliseconds);
    void notice(const nlohmann::json& message);

    pid_t process_ = -1;
    int to_ = -1, from_ = -1;
    std::string folder_, pending_, session_;
    int calls_ = 0;
    std::vector<std::string> complaints_, strangers_;
};

}  // namespace annalist::web::testing
