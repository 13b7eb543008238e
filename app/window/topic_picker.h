// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to play with: the topics, in their groups.
#pragma once

#include <QWidget>

#include "catalog/catalog.h"
#include "window/look.h"

namespace lockstep::window {

// The topics in the order to show them: by group, as each group first comes.
std::vector<const TopicInterface*> topicsByGroup(const Catalog& catalog);

class TopicPicker final : public QWidget {
    Q_OBJECT

public:
    TopicPicker(const Catalog& catalog, const Look& look, QWidget* parent = nullptr);

    void focusFirst();

Q_SIGNALS:
    void chosen(const lockstep::TopicInterface* topic);
};

}  // namespace lockstep::window
