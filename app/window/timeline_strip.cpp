// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/timeline_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "session/playback.h"
#include "session/telling.h"
#include "window/glyph_painter.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

constexpr double smallestSpan = 24;
constexpr std::size_t mostLanes = 3;

}  // namespace

TimelineStrip::TimelineStrip(session::Session& session, const Look& look,
                             const figures::FigureCatalog& figures, QWidget* parent)
    : QAbstractSlider(parent), session_(session), look_(look), figures_(figures) {
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(tr("The steps of the run. Left and Right step, Home and End go to "
                                "its start and end."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&session_, &session::Session::historyChanged, this, &TimelineStrip::readHistory);
    connect(&session_, &session::Session::moved, this, &TimelineStrip::follow);
    connect(&session_, &session::Session::timeShown, this, [this] { update(); });
    connect(&look_, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
    connect(this, &QAbstractSlider::actionTriggered, this, [this] {
        session_.goTo(static_cast<Step>(std::max(0, sliderPosition())));
    });
    readHistory();
}

QSize TimelineStrip::sizeHint() const { return {200, look_.pixels(46)}; }

void TimelineStrip::readHistory() {
    if (!session_.hasRun()) return;
    const Timeline& timeline = session_.timeline();
    marks_ = timeline.marks();
    eras_ = timeline.eras();
    breaks_ = timeline.breaks();
    readLanes();
    // The scale changes seldom and by much, not a little with every step.
    double longest = timeline.stepCount();
    for (const Lane& lane : lanes_) longest = std::max(longest, static_cast<double>(lane.to));
    if (longest > span_ * 0.96 || longest < span_ * 0.3) {
        span_ = std::max(smallestSpan, longest * 1.5);
    }
    follow();
}

// The other branches, each from where it parts from the way one is on.
void TimelineStrip::readLanes() {
    lanes_.clear();
    const auto branches = session_.timeline().branches();
    std::vector<Step> lastOnPath(branches.size(), 0);
    std::vector<bool> onPath(branches.size(), false);
    Step last = session_.timeline().stepCount();
    for (int at = session_.timeline().branch(); at >= 0;) {
        const auto index = static_cast<std::size_t>(at);
        onPath[index] = true;
        lastOnPath[index] = last;
        last = branches[index].fork;
        at = branches[index].parent;
    }
    for (std::size_t i = branches.size(); i-- > 0;) {
        const Step from = onPath[i] ? lastOnPath[i] : branches[i].fork;
        if (branches[i].tip <= from && onPath[i]) continue;
        lanes_.push_back({static_cast<int>(i), from, branches[i].tip,
                          QString::fromStdString(branches[i].name)});
        if (lanes_.size() == mostLanes) break;
    }
}

void TimelineStrip::follow() {
    if (!session_.hasRun()) return;
    const QSignalBlocker quiet(this);
    setRange(0, static_cast<int>(session_.timeline().stepCount()));
    setValue(static_cast<int>(session_.timeline().step()));
    update();
}

QRectF TimelineStrip::barRect() const {
    const double left = look_.pixels(24);
    return {left, static_cast<double>(look_.pixels(19)), width() - 2 * left,
            static_cast<double>(look_.pixels(9))};
}

QRectF TimelineStrip::laneRect(std::size_t lane) const {
    const Lane& one = lanes_[lane];
    const double top = barRect().bottom() + look_.pixels(4) +
                       static_cast<double>(lane) * look_.pixels(5);
    return {placeOf(one.from), top, std::max(6.0, placeOf(one.to) - placeOf(one.from)),
            static_cast<double>(look_.pixels(3))};
}

double TimelineStrip::placeOf(double step) const {
    const QRectF bar = barRect();
    return bar.left() + bar.width() * step / span_;
}

Step TimelineStrip::stepAt(double place) const {
    const QRectF bar = barRect();
    const double step = std::round((place - bar.left()) / bar.width() * span_);
    const double most = session_.hasRun() ? session_.timeline().stepCount() : 0;
    return static_cast<Step>(std::clamp(step, 0.0, most));
}

// Between two steps the handle moves on with the time shown.
double TimelineStrip::handleStep() const {
    const double step = session_.timeline().step();
    const Time shown = session_.playback().shown();
    const Time here = session_.timeline().time();
    if (shown <= here) return step;
    const auto next = session_.nextTime();
    if (!next || *next <= here) return step;
    return step + std::min(1.0, static_cast<double>((shown - here).count()) /
                                    static_cast<double>((*next - here).count()));
}

void TimelineStrip::paintEvent(QPaintEvent*) {
    if (!session_.hasRun()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar = barRect();
    painter.setPen(Qt::NoPen);
    painter.setBrush(look_.color(Ink::line.soft()));
    painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    paintEras(painter, bar);
    paintLanes(painter);
    paintMarks(painter, bar);
    paintHandle(painter, bar);
}

const std::vector<std::string>* TimelineStrip::eraWords() const {
    const std::string& name = session_.topic().eraName;
    for (const DialInfo& dial : session_.topic().dials)
        if (dial.name == name && !dial.choices.empty()) return &dial.choices;
    const figures::TopicFigures* drawn = figures_.find(session_.topic().id);
    if (!drawn) return nullptr;
    for (const figures::ChartSpec& chart : drawn->charts)
        if (chart.band == name && !chart.bandNames.empty()) return &chart.bandNames;
    return nullptr;
}

QString TimelineStrip::eraLabel(std::uint32_t era) const { return eraLabel(era, eraWords()); }

QString TimelineStrip::eraLabel(std::uint32_t era, const std::vector<std::string>* words) const {
    const std::string& name = session_.topic().eraName;
    if (words) return era < words->size() ? QString::fromStdString((*words)[era]) : QString();
    if (era == 0 || name.empty()) return {};
    return QString::fromStdString(name) + u' ' + QString::number(era);
}

void TimelineStrip::paintEras(QPainter& painter, const QRectF& bar) {
    const double tip = placeOf(session_.timeline().stepCount());
    painter.setFont(look_.words(11, QFont::DemiBold));
    const std::vector<std::string>* words = eraWords();
    double labelsEnd = 0;
    for (std::size_t i = 0; i < eras_.size(); ++i) {
        const double from = placeOf(eras_[i].step);
        const double to = i + 1 < eras_.size() ? placeOf(eras_[i + 1].step) : tip;
        const QRectF band(from, bar.top(), std::max(0.0, to - from), bar.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(look_.eraGround(eras_[i].era));
        if (i == 0 || i + 1 == eras_.size()) {
            painter.drawRoundedRect(band, bar.height() / 2, bar.height() / 2);
        } else {
            painter.drawRect(band);
        }
        if (i > 0) {  // square at the inner end
            const double half = std::min(band.width() / 2, bar.height());
            painter.drawRect(QRectF(band.left(), band.top(), half, band.height()));
        }
        const QString label = eraLabel(eras_[i].era, words);
        if (label.isEmpty()) continue;
        const double room = painter.fontMetrics().horizontalAdvance(label);
        const double left = std::min(from, bar.right() - room);
        if (left < labelsEnd) continue;  // no room: the next one that has some is written
        painter.setPen(look_.era(eras_[i].era));
        painter.drawText(QPointF(left, bar.top() - look_.pixels(6)), label);
        labelsEnd = left + room + look_.pixels(8);
    }
}

void TimelineStrip::paintMarks(QPainter& painter, const QRectF& bar) {
    const double size = look_.pixels(9);
    // Where marks crowd, those that say most are seen.
    std::vector<double> taken;
    const auto isFree = [&](double x) {
        return std::none_of(taken.begin(), taken.end(),
                            [&](double other) { return std::abs(other - x) < size * 0.9; });
    };
    const auto draw = [&](Glyph glyph, double x) {
        if (!isFree(x)) return;
        taken.push_back(x);
        paintGlyph(painter, look_, glyph, {x, bar.center().y()}, size);
    };
    if (!breaks_.empty()) {
        const double x = placeOf(breaks_.front().step);
        painter.fillRect(QRectF(x - 1, bar.top() - look_.pixels(5), 2,
                                bar.height() + look_.pixels(10)),
                         look_.color(Ink::no));
    }
    const std::size_t most = 2000;
    const std::size_t stride = marks_.size() / most + 1;
    for (const bool important : {true, false}) {
        for (std::size_t i = 0; i < marks_.size(); i += stride) {
            const Glyph glyph = marks_[i].kind->glyph;
            const bool first = glyph == Glyph::star || glyph == Glyph::cross;
            if (first == important) draw(glyph, placeOf(marks_[i].step));
        }
    }
}

void TimelineStrip::paintLanes(QPainter& painter) {
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        const QRectF lane = laneRect(i);
        painter.setPen(QPen(look_.color(Ink::muted), 1.2));
        painter.drawLine(QPointF(lane.left(), barRect().bottom()),
                         QPointF(lane.left(), lane.center().y()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(look_.color(Ink::muted));
        painter.drawRoundedRect(lane, lane.height() / 2, lane.height() / 2);
    }
}

void TimelineStrip::paintHandle(QPainter& painter, const QRectF& bar) {
    const QPointF center(placeOf(handleStep()), bar.center().y());
    const double radius = look_.pixels(hasFocus() ? 9 : 8);
    painter.setPen(QPen(look_.color(hasFocus() ? Ink::text : Ink::panel), 2));
    painter.setBrush(look_.color(Ink::accent));
    painter.drawEllipse(center, radius, radius);
}

int TimelineStrip::laneUnder(QPointF place) const {
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        if (laneRect(i).adjusted(-3, -2, 3, 2).contains(place)) return static_cast<int>(i);
    }
    return -1;
}

void TimelineStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !session_.hasRun()) return;
    const int lane = laneUnder(event->position());
    if (lane >= 0) {
        const Lane chosen = lanes_[static_cast<std::size_t>(lane)];
        session_.goTo(chosen.branch, std::max(chosen.from, std::min(chosen.to,
                                              static_cast<Step>(chosen.from + 1))));
        return;
    }
    dragging_ = true;
    session_.goTo(stepAt(event->position().x()));
}

void TimelineStrip::mouseMoveEvent(QMouseEvent* event) {
    if (!dragging_) {
        setCursor(laneUnder(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    const Step step = stepAt(event->position().x());
    if (step != session_.timeline().step()) session_.goTo(step);
}

void TimelineStrip::mouseReleaseEvent(QMouseEvent*) { dragging_ = false; }

void TimelineStrip::wheelEvent(QWheelEvent* event) {
    if (!session_.hasRun() || event->angleDelta().y() == 0) return;
    event->angleDelta().y() > 0 ? session_.back() : session_.step();
    event->accept();
}

void TimelineStrip::keyPressEvent(QKeyEvent* event) {
    // Right at the end goes on into what has not happened yet, as everywhere in the window.
    if (event->key() == Qt::Key_Right && session_.hasRun()) {
        session_.step();
    } else {
        QAbstractSlider::keyPressEvent(event);
    }
}

bool TimelineStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && session_.hasRun()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
        return true;
    }
    return QAbstractSlider::event(event);
}

QString TimelineStrip::tipAt(QPointF place) const {
    const int lane = laneUnder(place);
    if (lane >= 0) {
        return tr("Go to %1").arg(lanes_[static_cast<std::size_t>(lane)].name);
    }
    Step step = stepAt(place.x());
    // A mark nearby is what the hand means.
    for (const Mark& mark : marks_) {
        if (std::abs(placeOf(mark.step) - place.x()) < look_.pixels(5)) step = mark.step;
    }
    const Timeline& timeline = session_.timeline();
    QString tip = tr("Step %1 · %2 ms").arg(step).arg(
        QString::fromStdString(toMilliseconds(timeline.timeAt(step))));
    if (const Event* event = session::mainEvent(timeline.eventsAt(step))) {
        const Telling both = told(toText(*event, timeline.setup()));
        tip += u'\n' + QString::fromStdString(both.what);
    }
    return tip;
}

}  // namespace lockstep::window
