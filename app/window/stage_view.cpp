// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/stage_view.h"

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <charconv>
#include <utility>

#include "session/playback.h"
#include "window/action_menus.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

const QString serverPrefix = u"server/"_s;
// A picture for a smaller room than this would be unreadable: it is scaled instead.
constexpr double narrowest = 420;
constexpr double lowest = 320;

// The leftmost column that a picture's table shows; 0 if it has none.
std::uint32_t firstColumnOf(const drawing::Figure& figure) {
    std::uint32_t first = 0;
    for (const drawing::Mark& mark : figure.marks) {
        if (mark.id.rfind("cell/", 0) != 0) continue;
        const char* number = mark.id.data() + mark.id.rfind('/') + 1;
        std::uint32_t column = 0;
        std::from_chars(number, mark.id.data() + mark.id.size(), column);
        if (column > 0 && (first == 0 || column < first)) first = column;
    }
    return first;
}

}  // namespace

StageView::StageView(session::Session& session, const Look& look,
                     const figures::FigureCatalog& figures, ActionMenus* menus, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      figures_(figures),
      menus_(menus),
      stage_(new stage::Stage(this)) {
    stage_->setAccessibleName(tr("Stage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(stage_);
    stage_->viewport()->installEventFilter(this);
    connect(&session_, &session::Session::moved, this, &StageView::moved);
    connect(&session_, &session::Session::timeShown, this,
            [this](Time time) { stage_->setTime(time.count()); });
    connect(&session_, &session::Session::pointed, this, &StageView::pointAt);
    connect(&session_, &session::Session::runChanged, this, [this] {
        tableFirst_ = 0;
        // Each page of a lesson begins with nothing selected.
        if (session_.inLesson() && !session_.hasLeftLesson()) stage_->clearSelection();
    });
    connect(stage_, &stage::Stage::tableScrolled, this, &StageView::scrollTable);
    connect(&look_, &Look::changed, this, &StageView::applyLook);
    if (menus_) {
        connectMenus();
    } else {
        stage_->setFocusPolicy(Qt::NoFocus);
    }
    applyLook();
}

void StageView::connectMenus() {
    const auto popUp = [this](const QString& markId, QPoint at) {
        if (!session_.hasRun()) return;
        const MarkMeaning meaning = meaningOf(markId, session_.timeline().setup());
        if (meaning.kind == MarkMeaning::Kind::server) {
            session_.setFocusServer(
                QString::fromStdString(session_.timeline().setup().name(meaning.a)));
        }
        menus_->popUp(markId, selectedServers(), at);
    };
    connect(stage_, &stage::Stage::activated, this, [this, popUp](const QString& id, QPoint at) {
        if (!clickTaker_ || !clickTaker_(id)) popUp(id, at);
    });
    connect(stage_, &stage::Stage::contextRequested, this,
            [this, popUp](const QString& id, QPoint at) {
                id.isEmpty() && selectedServers().isEmpty() ? menus_->popUpWorld(at)
                                                            : popUp(id, at);
            });
    connect(stage_, &stage::Stage::linePartition, this,
            [this](const QStringList& oneSide, const QStringList& otherSide) {
                menus_->perform(partitionLine(oneSide, otherSide));
            });
    connect(stage_, &stage::Stage::selectionChanged, this, [this] {
        const QStringList selected = selectedServers();
        session_.setFocusServer(selected.size() == 1 ? selected.front() : QString());
    });
}

QStringList StageView::selectedServers() const {
    QStringList names;
    for (const QString& id : stage_->selection()) {
        if (id.startsWith(serverPrefix)) names << id.mid(serverPrefix.size());
    }
    return names;
}

// Where a menu asked for by key opens: what it is about stays in sight.
QPoint StageView::besideMark(const QString& markId) const {
    const QRect rect = stage_->globalRectOf(markId);
    return {rect.right() + 8, rect.center().y()};
}

void StageView::openServer(int index) {
    if (!session_.hasRun() || !menus_) return;
    const Setup& setup = session_.timeline().setup();
    const std::size_t count = session_.timeline().world().serverCount();
    if (index < 0 || index >= static_cast<int>(count)) {
        Q_EMIT session_.told(tr("There is no server %1 here.").arg(index + 1));
        return;
    }
    const QString name =
        QString::fromStdString(setup.name(ServerId{static_cast<std::uint16_t>(index)}));
    stage_->setSelection({serverPrefix + name});
    session_.setFocusServer(name);
    menus_->popUp(serverPrefix + name, {}, besideMark(serverPrefix + name));
}

void StageView::openMenuOfSelection() {
    const QStringList selected = selectedServers();
    QString mark = stage_->focusedMark();
    if (mark.isEmpty() && !selected.isEmpty()) mark = serverPrefix + selected.front();
    if (mark.isEmpty()) {
        Q_EMIT session_.told(tr("Nothing is selected: click a server, a link or a message, or go "
                                "to one with Tab."));
        return;
    }
    // As a click on it: where a question waits for one, it is the answer.
    if (clickTaker_ && clickTaker_(mark)) return;
    menus_->popUp(mark, selected, besideMark(mark));
}

void StageView::partSelection() {
    QStringList one = selectedServers();
    if (one.isEmpty() && !session_.focusServer().isEmpty()) one << session_.focusServer();
    QStringList other;
    for (const QString& name : serverNames(session_.timeline().world())) {
        if (!one.contains(name)) other << name;
    }
    if (one.isEmpty() || other.isEmpty()) {
        Q_EMIT session_.told(tr("Select the servers of one side first: drag around them, or "
                                "Ctrl and click."));
        return;
    }
    menus_->perform(partitionLine(one, other));
}

void StageView::applyLook() {
    stage_->setTheme(look_.theme());
    stage_->setReducedMotion(look_.reducedMotion());
    rebuild(false);
}

drawing::Size StageView::roomForFigure() const {
    const double scale = look_.textSize() * look_.theme().textScale();
    const double wide = stage_->viewport()->width() / scale;
    const double high = stage_->viewport()->height() / scale;
    // The same shape as the room, so that the picture fills it.
    const double grow =
        std::max({1.0, narrowest / std::max(1.0, wide), lowest / std::max(1.0, high)});
    return {wide * grow, high * grow};
}

std::optional<drawing::Figure> StageView::figureFor(drawing::Size size, bool caption) const {
    if (!session_.hasRun()) return std::nullopt;
    const figures::TopicFigures* topic = figures_.find(session_.topic().id);
    if (!topic) return std::nullopt;
    return topic->figure(session_.timeline().moment(), {size, caption, tableFirst_});
}

void StageView::moved(session::Session::Move move) {
    stale_ = true;
    if (isVisible()) rebuild(move == session::Session::Move::step);
}

void StageView::rebuild(bool tween) {
    if (width() < 40 || height() < 40) return;
    auto figure = figureFor(roomForFigure(), false);
    if (!figure) return;
    stale_ = false;
    stage_->setTableScrolls(tableFirst_ > 0 || firstColumnOf(*figure) > 1);
    stage_->show(std::make_shared<const drawing::Figure>(std::move(*figure)), tween);
    const Time shown = session_.playback().shown();
    if (shown > session_.timeline().time()) stage_->setTime(shown.count());
}

void StageView::scrollTable(int columns) {
    const std::uint32_t wanted = std::exchange(tableFirst_, 0);
    const auto atEnd = figureFor(roomForFigure(), false);
    if (!atEnd) return;
    const auto last = static_cast<int>(firstColumnOf(*atEnd));
    const int now = wanted > 0 ? std::min(static_cast<int>(wanted), last) : last;
    const int next = std::clamp(now + columns, 1, std::max(1, last));
    // At its end the table follows what comes.
    tableFirst_ = next >= last ? 0 : static_cast<std::uint32_t>(next);
    rebuild(true);
}

// The stage has its size only after the layout has been through, and is shown.
bool StageView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == stage_->viewport() && event->type() == QEvent::Resize) rebuild(false);
    return QWidget::eventFilter(watched, event);
}

void StageView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (stale_) rebuild(false);
}

void StageView::pointAt(const QStringList& markIds) {
    stage_->highlight(markIds.isEmpty() ? QString() : markIds.front());
}

}  // namespace lockstep::window
