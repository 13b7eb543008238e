// SPDX-License-Identifier: GPL-3.0-or-later
// An exploration that runs beside the window, on a thread of its own: it is watched and can be
// given up. It shares nothing with the run on screen.
#pragma once

#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "explorer/explorable.h"

namespace lockstep::session {

class Search final : public QObject {
    Q_OBJECT

public:
    explicit Search(QObject* parent = nullptr);
    // Gives up what is still running.
    ~Search() override;

    // Requires that none is running.
    void start(std::unique_ptr<explorer::Exploration> exploration);
    void cancel();
    bool isRunning() const { return running_; }

    // How far it is.
    explorer::Progress progress() const;
    // Of the one that finished last.
    const explorer::Result& result() const { return result_; }

Q_SIGNALS:
    void progressed();
    void finished();

private:
    void end(const std::shared_ptr<explorer::Result>& result);

    std::thread worker_;
    std::atomic<bool> cancel_{false};
    mutable std::mutex lock_;  // of what both threads see
    explorer::Progress progress_;
    bool running_ = false;
    explorer::Result result_;
    QTimer pulse_;
};

}  // namespace lockstep::session
