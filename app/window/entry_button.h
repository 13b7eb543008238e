// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson or a topic as one thing to press: its title, a line below, and a bar for what is done.
#pragma once

#include <QAbstractButton>

#include "window/look.h"

namespace lockstep::window {

class EntryButton final : public QAbstractButton {
    Q_OBJECT

public:
    // `done` goes from 0 to 1; below 0 there is no bar.
    EntryButton(const Look& look, const QString& title, const QString& line, double done,
                QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int wordsHeight(int width, const QFont& font, const QString& words) const;
    int titleHeight(int width) const;
    int lineHeight(int width) const;

    const Look& look_;
    QString title_;
    QString line_;
    double done_;
};

}  // namespace lockstep::window
