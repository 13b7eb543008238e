// SPDX-License-Identifier: GPL-3.0-or-later
// Beside a real Redis in cluster mode on the loopback: CLUSTER KEYSLOT says which slot a key is in.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "kernel/random.h"
#include "shard/hash_slot.h"

namespace lockstep::shard {
namespace {

namespace fs = std::filesystem;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// A port that is free now; nobody else here takes it within a moment. Redis wants another one
// 10000 above it.
int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int port = 0;
    for (int tries = 0; tries < 100; ++tries) {
        port = 20'000 + (static_cast<int>(::getpid()) * 37 + tries * 101) % 20'000;
        sockaddr_in address = loopback(port);
        if (::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) break;
    }
    ::close(socket);
    return port;
}

class Redis {
public:
    Redis() : folder_(fs::temp_directory_path() / "lockstep-redis") {
        folder_ += std::to_string(::getpid());
        fs::create_directories(folder_);
        const std::string port = std::to_string(port_);
        process_ = ::fork();
        if (process_ == 0) {
            ::execl(LOCKSTEP_REDIS, "redis-server", "--port", port.c_str(), "--bind", "127.0.0.1",
                    "--cluster-enabled", "yes", "--save", "", "--appendonly", "no", "--dir",
                    folder_.c_str(), "--loglevel", "warning", nullptr);
            ::_exit(127);
        }
        for (int tries = 0; tries < 500 && socket_ < 0; ++tries) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            connect();
        }
        EXPECT_GE(socket_, 0) << "Redis does not listen";
    }
    ~Redis() {
        if (socket_ >= 0) ::close(socket_);
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        fs::remove_all(folder_);
    }
    Redis(const Redis&) = delete;
    Redis& operator=(const Redis&) = delete;

    std::uint32_t slotOf(const std::string& key) {
        const std::string head = "*3\r\n$7\r\nCLUSTER\r\n$7\r\nKEYSLOT\r\n$";
        const std::string text = head + std::to_string(key.size()) + "\r\n" + key + "\r\n";
        EXPECT_EQ(::write(socket_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
        std::string answer;
        char c = 0;
        while (answer.find('\n') == std::string::npos && ::read(socket_, &c, 1) == 1)
            answer += c;
        EXPECT_EQ(answer.substr(0, 1), ":") << answer;
        return answer.size() > 1 ? static_cast<std::uint32_t>(std::stoul(answer.substr(1))) : 0;
    }

private:
    void connect() {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address = loopback(port_);
        if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
            socket_ = socket;
        } else {
            ::close(socket);
        }
    }

    fs::path folder_;
    int port_ = freePort();
    pid_t process_ = 0;
    int socket_ = -1;
};

TEST(RedisPeer, PutsKeysIntoTheSameSlots) {
    Redis redis;
    for (const char* key : {"", "123456789", "foo", "{}", "foo{}{bar}", "foo{{bar}}zap",
                            "foo{bar}{zap}", "{user1000}.following", "foo{bar", "}foo{", "{a}{b}"})
        EXPECT_EQ(slotOf(key), redis.slotOf(key)) << key;
    // Any bytes, with more braces than chance would give.
    Random random(20'260'000);
    for (int i = 0; i < 20'000; ++i) {
        std::string key(random.below(24), ' ');
        for (char& c : key)
            c = random.below(4) == 0 ? "{}"[random.below(2)] : static_cast<char>(random.below(256));
        ASSERT_EQ(slotOf(key), redis.slotOf(key)) << "key " << i;
    }
}

}  // namespace
}  // namespace lockstep::shard
