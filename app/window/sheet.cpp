// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/sheet.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLayout>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <algorithm>

#include "window/roles.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

Sheet::Sheet(const Look& look, QWidget* window, const QString& title, const QString& key,
             QWidget* content)
    : QWidget(window),
      look_(look),
      title_(title),
      key_(key),
      card_(new QFrame(this)),
      content_(content),
      before_(QApplication::focusWidget()) {
    setAttribute(Qt::WA_DeleteOnClose);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setRole(card_, "panel");
    card_->setStyleSheet(u"QFrame[role=\"panel\"] { border-radius: 10px; }"_s);
    auto* heading = new QLabel(title, card_);
    setRole(heading, "title");
    auto* close = new QToolButton(card_);
    close->setText(tr("Close  Esc"));
    close->setAccessibleName(tr("Close"));
    setRole(close, "link");
    connect(close, &QToolButton::clicked, this, &QWidget::close);
    auto* top = new QHBoxLayout;
    top->addWidget(heading, 1);
    top->addWidget(close);
    auto* area = new QScrollArea(card_);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(card_);
    layout->setContentsMargins(28, 20, 20, 20);
    layout->setSpacing(12);
    layout->addLayout(top);
    layout->addWidget(area, 1);
    window->installEventFilter(this);
    setGeometry(window->rect());
    layOut();
    show();
    raise();
    setFocus();
}

void Sheet::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    Q_EMIT closed();
}

void Sheet::layOut() {
    if (!card_->layout()) return;
    const int room = width() - 32;
    const int wide = std::min(look_.pixels(width_), room);
    const int inner = wide - 48 - look_.pixels(12);
    const QLayout* lines = content_->layout();
    const int wanted = lines && lines->hasHeightForWidth() ? lines->heightForWidth(inner)
                                                           : content_->sizeHint().height();
    const int high = std::min(height() - 32, wanted + look_.pixels(116));
    card_->setGeometry((width() - wide) / 2, (height() - high) / 2, wide, high);
}

void Sheet::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QColor dim = look_.theme().isDark() ? QColor(Qt::black) : look_.color(Ink::text);
    dim.setAlphaF(look_.theme().isDark() ? 0.6F : 0.35F);
    painter.fillRect(rect(), dim);
}

void Sheet::mousePressEvent(QMouseEvent* event) {
    if (!card_->geometry().contains(event->position().toPoint())) close();
}

void Sheet::keyPressEvent(QKeyEvent* event) {
    const bool again = !key_.isEmpty() && event->text() == key_;
    if (event->key() == Qt::Key_Escape || again) {
        close();
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool Sheet::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
        layOut();
    }
    return QWidget::eventFilter(watched, event);
}

void Sheet::focusFirst() {
    for (auto* button : content_->findChildren<QAbstractButton*>()) {
        if (button->isEnabled() && button->focusPolicy() & Qt::TabFocus) {
            return button->setFocus(Qt::TabFocusReason);
        }
    }
}

// Tab stays on the sheet while it is open. Qt asks as well when it has just been closed.
bool Sheet::focusNextPrevChild(bool next) {
    if (!isVisible()) {
        if (before_) before_->setFocus();
        return true;
    }
    QWidget* from = QApplication::focusWidget();
    QWidget* to = from ? from : this;
    do {
        to = next ? to->nextInFocusChain() : to->previousInFocusChain();
        const bool fits = to->focusPolicy() & Qt::TabFocus && to->isVisible() && to->isEnabled();
        if (isAncestorOf(to) && fits) {
            to->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    } while (to != from && to != this);
    return true;
}

}  // namespace lockstep::window
