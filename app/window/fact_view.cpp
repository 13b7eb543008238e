// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/fact_view.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

class FactDelegate final : public QStyledItemDelegate {
public:
    FactDelegate(const Look& look, const FactModel& model, QObject* parent)
        : QStyledItemDelegate(parent), look_(look), model_(model) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const FactLine line = model_.line(index.row());
        const bool first = index.column() == 0;
        const QRect row = option.rect;
        if (line.kind == FactLine::Kind::changed) {
            painter->fillRect(row.adjusted(first ? look_.pixels(8) : 0, 0, 0, -1),
                              look_.color(Ink::lit));
            if (first) {
                painter->fillRect(QRect(row.left() + look_.pixels(8), row.top(), look_.pixels(3),
                                        row.height() - 1),
                                  look_.color(Ink::candidate));
            }
        }
        if ((option.state & QStyle::State_HasFocus) != 0 && index.column() == 0) {
            painter->setPen(QPen(look_.color(Ink::accent), 2));
            painter->drawLine(row.left() + look_.pixels(4), row.top() + 2,
                              row.left() + look_.pixels(4), row.bottom() - 2);
        }
        const bool heading = line.kind == FactLine::Kind::heading;
        const bool changed = line.kind == FactLine::Kind::changed;
        if (first) {
            painter->setFont(heading ? look_.words(12.5, QFont::DemiBold) : look_.words(12.5));
            painter->setPen(look_.color(heading || changed ? Ink::text : Ink::muted));
        } else {
            painter->setFont(look_.code(12, changed ? QFont::Bold : QFont::Normal));
            painter->setPen(look_.color(Ink::text));
        }
        const QRect area = row.adjusted(first ? look_.pixels(20) : 0, 0, -look_.pixels(8), 0);
        const QString text = first ? line.name : line.value;
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    }

private:
    const Look& look_;
    const FactModel& model_;
};

}  // namespace

FactLine FactLine::of(const session::FactRow& row, const QString& shownName) {
    FactLine line;
    line.name = shownName;
    line.fullName = QString::fromStdString(row.name);
    line.value = QString::fromStdString(row.value);
    if (!row.changed) return line;
    line.kind = Kind::changed;
    const QString old = row.old.empty() ? u"–"_s : QString::fromStdString(row.old);
    line.value = old + u" → "_s + (row.gone ? u"–"_s : line.value);
    return line;
}

void FactModel::setEntries(std::shared_ptr<const session::FactTable> table,
                           std::vector<FactEntry> entries) {
    const bool same = entries.size() == entries_.size();
    if (!same) beginResetModel();
    table_ = std::move(table);
    entries_ = std::move(entries);
    if (!same) {
        endResetModel();
    } else if (!entries_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 1));
    }
}

FactLine FactModel::line(int row) const {
    const FactEntry& entry = entries_[static_cast<std::size_t>(row)];
    if (isHeading(row)) return FactLine::heading(entry.heading);
    const session::FactRow& fact = table_->rows()[entry.row];
    return FactLine::of(fact,
                        QString::fromStdString(entry.withServer ? fact.name : fact.shortName));
}

bool FactModel::isHeading(int row) const {
    return !entries_[static_cast<std::size_t>(row)].heading.isEmpty();
}

int FactModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int FactModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 2; }

QVariant FactModel::data(const QModelIndex& index, int role) const {
    const FactLine line = this->line(index.row());
    if (role == Qt::DisplayRole) return index.column() == 0 ? line.name : line.value;
    if (role == Qt::ToolTipRole) {
        return line.fullName.isEmpty() ? QVariant() : line.fullName + u" = "_s + line.value;
    }
    if (role == Qt::AccessibleTextRole) {
        if (line.kind == FactLine::Kind::changed) {
            return tr("%1, changed: %2").arg(line.name, line.value);
        }
        return index.column() == 0 ? line.name : line.value;
    }
    return {};
}

Qt::ItemFlags FactModel::flags(const QModelIndex&) const {
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

FactView::FactView(const Look& look, QWidget* parent)
    : QTableView(parent), look_(look), model_(new FactModel(this)) {
    setModel(model_);
    setItemDelegate(new FactDelegate(look_, *model_, this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    horizontalHeader()->hide();
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(20);
    connect(&look_, &Look::changed, this, &FactView::applyLook);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        const FactLine line = model_->line(index.row());
        if (line.kind == FactLine::Kind::heading) Q_EMIT headingActivated(line.name);
    });
    applyLook();
}

int FactView::rowHeight() const { return look_.pixels(24); }

void FactView::applyLook() {
    verticalHeader()->setMinimumSectionSize(10);
    verticalHeader()->setDefaultSectionSize(rowHeight());
    setColumnWidth(0, look_.pixels(120));
    viewport()->update();
}

void FactView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    const int first = std::min(look_.pixels(120), viewport()->width() / 2);
    setColumnWidth(0, first);
    setColumnWidth(1, viewport()->width() - first);
}

void FactView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        const FactLine line = model_->line(currentIndex().row());
        QApplication::clipboard()->setText(line.fullName + u" = "_s + line.value);
        return;
    }
    QTableView::keyPressEvent(event);
}

void FactView::setEntries(std::shared_ptr<const session::FactTable> table,
                          std::vector<FactEntry> entries) {
    model_->setEntries(std::move(table), std::move(entries));
    spanHeadings();
}

void FactView::spanHeadings() {
    for (int row = 0; row < model_->rowCount(); ++row) {
        const int wanted = model_->isHeading(row) ? 2 : 1;
        if (columnSpan(row, 0) != wanted) setSpan(row, 0, 1, wanted);
    }
}

}  // namespace lockstep::window
