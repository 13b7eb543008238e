// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/header_bar.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>

#include "window/icons.h"
#include "window/invariant_lights.h"
#include "window/roles.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

HeaderBar::HeaderBar(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      home_(new QPushButton(tr("Lockstep"), this)),
      crumbs_(new QLabel(this)),
      lights_(new InvariantLights(session, look, this)),
      present_(new QPushButton(this)),
      export_(new QPushButton(this)),
      menu_(new QToolButton(this)) {
    setRole(this, "panel");
    setRole(home_, "link");
    home_->setToolTip(tr("To the start page"));
    home_->setAccessibleName(tr("Lockstep: to the start page"));
    setRole(present_, "quiet");
    present_->setAccessibleName(tr("Present"));
    present_->setToolTip(tr("The stage full screen, for a room  F5"));
    export_->setAccessibleName(tr("Export"));
    export_->setToolTip(tr("Save the picture as SVG, PDF or PNG  Ctrl+E"));
    setRole(menu_, "tool");
    menu_->setAccessibleName(tr("Menu"));
    menu_->setToolTip(tr("Menu  F10"));
    menu_->setPopupMode(QToolButton::InstantPopup);
    crumbs_->setTextFormat(Qt::RichText);
    crumbs_->setMinimumWidth(20);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(home_);
    layout->addWidget(crumbs_);
    layout->addWidget(lights_, 1);
    layout->addWidget(present_);
    layout->addWidget(export_);
    layout->addWidget(menu_);
    connect(&session_, &session::Session::runChanged, this, &HeaderBar::refresh);
    connect(&session_, &session::Session::lessonChanged, this, &HeaderBar::refresh);
    connect(&look_, &Look::changed, this, &HeaderBar::applyLook);
    applyLook();
}

void HeaderBar::applyLook() {
    layout()->setContentsMargins(look_.pixels(14), 0, look_.pixels(16), 0);
    layout()->setSpacing(look_.pixels(10));
    setFixedHeight(look_.pixels(48));
    menu_->setIcon(iconFor(Sign::menu, look_, Ink::text));
    menu_->setIconSize(QSize(look_.pixels(16), look_.pixels(16)));
    home_->setStyleSheet(u"QPushButton { font-size: %1px; font-weight: 700; color: %2; }"_s
                             .arg(look_.pixels(15)).arg(look_.color(Ink::text).name()));
    refresh();
}

// The keys stand on the buttons where there is room for the claims as well.
void HeaderBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool roomy = width() >= look_.pixels(1560);
    present_->setText(roomy ? tr("Present  F5") : tr("Present"));
    export_->setText(roomy ? tr("Export  Ctrl+E") : tr("Export"));
}

void HeaderBar::setRunShown(bool shown) {
    for (QWidget* widget : std::initializer_list<QWidget*>{crumbs_, present_, export_}) {
        widget->setVisible(shown);
    }
    for (InvariantLight* light : lights_->lights()) light->setVisible(shown);
    refresh();
}

void HeaderBar::refresh() {
    if (!session_.hasRun()) return;
    const QString topic = QString::fromStdString(session_.topic().title).toHtmlEscaped();
    QString where = tr("Free play");
    if (session_.inLesson() && !session_.hasLeftLesson()) {
        where = session_.lessonTitle();
    } else if (!session_.runName().isEmpty()) {
        where = QFileInfo(session_.runName()).completeBaseName();
    }
    crumbs_->setText(u"<span style='color:%1'>%2 &nbsp;›&nbsp; </span><b>%3</b>"_s
                         .arg(look_.color(Ink::muted).name(), topic, where.toHtmlEscaped()));
}

void HeaderBar::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(rect(), look_.color(Ink::panel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), look_.color(Ink::line));
}

}  // namespace lockstep::window
