// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side, stepped together: whichever has the next thing to happen goes first. It
// counts the messages of both and knows where they first differ.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QWidget>
#include <array>
#include <memory>
#include <optional>

#include "figures/catalog.h"
#include "script/beside.h"
#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class StageView;

class CompareWindow final : public QWidget {
    Q_OBJECT

public:
    struct Run {
        std::shared_ptr<Timeline> timeline;
        QString title;
    };

    CompareWindow(const Catalog& catalog, const figures::FigureCatalog& figures,
                  const Look& windowLook, Run left, Run right);
    ~CompareWindow() override;

    session::Session& session(int side) { return *sides_[at(side)].session; }
    QString count(int side) const { return sides_[at(side)].count->text(); }
    QString verdict() const { return verdict_->text(); }
    QPushButton* toDifference() { return toDifference_; }
    QLineEdit* actionLine() { return action_; }

    bool step();
    bool back();
    void goToStart();
    void goToDifference();
    void togglePlay();
    // The same action in both worlds; what one of them refuses is said.
    void act(const QString& line);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Side {
        std::unique_ptr<session::Session> session;
        QLabel* title = nullptr;
        QLabel* count = nullptr;
        QLabel* broken = nullptr;
        QLabel* told = nullptr;
        StageView* stage = nullptr;
    };

    static std::size_t at(int side) { return static_cast<std::size_t>(side); }
    QWidget* buildSide(int side, Run run, const figures::FigureCatalog& figures);
    QWidget* buildFoot();
    void refresh();
    void refresh(Side& side) const;
    void applyLook();

    Look look_;
    std::array<Side, 2> sides_;
    std::optional<script::Difference> difference_;
    QLabel* verdict_ = nullptr;
    QPushButton* play_ = nullptr;
    QPushButton* toDifference_ = nullptr;
    QLineEdit* action_ = nullptr;
    QTimer player_;
};

}  // namespace lockstep::window
