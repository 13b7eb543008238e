// SPDX-License-Identifier: GPL-3.0-or-later
// Beside a real nginx on the loopback: the same requests, held open, finished and failed at the
// same moments, go to the same servers.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

#include "requests/lab.h"

namespace lockstep::balance {
namespace {

namespace fs = std::filesystem;
using requests::Lab;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int listenAnywhere(int& port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(socket, plain, size), 0);
    EXPECT_EQ(::listen(socket, 64), 0);
    EXPECT_EQ(::getsockname(socket, plain, &size), 0);
    port = ntohs(address.sin_port);
    return socket;
}

// The servers behind nginx: each request waits here until it is told how to end.
class Servers {
public:
    explicit Servers(std::size_t count) : ports_(count) {
        for (int& port : ports_)
            sockets_.push_back({listenAnywhere(port), POLLIN, 0});
    }
    ~Servers() {
        for (const pollfd& one : sockets_)
            ::close(one.fd);
    }

    int port(std::size_t server) const { return ports_[server]; }

    // Who got the request that was just sent: the server, and the connection. -1: nobody did.
    std::pair<int, int> take() {
        if (::poll(sockets_.data(), sockets_.size(), 1000) <= 0) return {-1, -1};
        for (std::size_t i = 0; i < sockets_.size(); ++i) {
            if ((sockets_[i].revents & POLLIN) == 0) continue;
            return {static_cast<int>(i), ::accept(sockets_[i].fd, nullptr, nullptr)};
        }
        return {-1, -1};
    }

private:
    std::vector<pollfd> sockets_;
    std::vector<int> ports_;
};

class Nginx {
public:
    Nginx(const std::string& upstream) : folder_(fs::temp_directory_path() / "lockstep-nginx") {
        folder_ += std::to_string(::getpid());
        fs::create_directories(folder_ / "logs");
        // A port that is free now; nobody else here takes it within a moment.
        ::close(listenAnywhere(port_));
        std::ofstream(folder_ / "nginx.conf")
            << "daemon off; master_process off; pid nginx.pid; error_log logs/error.log;\n"
            << "events {}\nhttp { access_log off; client_body_temp_path body;\n"
            << "proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;\n"
            << "scgi_temp_path scgi;\nupstream peers {\n"
            << upstream << "}\nserver { listen 127.0.0.1:" << port_
            << "; location / { proxy_pass http://peers; proxy_next_upstream off; } } }\n";
        process_ = ::fork();
        if (process_ == 0) {
            const std::string folder = folder_.string() + '/';
            ::execl(LOCKSTEP_NGINX, "nginx", "-p", folder.c_str(), "-c", "nginx.conf", nullptr);
            ::_exit(127);
        }
        for (int tries = 0; tries < 200; ++tries) {
            const int client = connect();
            if (client >= 0) {
                ::close(client);
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        ADD_FAILURE() << "nginx does not listen";
    }
    ~Nginx() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        fs::remove_all(folder_);
    }

    // A request; its answer is read by `wait`.
    int send() const {
        const int client = connect();
        const std::string text = "GET / HTTP/1.0\r\n\r\n";
        EXPECT_EQ(::write(client, text.data(), text.size()), static_cast<ssize_t>(text.size()));
        return client;
    }
    // Until nginx has ended the request, and so freed the server.
    static void wait(int client) {
        char text[1024];
        while (::read(client, text, sizeof text) > 0) {
        }
        ::close(client);
    }

private:
    int connect() const {
        const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = loopback(port_);
        if (::connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            return client;
        ::close(client);
        return -1;
    }

    fs::path folder_;
    int port_ = 0;
    pid_t process_ = 0;
};

struct Open {
    int client;
    int server;
};

// Sends, finishes and fails by chance, in nginx and in the balancer alike.
void compare(const std::string& policy, const std::string& directive, std::uint64_t seed) {
    Random random(seed);
    const std::size_t count = 2 + random.below(4);
    const auto maxFails = 1 + random.below(4);
    Servers servers(count);
    std::string upstream = directive;
    std::string head = "topic balance\npolicy " + policy + "\nmax-fails " +
                       std::to_string(maxFails) + "\nfail-timeout 1 min\nservers";
    for (std::size_t i = 0; i < count; ++i) {
        const auto weight = std::to_string(1 + random.below(6));
        upstream += "server 127.0.0.1:" + std::to_string(servers.port(i)) + " weight=" + weight +
                    " max_fails=" + std::to_string(maxFails) + " fail_timeout=60s;\n";
        head += std::string(" ") + static_cast<char>('a' + i) + ':' + weight;
    }
    const Nginx nginx(upstream);
    Lab lab(head + '\n');
    std::map<int, Open> open;
    int request = 0;
    int failures = 0;
    for (int step = 0; step < 80; ++step) {
        if (open.empty() || random.below(5) < 3) {
            const int client = nginx.send();
            const auto [server, connection] = servers.take();
            ASSERT_EQ(lab.tries("request"), "");
            ++request;
            if (server < 0) {
                // Nobody is left, for either of the two.
                Nginx::wait(client);
                ASSERT_EQ(lab.fact("rejected"), "1");
                break;
            }
            const std::string picks = lab.fact("picks");
            ASSERT_EQ(picks.back(), 'a' + server)
                << head << "\nrequest " << request << ": " << picks;
            open[request] = {client, connection};
            continue;
        }
        const auto one =
            std::next(open.begin(), static_cast<std::ptrdiff_t>(random.below(open.size())));
        const bool fails = random.below(6) == 0;
        failures += fails ? 1 : 0;
        char text[2048];
        ASSERT_GT(::read(one->second.server, text, sizeof text), 0);
        const std::string answer = "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n";
        if (!fails) {
            ASSERT_GT(::write(one->second.server, answer.data(), answer.size()), 0);
        }
        ::close(one->second.server);
        Nginx::wait(one->second.client);
        ASSERT_EQ(lab.tries((fails ? "fail " : "finish ") + std::to_string(one->first)), "");
        open.erase(one);
    }
    for (const auto& [number, one] : open) {
        ::close(one.server);
        ::close(one.client);
    }
    ::testing::Test::RecordProperty("requests", request);
    ::testing::Test::RecordProperty("failures", failures);
}

TEST(NginxPeer, PicksTheSameByWeight) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        compare("smooth-weighted-round-robin", "", seed);
        if (::testing::Test::HasFatalFailure()) return;
    }
}

TEST(NginxPeer, PicksTheSameByLeastConn) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        compare("weighted-least-connections", "least_conn;\n", seed);
        if (::testing::Test::HasFatalFailure()) return;
    }
}

}  // namespace
}  // namespace lockstep::balance
