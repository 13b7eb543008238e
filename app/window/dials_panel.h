// SPDX-License-Identifier: GPL-3.0-or-later
// The dials: servers and seed, which start the run again, and what can be turned while it runs,
// which is a step like any other.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>
#include <vector>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class DialEditor;

class DialsPanel final : public QWidget {
    Q_OBJECT

public:
    DialsPanel(session::Session& session, const Look& look, QWidget* parent = nullptr);

    QSpinBox* servers() { return servers_; }
    QLineEdit* seed() { return seed_; }
    // The editor of a dial, such as "latency"; null if there is none.
    DialEditor* editor(const QString& dial);

    QPushButton* backButton() { return back_; }

Q_SIGNALS:
    // Back to the lesson in whose place the dials stand.
    void lessonAsked();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildRunPart();
    void rebuild();
    void refresh();
    void turn(const DialInfo& dial, const QString& line);
    void changeServers();
    void changeSeed();
    void drawSeed();
    void complain(const QString& why);

    session::Session& session_;
    const Look& look_;
    QPushButton* back_ = nullptr;
    QSpinBox* servers_ = nullptr;
    std::vector<QWidget*> serversRow_;
    QLineEdit* seed_ = nullptr;
    QLabel* fault_ = nullptr;
    QWidget* dials_ = nullptr;
    QVBoxLayout* dialsLayout_ = nullptr;
    std::vector<DialEditor*> editors_;
    const TopicInfo* builtFor_ = nullptr;
    bool stale_ = true;
};

}  // namespace lockstep::window
