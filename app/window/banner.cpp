// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/banner.h"

#include <QHBoxLayout>

#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

Banner::Banner(QWidget* parent)
    : QFrame(parent), text_(new QLabel(this)), close_(new QToolButton(this)) {
    setAccessibleName(tr("Message"));
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text_->setTextFormat(Qt::PlainText);
    setRole(close_, "link");
    close_->setText(u"✕"_s);
    close_->setAccessibleName(tr("Close the message"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 6, 12, 6);
    layout->addWidget(text_, 1);
    layout->addWidget(close_);
    hide_.setSingleShot(true);
    hide_.setInterval(6000);
    connect(&hide_, &QTimer::timeout, this, &Banner::hide);
    connect(close_, &QToolButton::clicked, this, &Banner::hide);
    hide();
}

void Banner::complain(const QString& line) {
    setState(this, "warning");
    text_->setText(line);
    hide_.stop();
    show();
}

void Banner::inform(const QString& line) {
    setState(this, "lit");
    text_->setText(line);
    hide_.start();
    show();
}

}  // namespace lockstep::window
