// SPDX-License-Identifier: GPL-3.0-or-later
// Source lines with their numbers, some of them lit. What is wider than the panel goes on below,
// further in. Text can be selected and copied.
#pragma once

#include <QSyntaxHighlighter>
#include <QTextEdit>
#include <vector>

#include "window/look.h"

namespace lockstep::window {

struct CodeLine {
    int number = 0;  // in its file; 0: a separator with words of its own
    QString text;
    bool lit = false;
};

class CodeView final : public QTextEdit {
    Q_OBJECT

public:
    explicit CodeView(const Look& look, QWidget* parent = nullptr);

    void setLines(const std::vector<CodeLine>& lines);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    QMimeData* createMimeDataFromSelection() const override;

private:
    class Gutter;

    void applyLook();
    void lightUp();
    void write();
    void bringLitIntoView();
    QRectF placeOf(const QTextBlock& block) const;
    void paintGutter(QPainter& painter, const QRect& area);
    int gutterWidth() const;
    int columnsNow() const;
    void readyScrollBar();

    const Look& look_;
    std::vector<CodeLine> lines_;
    QStringList texts_;
    int columns_ = 0;  // for which the lines are laid out
    QWidget* gutter_ = nullptr;
    QSyntaxHighlighter* highlighter_ = nullptr;
};

}  // namespace lockstep::window
