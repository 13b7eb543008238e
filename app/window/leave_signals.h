// SPDX-License-Identifier: GPL-3.0-or-later
// A logout, a closed terminal or Ctrl C there end the program as closing its window does, so that
// what is open is kept.
#pragma once

#include <QObject>

namespace lockstep::window {

class LeaveSignals final : public QObject {
    Q_OBJECT

public:
    // From now on SIGTERM, SIGHUP and SIGINT are told by left(), each once: the second of a kind
    // ends the program as it always did. There is one at a time.
    explicit LeaveSignals(QObject* parent = nullptr);
    ~LeaveSignals() override;

Q_SIGNALS:
    void left();
};

}  // namespace lockstep::window
