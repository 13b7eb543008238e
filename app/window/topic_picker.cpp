// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/topic_picker.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "window/entry_button.h"
#include "window/roles.h"

namespace lockstep::window {

std::vector<const TopicInterface*> topicsByGroup(const Catalog& catalog) {
    std::vector<std::string> tabs;
    for (const auto& topic : catalog.topics()) {
        const std::string& tab = topic->info().tab;
        if (std::find(tabs.begin(), tabs.end(), tab) == tabs.end()) tabs.push_back(tab);
    }
    std::vector<const TopicInterface*> topics;
    for (const std::string& tab : tabs) {
        for (const auto& topic : catalog.topics()) {
            if (topic->info().tab == tab) topics.push_back(topic.get());
        }
    }
    return topics;
}

TopicPicker::TopicPicker(const Catalog& catalog, const Look& look, QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(8);
    std::string tab;
    for (const TopicInterface* topic : topicsByGroup(catalog)) {
        const TopicInfo& info = topic->info();
        if (info.tab != tab) {
            tab = info.tab;
            auto* heading = new QLabel(QString::fromStdString(tab).toUpper(), this);
            setRole(heading, "caps");
            column->addWidget(heading);
        }
        auto* entry = new EntryButton(look, QString::fromStdString(info.title),
                                      QString::fromStdString(info.summary), -1, this);
        column->addWidget(entry);
        connect(entry, &QAbstractButton::clicked, this, [this, topic] { Q_EMIT chosen(topic); });
    }
    column->addStretch(1);
}

void TopicPicker::focusFirst() {
    if (auto* first = findChild<EntryButton*>()) first->setFocus();
}

}  // namespace lockstep::window
