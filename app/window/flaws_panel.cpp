// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/flaws_panel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>

#include "window/explore_page.h"
#include "window/roles.h"
#include "window/toggle_switch.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

FlawsPanel::FlawsPanel(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      find_(new QPushButton(tr("Find the failure"), this)),
      area_(new QScrollArea(this)),
      list_(new QWidget(area_)) {
    auto* title = new QLabel(tr("Break a rule"), this);
    setRole(title, "heading");
    auto* head = new QHBoxLayout;
    head->setContentsMargins(20, 8, 16, 6);
    head->addWidget(title, 1);
    head->addWidget(find_);
    connect(find_, &QPushButton::clicked, this, [this] {
        Q_EMIT searchAsked(session_.timeline().world().flaws().bits() != 0);
    });
    auto* rows = new QVBoxLayout(list_);
    rows->setContentsMargins(20, 0, 16, 12);
    rows->setSpacing(6);
    area_->setWidget(list_);
    area_->setWidgetResizable(true);
    area_->setFrameShape(QFrame::NoFrame);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->viewport()->setAutoFillBackground(false);
    area_->viewport()->installEventFilter(this);
    list_->installEventFilter(this);
    list_->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(area_, 1);
    connect(&session_, &session::Session::moved, this, [this] {
        stale_ = true;
        refresh();
    });
    // Tab that comes from outside does not scroll the area by itself.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && list_->isAncestorOf(now)) area_->ensureWidgetVisible(now);
    });
}

void FlawsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void FlawsPanel::rebuild() {
    builtFor_ = &session_.topic();
    qDeleteAll(toggles_);
    toggles_.clear();
    broken_ = nullptr;
    while (QLayoutItem* rest = list_->layout()->takeAt(0)) delete rest;
    // What is made late would else be the last of the whole window, behind the lesson's "Next".
    QWidget* before = find_;
    for (const FlawSpec& flaw : session_.topic().flaws) {
        auto* toggle = new ToggleSwitch(look_, QString::fromUtf8(flaw.title), true, list_);
        toggle->setToolTip(QString::fromUtf8(flaw.summary));
        toggle->setAccessibleDescription(QString::fromUtf8(flaw.summary));
        const QString name = QString::fromLatin1(flaw.name);
        connect(toggle, &ToggleSwitch::clicked, this, [this, toggle, name](bool on) {
            const QString why =
                session_.act(u"flaw "_s + name + (on ? u" on"_s : u" off"_s));
            if (why.isEmpty()) return;
            toggle->setChecked(!on);
            Q_EMIT session_.told(why);
        });
        list_->layout()->addWidget(toggle);
        toggles_.push_back(toggle);
        setTabOrder(before, toggle);
        before = toggle;
    }
    static_cast<QVBoxLayout*>(list_->layout())->addStretch(1);
    const QString refusal = ExplorePage::refusal(session_);
    find_->setEnabled(refusal.isEmpty());
    find_->setToolTip(refusal.isEmpty()
                          ? tr("The shortest run that breaks a promise, found by trying them all")
                          : refusal);
}

void FlawsPanel::refresh() {
    if (!stale_ || !isVisible() || !session_.hasRun()) return;
    stale_ = false;
    if (builtFor_ != &session_.topic()) rebuild();
    const FlawSet flaws = session_.timeline().world().flaws();
    for (std::size_t i = 0; i < toggles_.size(); ++i) {
        ToggleSwitch* toggle = toggles_[i];
        const bool on = flaws.has(static_cast<int>(i));
        if (on && !toggle->isChecked()) {
            broken_ = toggle;
            showBroken();
        }
        toggle->setChecked(on);
    }
}

// What a script, a search or a lesson has broken is not left below the fold, nor when the panel
// gets its size only after that.
void FlawsPanel::showBroken() {
    if (!broken_) return;
    QTimer::singleShot(0, broken_, [this] {
        if (broken_) area_->ensureWidgetVisible(broken_);
    });
}

bool FlawsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) showBroken();
    // From here on the list stands where it was scrolled to.
    if (event->type() == QEvent::Wheel) broken_ = nullptr;
    return QWidget::eventFilter(watched, event);
}

}  // namespace lockstep::window
