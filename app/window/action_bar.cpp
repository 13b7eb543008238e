// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/action_bar.h"

#include <algorithm>

#include "window/action_menus.h"
#include "window/lesson_flow_layout.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

ActionBar::ActionBar(session::Session& session, const Look& look, ActionMenus& menus,
                     QWidget* parent)
    : QWidget(parent), session_(session), look_(look), menus_(menus) {
    setAccessibleName(tr("Actions"));
    new LessonFlowLayout(this, 6);
    connect(&session_, &session::Session::runChanged, this, &ActionBar::rebuild);
    connect(&session_, &session::Session::moved, this, &ActionBar::refresh);
    connect(&look_, &Look::changed, this, &ActionBar::applyLook);
    applyLook();
    rebuild();
}

void ActionBar::applyLook() {
    layout()->setContentsMargins(look_.pixels(24), 0, look_.pixels(24), look_.pixels(4));
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
            auto* button = new QPushButton(all[i].needsInput ? label + u" …"_s : label, this);
            button->setAccessibleName(label);
            layout()->addWidget(button);
            buttons_.push_back(button);
            connect(button, &QPushButton::clicked, this, [this, i, button] {
                const std::vector<Offer> now = offers();
                if (i >= now.size()) return;
                menus_.perform(now[i], button->mapToGlobal(QPoint(0, button->height())));
            });
        }
    }
    setVisible(!buttons_.empty());
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
