// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/invariant_lights.h"

#include <QPainter>
#include <algorithm>

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

InvariantLight::InvariantLight(const Look& look, const InvariantSpec& claim, QWidget* parent)
    : QAbstractButton(parent), look_(look), claim_(claim) {
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setText(QString::fromUtf8(claim.title));
    setBreak(nullptr);
}

void InvariantLight::setBreak(const Break* found) {
    broken_ = found != nullptr;
    step_ = found ? found->step : 0;
    const QString claim = QString::fromUtf8(claim_.claim);
    const QString source = QString::fromUtf8(claim_.source);
    if (found) {
        const QString telling = QString::fromStdString(found->telling);
        setToolTip(tr("%1\n%2\n\nBroken at step %3: %4\nClick to go there.")
                       .arg(claim, source).arg(found->step).arg(telling));
        setAccessibleName(tr("%1: broken at step %2").arg(text()).arg(found->step));
        setAccessibleDescription(telling);
    } else {
        setToolTip(claim + u'\n' + source);
        setAccessibleName(tr("%1: holds").arg(text()));
        setAccessibleDescription(claim);
    }
    update();
}

void InvariantLight::setWordy(bool wordy) {
    wordy_ = wordy;
    updateGeometry();
    update();
}

int InvariantLight::wordyWidth() const {
    return QFontMetrics(look_.words(12, QFont::Medium)).horizontalAdvance(text()) +
           look_.pixels(30);
}

QSize InvariantLight::sizeHint() const {
    return {wordy_ || broken_ ? wordyWidth() : look_.pixels(22), look_.pixels(26)};
}

void InvariantLight::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(look_.color(Ink::accent), 2) : QPen(Qt::NoPen));
        painter.setBrush(look_.color(broken_ ? Ink::no.soft() : Ink::panel.soft()));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    } else if (broken_) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look_.color(Ink::no.soft()));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const double radius = look_.pixels(11) / 2.0;
    const QPointF center(look_.pixels(11), height() / 2.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.color(broken_ ? Ink::no : Ink::yes));
    painter.drawEllipse(center, radius, radius);
    // A sign beside the colour.
    painter.setPen(QPen(look_.color(Ink::panel), look_.pixels(1.5), Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    const double r = radius * 0.45;
    if (broken_) {
        painter.drawLine(center + QPointF(-r, -r), center + QPointF(r, r));
        painter.drawLine(center + QPointF(-r, r), center + QPointF(r, -r));
    } else {
        painter.drawPolyline(QPolygonF{center + QPointF(-r, 0), center + QPointF(-r * 0.2, r * 0.8),
                                       center + QPointF(r, -r * 0.8)});
    }
    if (!wordy_ && !broken_) return;
    painter.setFont(look_.words(12, QFont::Medium));
    painter.setPen(look_.color(broken_ ? Ink::no : Ink::muted));
    painter.drawText(rect().adjusted(look_.pixels(22), 0, 0, 0), Qt::AlignVCenter, text());
}

InvariantLights::InvariantLights(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent), session_(session), look_(look) {
    setAccessibleName(tr("Invariants"));
    connect(&session_, &session::Session::runChanged, this, &InvariantLights::rebuild);
    connect(&session_, &session::Session::moved, this, &InvariantLights::refresh);
    connect(&look_, &Look::changed, this, &InvariantLights::layOut);
    rebuild();
}

void InvariantLights::rebuild() {
    qDeleteAll(lights_);
    lights_.clear();
    if (!session_.hasRun()) return;
    for (const InvariantSpec& claim : session_.topic().invariants) {
        auto* light = new InvariantLight(look_, claim, this);
        connect(light, &InvariantLight::clicked, this, [this, light] {
            if (light->isBroken()) session_.goTo(light->brokenAt());
        });
        light->show();
        lights_.push_back(light);
    }
    updateGeometry();
    refresh();
    layOut();
}

void InvariantLights::refresh() {
    if (!session_.hasRun()) return;
    const auto breaks = session_.timeline().breaks();
    const Step here = session_.timeline().step();
    bool changed = false;
    for (std::size_t i = 0; i < lights_.size(); ++i) {
        const auto found = std::find_if(breaks.begin(), breaks.end(), [&](const Break& one) {
            return one.invariant == static_cast<int>(i) && one.step <= here;
        });
        const bool broken = found != breaks.end();
        if (!broken && !lights_[i]->isBroken()) continue;
        lights_[i]->setBreak(broken ? &*found : nullptr);
        changed = true;
    }
    if (changed) layOut();
}

QSize InvariantLights::sizeHint() const {
    int width = 0;
    for (const InvariantLight* light : lights_) width += light->wordyWidth();
    return {width, look_.pixels(28)};
}

QSize InvariantLights::minimumSizeHint() const {
    return {look_.pixels(22) * static_cast<int>(lights_.size()), look_.pixels(28)};
}

void InvariantLights::resizeEvent(QResizeEvent*) { layOut(); }

void InvariantLights::layOut() {
    const bool wordy = sizeHint().width() <= width();
    int total = 0;
    int broken = 0;
    for (InvariantLight* light : lights_) {
        light->setWordy(wordy);
        total += light->sizeHint().width();
        if (light->isBroken()) ++broken;
    }
    // Without their words one sentence says it for all.
    summary_ = wordy || lights_.empty() ? QString()
               : broken == 0            ? tr("All claims hold")
                                        : tr("%n broken", nullptr, broken);
    const int words = QFontMetrics(look_.words(12, QFont::Medium)).horizontalAdvance(summary_);
    if (total + words + look_.pixels(12) > width()) summary_.clear();
    if (!summary_.isEmpty()) total += words + look_.pixels(8);
    int left = std::max(0, (width() - total) / 2);
    for (InvariantLight* light : lights_) {
        const QSize size = light->sizeHint();
        light->setGeometry(left, (height() - size.height()) / 2, size.width(), size.height());
        left += size.width();
    }
    summaryLeft_ = left + look_.pixels(8);
    update();
}

void InvariantLights::paintEvent(QPaintEvent*) {
    if (summary_.isEmpty() || lights_.front()->isHidden()) return;
    QPainter painter(this);
    painter.setFont(look_.words(12, QFont::Medium));
    painter.setPen(look_.color(Ink::muted));
    painter.drawText(rect().adjusted(summaryLeft_, 0, 0, 0), Qt::AlignVCenter, summary_);
}

}  // namespace lockstep::window
