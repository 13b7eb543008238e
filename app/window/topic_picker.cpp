// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/topic_picker.h"

#include <QGridLayout>
#include <QLabel>
#include <algorithm>
#include <iterator>

#include "session/first_run.h"
#include "window/entry_button.h"
#include "window/roles.h"

namespace lockstep::window {

std::vector<const TopicInterface*> topicsByGroup(const Catalog& catalog) {
    std::vector<const TopicInterface*> all;
    for (const auto& topic : catalog.topics()) all.push_back(topic.get());
    // What goes on by itself is what a newcomer should meet first.
    std::stable_partition(all.begin(), all.end(), [](const TopicInterface* topic) {
        return session::firstRunOf(*topic).livesByItself;
    });
    std::vector<const TopicInterface*> topics;
    for (const TopicInterface* first : all) {
        if (std::find(topics.begin(), topics.end(), first) != topics.end()) continue;
        std::copy_if(all.begin(), all.end(), std::back_inserter(topics),
                     [&](const TopicInterface* topic) {
                         return topic->info().tab == first->info().tab;
                     });
    }
    return topics;
}

TopicPicker::TopicPicker(const Catalog& catalog, const Look& look, QWidget* parent)
    : QWidget(parent) {
    // Two beside each other: all of them are seen at once in a low window too.
    constexpr int inRow = 2;
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setSpacing(8);
    std::string tab;
    int place = 0;
    for (const TopicInterface* topic : topicsByGroup(catalog)) {
        const TopicInfo& info = topic->info();
        if (info.tab != tab) {
            tab = info.tab;
            auto* heading = new QLabel(QString::fromStdString(tab).toUpper(), this);
            setRole(heading, "caps");
            grid->addWidget(heading, grid->rowCount(), 0, 1, inRow);
            place = 0;
        }
        auto* entry = new EntryButton(look, QString::fromStdString(info.title),
                                      QString::fromStdString(info.summary), -1, this);
        const int column = place++ % inRow;
        grid->addWidget(entry, column == 0 ? grid->rowCount() : grid->rowCount() - 1, column);
        connect(entry, &QAbstractButton::clicked, this, [this, topic] { Q_EMIT chosen(topic); });
    }
    for (int column = 0; column < inRow; ++column) grid->setColumnStretch(column, 1);
    grid->setRowStretch(grid->rowCount(), 1);
}

void TopicPicker::focusFirst() {
    if (auto* first = findChild<EntryButton*>()) first->setFocus();
}

}  // namespace lockstep::window
