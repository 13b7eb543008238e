// SPDX-License-Identifier: GPL-3.0-or-later
// One of the doors on the start page: a large button with a sign, a word and a sentence.
#pragma once

#include <QAbstractButton>

#include "window/look.h"

namespace lockstep::window {

class Door final : public QAbstractButton {
    Q_OBJECT

public:
    enum class Sign { book, hand, screen };

    Door(const Look& look, Sign sign, const QString& word, const QString& sentence,
         QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintSign(QPainter& painter, QRectF area) const;

    const Look& look_;
    Sign sign_;
    QString sentence_;
};

}  // namespace lockstep::window
