// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/code_view.h"

#include <QAbstractTextDocumentLayout>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocumentFragment>

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

// Comments are quiet and strings green; more colour would take from what is lit.
class Highlighter final : public QSyntaxHighlighter {
public:
    Highlighter(QTextDocument* document, const Look& look)
        : QSyntaxHighlighter(document), look_(look) {}

protected:
    void highlightBlock(const QString& text) override {
        static const QRegularExpression words(
            u"\\b(if|else|for|while|return|const|auto|void|bool|switch|case|struct|"
            u"namespace)\\b"_s);
        static const QRegularExpression strings(u"\"([^\"\\\\]|\\\\.)*\""_s);
        static const QRegularExpression comment(u"//.*$"_s);
        const auto paint = [&](const QRegularExpression& what, const QColor& color) {
            QTextCharFormat format;
            format.setForeground(color);
            auto matches = what.globalMatch(text);
            while (matches.hasNext()) {
                const auto match = matches.next();
                setFormat(static_cast<int>(match.capturedStart()),
                          static_cast<int>(match.capturedLength()), format);
            }
        };
        paint(words, look_.color(Ink::accent));
        paint(strings, look_.color(Ink::yes));
        paint(comment, look_.color(Ink::muted));
    }

private:
    const Look& look_;
};

qsizetype indentOf(const QString& line) {
    qsizetype indent = 0;
    while (indent < line.size() && line[indent] == u' ') ++indent;
    return indent;
}

// The column at which a line that is too wide goes on: as its comment begins, or further in than
// the line, but with most of the panel's columns left.
int hangOf(const QString& line, int columns) {
    constexpr int furtherIn = 4;
    const int indent = static_cast<int>(indentOf(line));
    const bool isComment = line.mid(indent, 3) == "// "_L1;
    return std::min(indent + (isComment ? 3 : furtherIn), columns / 3);
}

}  // namespace

class CodeView::Gutter final : public QWidget {
public:
    explicit Gutter(CodeView* view) : QWidget(view), view_(view) {}

protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(this);
        view_->paintGutter(painter, event->rect());
    }

private:
    CodeView* view_;
};

CodeView::CodeView(const Look& look, QWidget* parent)
    : QTextEdit(parent), look_(look), gutter_(new Gutter(this)) {
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setAccessibleName(tr("Code of the rule that ran"));
    highlighter_ = new Highlighter(document(), look_);
    connect(&look_, &Look::changed, this, &CodeView::applyLook);
    applyLook();
}

void CodeView::applyLook() {
    const QFont font = look_.code(11);
    // The style sheet of the window sets fonts too, and would win over setFont.
    setStyleSheet(
        u"QTextEdit { font-family: \"JetBrains Mono\"; font-size: %1px; border: none;"
        " padding: 0; background: transparent; } QTextEdit:focus { border: none;"
        " padding: 0; }"_s.arg(font.pixelSize()));
    setFont(font);
    document()->setDefaultFont(font);
    document()->setDocumentMargin(0);
    setViewportMargins(gutterWidth(), 0, 0, 0);
    // How far in a line goes on depends on the width of a letter.
    write();
    lightUp();
}

int CodeView::gutterWidth() const {
    return QFontMetrics(look_.code(11)).horizontalAdvance(u'0') * 7;
}

// As if the scroll bar were there: when it comes, nothing is written anew.
int CodeView::columnsNow() const {
    const QScrollBar* bar = verticalScrollBar();
    const int room = viewport()->width() - (bar->isVisible() ? 0 : bar->sizeHint().width());
    return static_cast<int>(room / QFontMetricsF(look_.code(11)).horizontalAdvance(u'0'));
}

void CodeView::setLines(const std::vector<CodeLine>& lines) {
    lines_ = lines;
    // The indentation that all lines share says nothing here.
    qsizetype shared = 80;
    for (const CodeLine& line : lines_) {
        const qsizetype indent = indentOf(line.text);
        if (indent < line.text.size() && line.number > 0) shared = std::min(shared, indent);
    }
    QStringList texts;
    for (const CodeLine& line : lines_) {
        texts << (line.number > 0 ? line.text.mid(shared) : line.text);
    }
    // Laying out and colouring is what takes time: the same lines stay.
    if (texts != texts_) {
        texts_ = texts;
        write();
    }
    lightUp();
    bringLitIntoView();
}

// Ahead of what is written: a bar that came with the last line would have all of them laid out
// again.
void CodeView::readyScrollBar() {
    qsizetype rows = 0;
    for (const QString& text : texts_) rows += 1 + text.size() / std::max(1, columns_);
    const double height =
        static_cast<double>(rows - 1) * QFontMetricsF(look_.code(11)).lineSpacing();
    setVerticalScrollBarPolicy(height > viewport()->height() ? Qt::ScrollBarAlwaysOn
                                                             : Qt::ScrollBarAsNeeded);
}

void CodeView::write() {
    const double letter = QFontMetricsF(look_.code(11)).horizontalAdvance(u'0');
    columns_ = columnsNow();
    // Not QTextDocument::clear(), which keeps cursors that are gone by then.
    setExtraSelections({});
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    readyScrollBar();
    for (qsizetype i = 0; i < texts_.size(); ++i) {
        QTextBlockFormat format;
        const double hang = letter * hangOf(texts_.at(i), columns_);
        format.setLeftMargin(hang);
        format.setTextIndent(-hang);
        if (i == 0) {
            cursor.setBlockFormat(format);
        } else {
            cursor.insertBlock(format);
        }
        cursor.insertText(texts_.at(i));
    }
    cursor.endEditBlock();
}

void CodeView::bringLitIntoView() {
    QRectF lit;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (!lines_[i].lit) continue;
        const QTextBlock block = document()->findBlockByNumber(static_cast<int>(i));
        lit = lit.united(document()->documentLayout()->blockBoundingRect(block));
    }
    if (lit.isEmpty()) return;
    // From the top if the lit lines are seen there, else with them in view.
    const double line = QFontMetricsF(look_.code(11)).lineSpacing();
    const double room = viewport()->height();
    const double top = lit.bottom() < room - line
                           ? 0
                           : std::min(lit.top() - 3 * line, lit.bottom() - room / 2);
    verticalScrollBar()->setValue(static_cast<int>(top));
}

void CodeView::lightUp() {
    QList<QTextEdit::ExtraSelection> quiet;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].number > 0) continue;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document()->findBlockByNumber(static_cast<int>(i)));
        selection.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        selection.format.setForeground(look_.color(Ink::muted));
        quiet.append(selection);
    }
    setExtraSelections(quiet);
    viewport()->update();
    gutter_->update();
}

// A lit line is lit over the whole width, wherever its words end.
void CodeView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (!lines_[i].lit) continue;
        const QRectF place = placeOf(document()->findBlockByNumber(static_cast<int>(i)));
        painter.fillRect(0, static_cast<int>(place.top()), viewport()->width(),
                         static_cast<int>(place.height()), look_.color(Ink::lit));
    }
    painter.end();
    QTextEdit::paintEvent(event);
}

QRectF CodeView::placeOf(const QTextBlock& block) const {
    return document()->documentLayout()->blockBoundingRect(block).translated(
        0, -verticalScrollBar()->value());
}

void CodeView::paintGutter(QPainter& painter, const QRect& area) {
    painter.setFont(look_.code(11));
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QRectF place = placeOf(block);
        if (place.bottom() < area.top()) continue;
        if (place.top() > area.bottom()) break;
        const auto index = static_cast<std::size_t>(block.blockNumber());
        if (index >= lines_.size() || lines_[index].number == 0) continue;
        const QRect row(0, static_cast<int>(place.top()), gutter_->width(),
                        static_cast<int>(place.height()));
        if (lines_[index].lit) {
            painter.fillRect(row, look_.color(Ink::lit));
            painter.fillRect(QRect(row.left(), row.top(), look_.pixels(3), row.height()),
                             look_.color(Ink::candidate));
        }
        painter.setPen(look_.color(Ink::muted));
        painter.drawText(row.adjusted(0, 0, -look_.pixels(10), 0), Qt::AlignRight | Qt::AlignTop,
                         QString::number(lines_[index].number));
    }
}

void CodeView::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    const QRect area = contentsRect();
    gutter_->setGeometry(area.left(), area.top(), gutterWidth(), area.height());
    if (columnsNow() != columns_) {
        write();
        lightUp();
    } else {
        readyScrollBar();
    }
    bringLitIntoView();
}

void CodeView::scrollContentsBy(int dx, int dy) {
    QTextEdit::scrollContentsBy(dx, dy);
    gutter_->update();
}

// Code is pasted as plain text, as long as its lines are.
QMimeData* CodeView::createMimeDataFromSelection() const {
    auto* copied = new QMimeData;
    copied->setText(textCursor().selection().toPlainText());
    return copied;
}

}  // namespace lockstep::window
