// SPDX-License-Identifier: GPL-3.0-or-later
// A choice of a question: a box with a mark and words, pressed anywhere.
#pragma once

#include <QAbstractButton>

#include "window/look.h"

namespace lockstep::window {

class LessonChoice final : public QAbstractButton {
    Q_OBJECT

public:
    enum class Mark { radio, check, number };
    // What is known of it after the answer.
    enum class Verdict { none, right, wrong };

    LessonChoice(const Look& look, const QString& text, Mark mark, QWidget* parent = nullptr);

    // Its place in an order, from 1; 0: not taken yet.
    void setNumber(int number);
    // From here on it shows whether it was right and can no more be pressed.
    void settle(Verdict verdict, bool taken);
    Verdict verdict() const { return verdict_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintMark(QPainter& painter, const QRectF& place) const;
    QColor outline() const;
    bool isTaken() const { return isChecked() && !skipped_; }

    const Look& look_;
    QString words_;  // not the button's text, whose & would make a shortcut
    Mark mark_;
    Verdict verdict_ = Verdict::none;
    int number_ = 0;
    bool skipped_ = false;  // was pressed, but not given as an answer
};

}  // namespace lockstep::window
