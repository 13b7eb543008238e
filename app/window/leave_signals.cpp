// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/leave_signals.h"

#include <QSocketNotifier>
#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#endif

namespace lockstep::window {

#ifdef Q_OS_UNIX

namespace {

constexpr std::array leaving{SIGTERM, SIGHUP, SIGINT};

// Written by the signal's handler, which may do hardly anything else; read by the event loop.
std::array<int, 2> sockets{-1, -1};

void tellLoop(int) {
    const char sign = 1;
    // If it cannot be written there is nothing left to tell.
    [[maybe_unused]] const auto written = ::write(sockets[0], &sign, sizeof sign);
}

void handle(void (*handler)(int), int flags) {
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = flags;
    for (const int sign : leaving) sigaction(sign, &action, nullptr);
}

}  // namespace

LeaveSignals::LeaveSignals(QObject* parent) : QObject(parent) {
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()) != 0) return;
    auto* notifier = new QSocketNotifier(sockets[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char sign = 0;
        if (::read(sockets[1], &sign, sizeof sign) == sizeof sign) Q_EMIT left();
    });
    handle(tellLoop, SA_RESTART | static_cast<int>(SA_RESETHAND));
}

LeaveSignals::~LeaveSignals() {
    if (sockets[0] < 0) return;
    handle(SIG_DFL, 0);
    for (int& socket : sockets) {
        ::close(socket);
        socket = -1;
    }
}

#else

// Elsewhere the system asks the window itself to close.
LeaveSignals::LeaveSignals(QObject* parent) : QObject(parent) {}

LeaveSignals::~LeaveSignals() = default;

#endif

}  // namespace lockstep::window
