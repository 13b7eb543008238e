// SPDX-License-Identifier: GPL-3.0-or-later
// A row of small widgets that goes on in the next line where the width ends.
#pragma once

#include <QLayout>
#include <vector>

namespace lockstep::window {

class LessonFlowLayout final : public QLayout {
public:
    LessonFlowLayout(QWidget* parent, int spacing);
    ~LessonFlowLayout() override;

    void addItem(QLayoutItem* item) override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    int count() const override { return static_cast<int>(items_.size()); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect& room) override;

private:
    int arrange(const QRect& room, bool move) const;

    std::vector<QLayoutItem*> items_;
};

}  // namespace lockstep::window
