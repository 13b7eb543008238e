// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/input_popup.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScreen>
#include <QVBoxLayout>

#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

// What to begin with, so that Enter alone does something sensible.
QString suggestionFor(const QString& open) {
    if (open == "KEY=VALUE"_L1) return u"x=1"_s;
    if (open == "KEY"_L1) return u"x"_s;
    return {};
}

}  // namespace

InputPopup::InputPopup(session::Session& session, const QString& title, const QString& fixed,
                       const QString& open, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      session_(session),
      fixed_(fixed),
      field_(new QLineEdit(this)),
      fault_(new QLabel(this)),
      go_(new QPushButton(tr("Do it"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setRole(this, "card");
    auto* label = new QLabel(QString(title).remove(u" …"_s) + u" – "_s + fixed_, this);
    setRole(label, "small");
    field_->setAccessibleName(tr("%1: %2").arg(title, open));
    field_->setPlaceholderText(open);
    field_->setText(suggestionFor(open));
    field_->setMinimumWidth(220);
    field_->selectAll();
    setRole(go_, "primary");
    setRole(fault_, "small");
    setState(fault_, "no");
    fault_->setWordWrap(true);
    fault_->hide();
    auto* row = new QHBoxLayout;
    row->addWidget(field_, 1);
    row->addWidget(go_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->addWidget(label);
    layout->addLayout(row);
    layout->addWidget(fault_);
    connect(field_, &QLineEdit::textChanged, this, &InputPopup::check);
    connect(field_, &QLineEdit::returnPressed, this, &InputPopup::perform);
    connect(go_, &QPushButton::clicked, this, &InputPopup::perform);
    check();
}

QString InputPopup::wholeLine() const { return fixed_ + u' ' + field_->text().trimmed(); }

void InputPopup::check() {
    const QString why = field_->text().trimmed().isEmpty() ? QString()
                                                           : session_.refusal(wholeLine());
    fault_->setText(why);
    fault_->setVisible(!why.isEmpty());
    go_->setEnabled(why.isEmpty() && !field_->text().trimmed().isEmpty());
    adjustSize();
}

void InputPopup::perform() {
    if (!go_->isEnabled()) return;
    const QString why = session_.act(wholeLine());
    if (why.isEmpty()) {
        close();
    } else {
        fault_->setText(why);
        fault_->show();
        adjustSize();
    }
}

void InputPopup::openAt(QPoint globalPosition) {
    adjustSize();
    const QScreen* screen = QGuiApplication::screenAt(globalPosition);
    if (!screen) screen = QGuiApplication::primaryScreen();
    const QRect room = screen->availableGeometry();
    QPoint place = globalPosition;
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    place.setY(std::clamp(place.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(place);
    show();
    field_->setFocus();
}

}  // namespace lockstep::window
