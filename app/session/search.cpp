// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/search.h"

#include <utility>

namespace lockstep::session {

namespace {

constexpr int pulseMilliseconds = 100;

}  // namespace

Search::Search(QObject* parent) : QObject(parent) {
    pulse_.setInterval(pulseMilliseconds);
    connect(&pulse_, &QTimer::timeout, this, &Search::progressed);
}

Search::~Search() {
    cancel();
    if (worker_.joinable()) worker_.join();
}

void Search::start(std::unique_ptr<explorer::Exploration> exploration) {
    cancel_ = false;
    progress_ = {};
    running_ = true;
    pulse_.start();
    const std::shared_ptr<explorer::Exploration> work = std::move(exploration);
    worker_ = std::thread([this, work] {
        explorer::Watch watch;
        watch.cancel = &cancel_;
        watch.progress = [this](const explorer::Progress& progress) {
            const std::scoped_lock held(lock_);
            progress_ = progress;
        };
        const auto result = std::make_shared<explorer::Result>(work->run(watch));
        QMetaObject::invokeMethod(
            this, [this, result] { end(result); }, Qt::QueuedConnection);
    });
}

void Search::cancel() { cancel_ = true; }

explorer::Progress Search::progress() const {
    const std::scoped_lock held(lock_);
    return progress_;
}

void Search::end(const std::shared_ptr<explorer::Result>& result) {
    worker_.join();
    pulse_.stop();
    running_ = false;
    result_ = std::move(*result);
    Q_EMIT finished();
}

}  // namespace lockstep::session
