// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/log_panel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "kernel/network_events.h"
#include "window/roles.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

// Two lines an event: when, and what. The present step is lit, what is still ahead is quiet.
class LogDelegate final : public QStyledItemDelegate {
public:
    LogDelegate(const Look& look, const LogModel& model, const session::Session& session,
                QObject* parent)
        : QStyledItemDelegate(parent), look_(look), model_(model), session_(session) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {100, look_.pixels(54)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const LogRow& row = model_.row(index.row());
        const Step here = session_.timeline().step();
        const QRect area = option.rect;
        if (row.step == here) {
            painter->fillRect(area, look_.color(Ink::lit));
            painter->fillRect(QRect(area.left(), area.top(), look_.pixels(3), area.height()),
                              look_.color(Ink::candidate));
        } else if ((option.state & QStyle::State_MouseOver) != 0) {
            painter->fillRect(area, look_.color(Ink::panel.soft()));
        }
        if ((option.state & QStyle::State_HasFocus) != 0) {
            painter->setPen(QPen(look_.color(Ink::accent), 2));
            painter->drawRect(area.adjusted(1, 1, -2, -2));
        }
        const QRect words = area.adjusted(look_.pixels(16), look_.pixels(4), -look_.pixels(12),
                                          -look_.pixels(4));
        const bool ahead = row.step > here;
        const bool milestone = row.kind->weight == Weight::milestone;
        painter->setFont(look_.code(11));
        painter->setPen(look_.color(Ink::muted));
        const QString when = u"%1 · %2 ms"_s.arg(row.step).arg(
            QString::fromStdString(toMilliseconds(row.time)));
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, when);
        painter->setFont(look_.words(12.5, milestone ? QFont::DemiBold : QFont::Normal));
        painter->setPen(look_.color(ahead ? Ink::muted : Ink::text));
        const QRect text = words.adjusted(0, look_.pixels(20), 0, 0);
        painter->drawText(
            text, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(row.text, Qt::ElideRight, text.width()));
    }

private:
    const Look& look_;
    const LogModel& model_;
    const session::Session& session_;
};

}  // namespace

LogPanel::LogPanel(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      model_(new LogModel(session, this)),
      search_(new QLineEdit(this)),
      kinds_(new ChoiceBox(look, this)),
      servers_(new ChoiceBox(look, this)),
      weights_(new ChoiceBox(look, this)),
      list_(new QListView(this)),
      empty_(new QLabel(tr("No event matches."), this)) {
    search_->setPlaceholderText(tr("Search the log"));
    search_->setClearButtonEnabled(true);
    search_->setAccessibleName(tr("Search the log"));
    kinds_->setAccessibleName(tr("Kind of event"));
    servers_->setAccessibleName(tr("Server"));
    weights_->setAccessibleName(tr("How much an event matters"));
    weights_->addItem(tr("All but small"), static_cast<int>(Weight::plain));
    weights_->addItem(tr("Milestones"), static_cast<int>(Weight::milestone));
    weights_->addItem(tr("Everything"), static_cast<int>(Weight::small));
    setRole(empty_, "muted");
    empty_->setAlignment(Qt::AlignCenter);

    list_->setModel(model_);
    list_->setItemDelegate(new LogDelegate(look_, *model_, session_, this));
    list_->setUniformItemSizes(true);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setAccessibleName(tr("Event log"));
    list_->installEventFilter(this);
    search_->installEventFilter(this);

    for (ChoiceBox* box : {kinds_, servers_, weights_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
        connect(box, &QComboBox::currentIndexChanged, this, &LogPanel::applyFilter);
    }
    auto* filters = new QHBoxLayout;
    filters->setSpacing(6);
    filters->addWidget(kinds_, 3);
    filters->addWidget(servers_, 2);
    filters->addWidget(weights_, 3);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(16, 12, 16, 8);
    top->setSpacing(6);
    top->addWidget(search_);
    top->addLayout(filters);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(list_, 1);
    layout->addWidget(empty_, 1);
    empty_->hide();

    connect(search_, &QLineEdit::textChanged, this, &LogPanel::applyFilter);
    connect(list_, &QListView::clicked, this, &LogPanel::go);
    connect(list_, &QListView::activated, this, &LogPanel::go);
    connect(&session_, &session::Session::runChanged, this, [this] { choicesAreStale_ = true; });
    connect(&session_, &session::Session::moved, this, [this] {
        stale_ = true;
        refresh();
    });
    connect(&look_, &Look::changed, list_, &QListView::doItemsLayout);
}

void LogPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

bool LogPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (watched == list_ && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            go(list_->currentIndex());
            return true;
        }
        if (key == Qt::Key_Escape) {
            search_->clear();
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LogPanel::refresh() {
    if (!stale_ || !isVisible() || !session_.hasRun()) return;
    stale_ = false;
    if (choicesAreStale_) fillChoices();
    model_->sync();
    follow();
}

void LogPanel::fillChoices() {
    choicesAreStale_ = false;
    const QSignalBlocker quietKinds(kinds_);
    const QSignalBlocker quietServers(servers_);
    kinds_->clear();
    kinds_->addItem(tr("Any kind"));
    const auto addKind = [this](const EventKind* kind) {
        kinds_->addItem(QString::fromLatin1(kind->id),
                        QVariant::fromValue(reinterpret_cast<quintptr>(kind)));
    };
    for (const EventKind* kind : session_.topic().eventKinds) addKind(kind);
    for (const EventKind* kind : network::all) {
        if (kinds_->findText(QString::fromLatin1(kind->id)) < 0) addKind(kind);
    }
    servers_->clear();
    servers_->addItem(tr("Any server"));
    const Setup& setup = session_.timeline().setup();
    const std::size_t all = setup.serverCount() + setup.scenario.spares.size();
    for (std::size_t i = 0; i < all; ++i) {
        servers_->addItem(
            QString::fromStdString(setup.name(ServerId{static_cast<std::uint16_t>(i)})));
    }
    applyFilter();
}

void LogPanel::applyFilter() {
    LogFilter filter;
    filter.words = search_->text().trimmed();
    filter.kind = reinterpret_cast<const EventKind*>(kinds_->currentData().value<quintptr>());
    filter.server = servers_->currentIndex() - 1;
    filter.least = static_cast<Weight>(weights_->currentData().toInt());
    // Whoever asks for one kind wants to see it, however small.
    if (filter.kind) filter.least = Weight::small;
    model_->setFilter(filter);
    follow();
}

void LogPanel::follow() {
    const bool none = model_->rowCount() == 0;
    list_->setVisible(!none);
    empty_->setVisible(none);
    if (none || !session_.hasRun()) return;
    list_->viewport()->update();
    if (list_->hasFocus()) return;  // somebody reads on
    const int row = model_->rowAt(session_.timeline().step());
    if (row >= 0) list_->scrollTo(model_->index(row, 0), QAbstractItemView::EnsureVisible);
}

void LogPanel::go(const QModelIndex& index) {
    if (index.isValid()) session_.goTo(model_->row(index.row()).step);
}

}  // namespace lockstep::window
