// SPDX-License-Identifier: GPL-3.0-or-later
// Source lines with their numbers, some of them lit. Text can be selected and copied.
#pragma once

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>
#include <vector>

#include "window/look.h"

namespace lockstep::window {

struct CodeLine {
    int number = 0;  // in its file; 0: a separator with words of its own
    QString text;
    bool lit = false;
};

class CodeView final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CodeView(const Look& look, QWidget* parent = nullptr);

    void setLines(const std::vector<CodeLine>& lines);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Gutter;

    void applyLook();
    void lightUp();
    void paintGutter(QPainter& painter, const QRect& area);
    int gutterWidth() const;

    const Look& look_;
    std::vector<CodeLine> lines_;
    QStringList texts_;
    QWidget* gutter_ = nullptr;
    QSyntaxHighlighter* highlighter_ = nullptr;
};

}  // namespace lockstep::window
