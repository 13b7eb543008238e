// SPDX-License-Identifier: GPL-3.0-or-later
// A page laid over the window for a moment: keys, legend, the protocol on one page. Escape or a
// click beside it closes it.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>
#include <QWidget>

#include "window/look.h"

namespace lockstep::window {

class Sheet final : public QWidget {
    Q_OBJECT

public:
    // Covers the window; takes the content. `key` is the one that opened it, which closes it too.
    Sheet(const Look& look, QWidget* window, const QString& title, const QString& key,
          QWidget* content);

    const QString& title() const { return title_; }
    void setWidth(int width) { width_ = width; layOut(); }
    // A sheet that asks something has the keyboard at its first answer.
    void focusFirst();

Q_SIGNALS:
    void closed();

protected:
    void hideEvent(QHideEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void layOut();

    const Look& look_;
    QString title_;
    QString key_;
    QFrame* card_;
    QWidget* content_;
    QPointer<QWidget> before_;  // had the focus, and gets it back
    int width_ = 760;
};

}  // namespace lockstep::window
