// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/action_bar.h"

#include <QHBoxLayout>
#include <algorithm>

#include "window/action_menus.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

ActionBar::ActionBar(session::Session& session, const Look& look, ActionMenus& menus,
                     QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      menus_(menus),
      more_(new QPushButton(tr("More …"), this)) {
    setAccessibleName(tr("Actions"));
    auto* row = new QHBoxLayout(this);
    row->setSpacing(6);
    row->setSizeConstraint(QLayout::SetNoConstraint);
    row->addWidget(more_);
    row->addStretch(1);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    more_->setToolTip(tr("All actions of no server  W"));
    connect(more_, &QPushButton::clicked, this, [this] {
        menus_.popUpWorld(more_->mapToGlobal(QPoint(0, more_->height())));
    });
    connect(&session_, &session::Session::runChanged, this, &ActionBar::rebuild);
    connect(&session_, &session::Session::moved, this, &ActionBar::refresh);
    connect(&look_, &Look::changed, this, &ActionBar::applyLook);
    applyLook();
    rebuild();
}

void ActionBar::applyLook() {
    const int side = look_.pixels(24);
    const int edge = look_.pixels(4);
    layout()->setContentsMargins(side, edge, side, edge);
    fit();
}

QSize ActionBar::minimumSizeHint() const { return {0, sizeHint().height()}; }

void ActionBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

// One row, so that the picture keeps its room; what does not fit is a press away.
void ActionBar::fit() {
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    const int gap = layout()->spacing();
    int all = -gap;
    for (const QPushButton* button : buttons_) all += button->sizeHint().width() + gap;
    const bool fits = all <= room;
    int left = fits ? room : room - more_->sizeHint().width() - gap;
    for (QPushButton* button : buttons_) {
        left -= button->sizeHint().width();
        button->setVisible(left >= 0);
        left -= gap;
    }
    more_->setVisible(!fits);
}

// The topic's own verbs; what joins servers or heals the network has its place elsewhere.
std::vector<Offer> ActionBar::offers() const {
    const TopicInfo& topic = session_.topic();
    std::vector<Offer> offers = offersAtWorld(session_.timeline().world(), topic);
    std::erase_if(offers, [&](const Offer& offer) {
        return std::none_of(topic.verbs.begin(), topic.verbs.end(), [&](const VerbSpec& verb) {
            const std::string name = verb.name;
            return !verb.introduces &&
                   (offer.line == name || offer.line.rfind(name + ' ', 0) == 0);
        });
    });
    return offers;
}

void ActionBar::rebuild() {
    if (!session_.hasRun()) return hide();
    if (builtFor_ != &session_.topic()) {
        builtFor_ = &session_.topic();
        for (QPushButton* button : buttons_) {
            button->hide();
            button->deleteLater();
        }
        buttons_.clear();
        const std::vector<Offer> all = offers();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const QString label = QString::fromStdString(all[i].label);
            const bool asks = all[i].needsInput && !label.endsWith(u'…');
            auto* button = new QPushButton(asks ? label + u" …"_s : label, this);
            button->setAccessibleName(label);
            static_cast<QHBoxLayout*>(layout())->insertWidget(static_cast<int>(i), button);
            buttons_.push_back(button);
            connect(button, &QPushButton::clicked, this, [this, i, button] {
                const std::vector<Offer> now = offers();
                if (i >= now.size()) return;
                menus_.perform(now[i], button->mapToGlobal(QPoint(0, button->height())));
            });
        }
    }
    setVisible(!buttons_.empty());
    fit();
    refresh();
}

void ActionBar::refresh() {
    if (buttons_.empty() || !session_.hasRun()) return;
    const std::vector<Offer> now = offers();
    for (std::size_t i = 0; i < buttons_.size() && i < now.size(); ++i) {
        const QString refusal = QString::fromStdString(now[i].refusal);
        buttons_[i]->setEnabled(refusal.isEmpty());
        buttons_[i]->setToolTip(refusal.isEmpty() ? QString::fromStdString(now[i].line) : refusal);
    }
}

QPushButton* ActionBar::button(const QString& label) const {
    for (QPushButton* button : buttons_) {
        if (button->accessibleName() == label) return button;
    }
    return nullptr;
}

}  // namespace lockstep::window
