// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/code_view.h"

#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>

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
    : QPlainTextEdit(parent), look_(look), gutter_(new Gutter(this)) {
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setAccessibleName(tr("Code of the rule that ran"));
    highlighter_ = new Highlighter(document(), look_);
    connect(this, &QPlainTextEdit::updateRequest, gutter_, [this](const QRect&, int) {
        gutter_->update();
    });
    connect(&look_, &Look::changed, this, &CodeView::applyLook);
    applyLook();
}

void CodeView::applyLook() {
    const QFont font = look_.code(11);
    // The style sheet of the window sets fonts too, and would win over setFont.
    setStyleSheet(
        u"QPlainTextEdit { font-family: \"JetBrains Mono\"; font-size: %1px; border: none;"
        " padding: 0; background: transparent; } QPlainTextEdit:focus { border: none;"
        " padding: 0; }"_s.arg(font.pixelSize()));
    setFont(font);
    document()->setDefaultFont(font);
    document()->setDocumentMargin(0);
    setViewportMargins(gutterWidth(), 0, 0, 0);
    highlighter_->rehighlight();
    lightUp();
}

int CodeView::gutterWidth() const {
    return QFontMetrics(look_.code(11)).horizontalAdvance(u'0') * 7;
}

void CodeView::setLines(const std::vector<CodeLine>& lines) {
    lines_ = lines;
    // The indentation that all lines share says nothing here.
    qsizetype shared = 80;
    for (const CodeLine& line : lines_) {
        qsizetype indent = 0;
        while (indent < line.text.size() && line.text[indent] == u' ') ++indent;
        if (indent < line.text.size() && line.number > 0) shared = std::min(shared, indent);
    }
    QStringList texts;
    for (const CodeLine& line : lines_) {
        texts << (line.number > 0 ? line.text.mid(shared) : line.text);
    }
    // Laying out and colouring is what takes time: the same lines stay.
    if (texts != texts_) {
        texts_ = texts;
        setPlainText(texts.join(u'\n'));
    }
    lightUp();

    const auto firstLit = std::find_if(lines_.begin(), lines_.end(),
                                       [](const CodeLine& line) { return line.lit; });
    const auto lastLit = std::find_if(lines_.rbegin(), lines_.rend(),
                                      [](const CodeLine& line) { return line.lit; });
    if (firstLit == lines_.end()) return;
    const int visible = viewport()->height() / std::max(1, fontMetrics().lineSpacing());
    const int first = static_cast<int>(firstLit - lines_.begin());
    const int last = static_cast<int>(lines_.rend() - lastLit) - 1;
    // From the top if the lit lines are seen there, else with them in view.
    const int top = last < visible - 1 ? 0 : std::max(0, std::min(first - 3, last - visible / 2));
    verticalScrollBar()->setValue(top);
    horizontalScrollBar()->setValue(0);
}

void CodeView::lightUp() {
    QList<QTextEdit::ExtraSelection> lit;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const CodeLine& line = lines_[i];
        if (!line.lit && line.number > 0) continue;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document()->findBlockByNumber(static_cast<int>(i)));
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        if (line.lit) {
            selection.format.setBackground(look_.color(Ink::lit));
        } else {
            selection.cursor.select(QTextCursor::LineUnderCursor);
            selection.format.setForeground(look_.color(Ink::muted));
        }
        lit.append(selection);
    }
    setExtraSelections(lit);
    gutter_->update();
}

void CodeView::paintGutter(QPainter& painter, const QRect& area) {
    painter.setFont(look_.code(11));
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
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
    QPlainTextEdit::resizeEvent(event);
    const QRect area = contentsRect();
    gutter_->setGeometry(area.left(), area.top(), gutterWidth(), area.height());
}


}  // namespace lockstep::window
