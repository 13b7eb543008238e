// SPDX-License-Identifier: GPL-3.0-or-later
// The same keys on the same servers: libmemcached and a running nginx give each to the same one.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <libmemcached-1.0/memcached.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <filesystem>
#include <fstream>
#include <thread>

#include "ring/placement.h"

namespace lockstep::ring {
namespace {

namespace fs = std::filesystem;

Placement placementOf(HashKind hash, const std::vector<Server>& servers) {
    Plan plan;
    plan.points.hash = hash;
    return place(plan, servers, std::make_shared<const Keys>(hashed("1", hash)));
}

// --- libmemcached -------------------------------------------------------------------------------

struct Pool {
    memcached_st* memcached = memcached_create(nullptr);

    explicit Pool(const std::vector<Server>& servers) {
        memcached_behavior_set(memcached, MEMCACHED_BEHAVIOR_KETAMA_WEIGHTED, 1);
        memcached_behavior_set(memcached, MEMCACHED_BEHAVIOR_HASH, MEMCACHED_HASH_MD5);
        for (const Server& server : servers) {
            const std::size_t colon = server.name.rfind(':');
            const auto port = static_cast<in_port_t>(std::stoi(server.name.substr(colon + 1)));
            memcached_server_add_with_weight(memcached, server.name.substr(0, colon).c_str(), port,
                                             server.weight);
        }
    }
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;
    ~Pool() { memcached_free(memcached); }
};

std::vector<Server> pool(const std::vector<std::uint32_t>& weights) {
    std::vector<Server> servers;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        servers.push_back(
            {"10.0.1." + std::to_string(i + 1) + ':' + std::to_string(11212 + i), weights[i]});
    }
    return servers;
}

TEST(RingPeer, LibmemcachedGivesEachKeyToTheSameServer) {
    const std::vector<std::vector<std::uint32_t>> weightings = {
        {1, 1},
        {1, 1, 1},
        {5, 1, 1},
        {600, 300, 200, 350, 1000, 800, 950, 100},  // libmemcached's own test
        {3, 7, 11},
        {1, 100},
        {2, 2, 2, 2, 2, 2, 2},
        std::vector<std::uint32_t>(49, 1),
        {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}};
    int compared = 0;
    for (const auto& weights : weightings) {
        const auto servers = pool(weights);
        const Pool peer(servers);
        const Placement ours = placementOf(HashKind::md5Ketama, servers);
        for (int i = 0; i < 5000; ++i) {
            const std::string key = (i % 2 == 0 ? "user:" : "k") + std::to_string(i);
            const auto theirs = memcached_generate_hash(peer.memcached, key.data(), key.size());
            ASSERT_EQ(ownerOf(ours, key), theirs) << key << " of " << weights.size() << " servers";
            ++compared;
        }
    }
    RecordProperty("compared", compared);
    std::printf("libmemcached %s: %d keys on %zu pools, all alike\n", memcached_lib_version(),
                compared, weightings.size());
}

// --- nginx --------------------------------------------------------------------------------------

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

// Ports that nobody listens at.
std::vector<int> freePorts(std::size_t count) {
    std::vector<int> sockets;
    std::vector<int> ports;
    while (ports.size() < count) {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof address;
        ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
        ports.push_back(ntohs(address.sin_port));
        sockets.push_back(socket);
    }
    for (const int socket : sockets)
        ::close(socket);
    return ports;
}

// A running nginx that hashes ?k=KEY over servers which answer with their own name.
class Nginx {
public:
    enum class Sockets { ports, files };

    Nginx(const std::vector<std::uint32_t>& weights, Sockets sockets) {
        char name[] = "/tmp/lockstep-nginx-XXXXXX";
        folder_ = ::mkdtemp(name);
        const auto ports = freePorts(weights.size() + 1);
        port_ = ports.back();
        for (std::size_t i = 0; i < weights.size(); ++i)
            servers_.push_back({"127.0.0.1:" + std::to_string(ports[i]), weights[i]});
        if (sockets == Sockets::files) {
            for (std::size_t i = 0; i < weights.size(); ++i)
                servers_[i].name = "unix:" + (folder_ / ("s" + std::to_string(i))).string();
        }
        std::ofstream(folder_ / "nginx.conf") << configuration();
        process_ = ::fork();
        if (process_ == 0) {
            const std::string prefix = folder_.string() + '/';
            const std::string file = prefix + "nginx.conf";
            const std::string log = prefix + "error.log";
            ::execl(LOCKSTEP_NGINX, "nginx", "-p", prefix.c_str(), "-c", file.c_str(), "-e",
                    log.c_str(), nullptr);
            ::_exit(127);
        }
    }
    Nginx(const Nginx&) = delete;
    Nginx& operator=(const Nginx&) = delete;
    ~Nginx() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        fs::remove_all(folder_);
    }

    const std::vector<Server>& servers() const { return servers_; }

    // The body of the answer; empty if nobody answers within a few seconds.
    std::string ownerOf(const std::string& key) const {
        for (int attempt = 0; attempt < 100; ++attempt) {
            const std::string answer = get("/?k=" + key);
            const std::size_t body = answer.find("\r\n\r\n");
            if (body != std::string::npos) return answer.substr(body + 4);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return {};
    }

private:
    std::string configuration() const {
        std::string text =
            "daemon off;\nmaster_process off;\npid nginx.pid;\nevents {}\nhttp {\n"
            "access_log off;\nclient_body_temp_path body;\nproxy_temp_path proxy;\n"
            "fastcgi_temp_path fastcgi;\nuwsgi_temp_path uwsgi;\nscgi_temp_path scgi;\n"
            "upstream app {\nhash $arg_k consistent;\n";
        for (const Server& server : servers_)
            text += "server " + server.name + " weight=" + std::to_string(server.weight) + ";\n";
        text += "}\n";
        for (const Server& server : servers_)
            text += "server { listen " + server.name + "; return 200 " + server.name + "; }\n";
        return text + "server { listen 127.0.0.1:" + std::to_string(port_) +
               "; location / { proxy_pass http://app; } }\n}\n";
    }

    std::string get(const std::string& path) const {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        const sockaddr_in address = loopback(port_);
        std::string answer;
        if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
            const std::string request = "GET " + path + " HTTP/1.0\r\nHost: app\r\n\r\n";
            ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
            char bytes[4096];
            for (ssize_t count = 0; (count = ::recv(socket, bytes, sizeof bytes, 0)) > 0;)
                answer.append(bytes, static_cast<std::size_t>(count));
        }
        ::close(socket);
        return answer;
    }

    std::vector<Server> servers_;
    int port_ = 0;
    fs::path folder_;
    pid_t process_ = -1;
};

TEST(RingPeer, NginxGivesEachKeyToTheSameServer) {
    const std::vector<std::vector<std::uint32_t>> weightings = {
        {1, 1, 1}, {5, 1, 2}, {3, 3, 10, 1, 1, 4, 2}, {2, 1, 1, 3}};
    int compared = 0;
    for (const auto& weights : weightings) {
        const auto sockets = weights.size() == 4 ? Nginx::Sockets::files : Nginx::Sockets::ports;
        const Nginx nginx(weights, sockets);
        const Placement ours = placementOf(HashKind::crc32, nginx.servers());
        for (int i = 0; i < 400; ++i) {
            const std::string key = "user-" + std::to_string(i);
            const std::string theirs = nginx.ownerOf(key);
            ASSERT_EQ(nginx.servers()[ring::ownerOf(ours, key)].name, theirs) << key;
            ++compared;
        }
    }
    RecordProperty("compared", compared);
    std::printf("nginx: %d keys on %zu sets of servers, all alike\n", compared, weightings.size());
}

}  // namespace
}  // namespace lockstep::ring
