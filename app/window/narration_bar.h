// SPDX-License-Identifier: GPL-3.0-or-later
// What the step did in one sentence, and why in the next. Long ones wrap; the bar grows with them
// and then keeps its height, so that nothing jumps while stepping.
#pragma once

#include <QWidget>

#include "session/session.h"
#include "session/telling.h"
#include "window/look.h"

namespace lockstep::window {

class NarrationBar final : public QWidget {
    Q_OBJECT

public:
    // `enlargement` of the words: 1 in the window, more on the wall.
    NarrationBar(session::Session& session, const Look& look, double enlargement = 1,
                 QWidget* parent = nullptr);

    QString what() const { return telling_.what; }
    QString why() const { return telling_.why; }
    QSize sizeHint() const override;
    // What the words take in a bar of this width.
    int neededHeight() const;

Q_SIGNALS:
    void othersAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Lines {
        QRect what;
        QRect why;
        QRect more;
    };
    Lines linesFor(int width) const;
    int heightOf(const Lines& lines) const;
    QString moreText() const;
    QFont largeFont() const;
    QFont smallFont() const;
    int leastHeight() const;
    void refresh();
    void applyLook();
    void grow();

    session::Session& session_;
    const Look& look_;
    double enlargement_;
    session::StepTelling telling_;
    drawing::Ink ink_ = drawing::Ink::accent;
    int shownWidth_ = 0;
    Lines lines_;  // where the words go in this width
};

}  // namespace lockstep::window
