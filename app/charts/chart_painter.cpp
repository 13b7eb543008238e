// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_painter.h"

#include <QGraphicsLayout>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QLegend>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>

namespace lockstep::charts {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

QString say(const std::string& text) { return QString::fromStdString(text); }

constexpr unsigned noEdge = 99;

// Told apart by dashes as well, because colours fail on grey paper.
Qt::PenStyle dashOf(unsigned number) {
    if (number == noEdge) return Qt::NoPen;
    constexpr Qt::PenStyle styles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine,
                                       Qt::DashDotDotLine};
    return styles[number % 5];
}

class Painter {
public:
    Painter(const figures::Chart& value, const theme::Theme& theme, double scale, bool bare,
            QSizeF room)
        : value_(value), theme_(theme), scale_(scale), bare_(bare), room_(room) {}

    std::unique_ptr<QChart> paint() {
        begin();
        if (value_.bars) {
            addBars();
        } else if (!value_.across.empty()) {
            addSweep();
        } else {
            addLines();
        }
        if (bare_) chart_->legend()->setVisible(false);
        return std::move(chart_);
    }

    std::vector<LegendItem> legend() const {
        std::vector<LegendItem> items;
        if (value_.bars) {
            for (const figures::ChartLine& line : value_.lines) {
                const QString title = titleOf(line);
                const auto same = [&](const LegendItem& item) { return item.name == title; };
                if (std::any_of(items.begin(), items.end(), same)) continue;
                items.push_back({title, theme_.color(Ink::text), barGround(items.size()), true});
            }
        } else {
            for (const figures::ChartBand* state : states())
                items.push_back({say(state->name), statePen(*state),
                                 theme_.color(state->ink.soft()), true});
            for (const figures::ChartLine& line : value_.lines)
                items.push_back({say(line.name), linePen(line)});
        }
        return items.size() > 1 ? items : std::vector<LegendItem>();
    }

private:
    void begin() {
        chart_ = std::make_unique<QChart>();
        chart_->setMargins(QMargins(0, 0, 6, 0));
        chart_->layout()->setContentsMargins(0, 0, 0, 0);
        chart_->setBackgroundRoundness(0);
        chart_->setBackgroundPen(Qt::NoPen);
        chart_->setBackgroundBrush(theme_.color(Ink::ground));
        chart_->setAnimationOptions(QChart::NoAnimation);
        if (!bare_) chart_->setTitle(u"<b>%1</b>"_s.arg(say(value_.title).toHtmlEscaped()));
        chart_->setTitleFont(font(13));
        chart_->setTitleBrush(theme_.color(Ink::text));
        chart_->legend()->setFont(font(11));
        chart_->legend()->setLabelColor(theme_.color(Ink::text));
        chart_->legend()->setAlignment(Qt::AlignBottom);
        chart_->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    }

    QFont font(double size) const { return chartFont(size, scale_); }

    void dress(QAbstractAxis* made, const QString& title) {
        made->setLabelsFont(font(11));
        made->setLabelsColor(theme_.color(Ink::muted));
        made->setTruncateLabels(false);
        made->setTitleFont(font(11));
        made->setTitleBrush(theme_.color(Ink::muted));
        if (!bare_) made->setTitleText(title);
        made->setGridLineColor(theme_.color(Ink::line));
        made->setLinePenColor(theme_.color(Ink::line));
    }

    // What is left for the lines.
    double plotWidth() const { return std::max(60.0, room_.width() - 64 * scale_); }
    double plotHeight() const {
        return std::max(40.0, room_.height() - (bare_ ? 40 : 104) * scale_);
    }

    // As many numbers as an axis has room for; one that has less is not shown at all by Qt Charts.
    double numbersAlong(Qt::Alignment side) const {
        const bool across = side == Qt::AlignBottom;
        const double most = across ? plotWidth() / (52 * scale_) : plotHeight() / (28 * scale_);
        return std::clamp(std::floor(most), 2.0, 6.0);
    }

    QValueAxis* axis(double from, double until, const QString& title, Qt::Alignment side) {
        auto* made = new QValueAxis;
        made->setRange(from, until);
        dress(made, title);
        const double step = figures::axisTop((until - from) / numbersAlong(side));
        made->setTickType(QValueAxis::TicksDynamic);
        made->setTickAnchor(0);
        made->setTickInterval(step);
        made->setLabelFormat(step == std::floor(step) ? u"%.0f"_s : u"%.3g"_s);
        chart_->addAxis(made, side);
        return made;
    }

    // Without a name in the legend.
    void hideFromLegend(QAbstractSeries* series) {
        for (QLegendMarker* marker : chart_->legend()->markers(series))
            marker->setVisible(false);
    }

    void attach(QAbstractSeries* series) {
        series->attachAxis(across_);
        series->attachAxis(up_);
    }

    void addLines() {
        const bool seconds = value_.until >= 2000;
        unit_ = seconds ? 1000 : 1;
        until_ = (value_.until > 0 ? value_.until : 1) / unit_;
        QValueAxis* const time = axis(0, until_, seconds ? u"s"_s : u"ms"_s, Qt::AlignBottom);
        if (bare_) time->setLabelFormat(time->labelFormat() + (seconds ? u" s"_s : u" ms"_s));
        across_ = time;
        up_ = axis(value_.least, value_.most, say(value_.unit), Qt::AlignLeft);
        addBands();
        for (const figures::ChartLine& line : value_.lines)
            addLine(line);
        addFuture();
        chart_->legend()->setVisible(value_.lines.size() > 1 || !value_.bands.empty());
    }

    QAreaSeries* addArea(double from, double until, const QColor& color) {
        auto* top = new QLineSeries;
        auto* bottom = new QLineSeries;
        for (const double x : {from, until}) {
            top->append(x / unit_, value_.most);
            bottom->append(x / unit_, value_.least);
        }
        auto* area = new QAreaSeries(top, bottom);
        top->setParent(area);
        bottom->setParent(area);
        area->setPen(Qt::NoPen);
        area->setBrush(color);
        chart_->addSeries(area);
        attach(area);
        return area;
    }

    // One area a state, high where the state is: so the legend names each once. Told apart on grey
    // paper by their edges: the first has none, the second whole ones, the third dashed ones.
    void addBands() {
        for (const figures::ChartBand* state : states())
            addState(*state);
    }

    // The first band of each state.
    std::vector<const figures::ChartBand*> states() const {
        std::vector<const figures::ChartBand*> firsts;
        for (const figures::ChartBand& band : value_.bands) {
            const auto same = [&](const figures::ChartBand* one) { return one->name == band.name; };
            if (std::none_of(firsts.begin(), firsts.end(), same)) firsts.push_back(&band);
        }
        return firsts;
    }

    QPen statePen(const figures::ChartBand& state) const {
        const Qt::PenStyle edge = dashOf(bandNumber(state.name));
        if (edge == Qt::NoPen) return QPen(Qt::NoPen);
        return QPen(theme_.color(state.ink), 1 * scale_, edge);
    }

    QPen linePen(const figures::ChartLine& line) const {
        QPen pen(theme_.color(line.ink), 2 * scale_, dashOf(line.number));
        pen.setCapStyle(Qt::FlatCap);
        return pen;
    }

    unsigned bandNumber(const std::string& name) const {
        const auto& all = value_.bandNames;
        const auto found = std::find(all.begin(), all.end(), name);
        const auto place = static_cast<unsigned>(found - all.begin());
        return found == all.end() || place == 0 ? noEdge : place - 1;
    }

    // Whole before it is added: the legend takes its name and colours then.
    void addState(const figures::ChartBand& state) {
        auto* top = new QLineSeries;
        auto* bottom = new QLineSeries;
        for (const figures::ChartBand& band : value_.bands) {
            if (band.name != state.name) continue;
            const double from = band.from / unit_;
            const double until = band.until / unit_;
            *top << QPointF(from, value_.least) << QPointF(from, value_.most)
                 << QPointF(until, value_.most) << QPointF(until, value_.least);
        }
        *bottom << QPointF(top->at(0).x(), value_.least)
                << QPointF(top->at(top->count() - 1).x(), value_.least);
        auto* area = new QAreaSeries(top, bottom);
        top->setParent(area);
        bottom->setParent(area);
        area->setName(say(state.name));
        area->setBrush(theme_.color(state.ink.soft()));
        area->setPen(statePen(state));
        chart_->addSeries(area);
        attach(area);
        for (QLegendMarker* marker : chart_->legend()->markers(area))
            dress(marker, area->brush(), area->pen());
    }

    // Shaped after an area or a bar a marker is drawn empty, and leaves its name no room.
    static void dress(QLegendMarker* marker, const QBrush& brush, const QPen& pen) {
        marker->setShape(QLegend::MarkerShapeRectangle);
        marker->setBrush(brush);
        marker->setPen(pen);
    }

    void addLine(const figures::ChartLine& line) {
        auto* series = new QLineSeries;
        series->setName(say(line.name));
        QList<QPointF> points;
        for (const figures::ChartPoint& point : line.points) {
            // A value holds until the next: steps, not slopes.
            if (!points.isEmpty()) points << QPointF(point.time / unit_, points.last().y());
            points << QPointF(point.time / unit_, point.value);
        }
        if (!points.isEmpty()) points << QPointF(until_, points.last().y());
        series->replace(points);
        series->setPen(linePen(line));
        chart_->addSeries(series);
        attach(series);
    }

    // Where a value of a sweep stands on the axis.
    double placeOf(double over) const { return value_.logarithmic ? std::log(over) : over; }

    // A tick for each value that was tried.
    void addSweepAxis() {
        auto* made = new QCategoryAxis;
        made->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        made->setStartValue(placeOf(value_.from));
        made->setRange(placeOf(value_.from), std::max(placeOf(value_.until),
                                                      placeOf(value_.from) + 1e-6));
        if (!value_.lines.empty()) {
            double free = -1e300;
            for (const figures::ChartPoint& point : value_.lines.front().points) {
                const double place = placeOf(point.time);
                if (place < free) continue;
                const QString label = QString::number(point.time);
                made->append(label, place);
                // Longer labels keep more room to the next one.
                const double width = (14 + 8 * static_cast<double>(label.size())) * scale_;
                free = place + (made->max() - made->min()) * width / plotWidth();
            }
        }
        dress(made, say(value_.across));
        made->setTitleText(say(value_.across));  // nothing else says it
        chart_->addAxis(made, Qt::AlignBottom);
        across_ = made;
    }

    void addSweep() {
        addSweepAxis();
        up_ = axis(value_.least, value_.most, say(value_.unit), Qt::AlignLeft);
        for (const figures::ChartLine& line : value_.lines) {
            auto* series = new QLineSeries;
            series->setName(say(line.name));
            for (const figures::ChartPoint& point : line.points)
                series->append(placeOf(point.time), point.value);
            series->setPen(linePen(line));
            chart_->addSeries(series);
            attach(series);
        }
        if (value_.present >= value_.from && value_.present <= value_.until)
            addHere(placeOf(value_.present));
        chart_->legend()->setVisible(value_.lines.size() > 1);
    }

    void addHere(double at) {
        auto* here = new QLineSeries;
        here->append(at, value_.least);
        here->append(at, value_.most);
        here->setPen(QPen(theme_.color(Ink::accent), 1.5 * scale_));
        chart_->addSeries(here);
        attach(here);
        hideFromLegend(here);
    }

    // What lies ahead of where one stands is paler.
    void addFuture() {
        if (value_.present < value_.until) {
            QColor veil = theme_.color(Ink::ground);
            veil.setAlphaF(0.62F);
            hideFromLegend(addArea(value_.present, value_.until, veil));
        }
        addHere(value_.present / unit_);
    }

    // Which gauge a bar is of, as the legend names it.
    QString titleOf(const figures::ChartLine& line) const {
        return say(line.gauge.empty() ? value_.title : line.gauge);
    }

    QColor barGround(std::size_t gauge) const {
        const Ink grounds[] = {Ink::accent, Ink::ground, Ink::muted};
        return theme_.color(grounds[gauge % 3]);
    }

    // A bar for each line, named below it; those of one server stand side by side, and differ by
    // how dark they are.
    void addBars() {
        auto* names = new QBarCategoryAxis;
        names->setLabelsFont(font(11));
        names->setLabelsColor(theme_.color(Ink::text));
        names->setLinePenColor(theme_.color(Ink::line));
        names->setGridLineVisible(false);
        auto* series = new QBarSeries;
        QList<QBarSet*> sets;
        double most = 0;
        for (const figures::ChartLine& line : value_.lines) {
            const QString title = titleOf(line);
            const auto same = [&](const QBarSet* set) { return set->label() == title; };
            auto set = std::find_if(sets.begin(), sets.end(), same);
            if (set == sets.end()) {
                sets << new QBarSet(title);
                set = std::prev(sets.end());
                (*set)->setColor(barGround(static_cast<std::size_t>(sets.size() - 1)));
                (*set)->setBorderColor(theme_.color(Ink::text));
            }
            // The first gauge names the servers.
            if (set == sets.begin())
                names->append(say(line.server.empty() ? line.name : line.server));
            **set << line.now;
            most = std::max(most, line.now);
        }
        for (QBarSet* set : sets)
            series->append(set);
        chart_->addSeries(series);
        chart_->addAxis(names, Qt::AlignBottom);
        series->attachAxis(names);
        series->attachAxis(axis(0, figures::axisTop(most), say(value_.unit), Qt::AlignLeft));
        const auto markers = chart_->legend()->markers(series);
        for (int i = 0; i < std::min(markers.size(), sets.size()); ++i)
            dress(markers[i], sets[i]->brush(), sets[i]->pen());
        chart_->legend()->setVisible(sets.size() > 1);
    }

    const figures::Chart& value_;
    const theme::Theme& theme_;
    const double scale_;
    const bool bare_;
    const QSizeF room_;
    std::unique_ptr<QChart> chart_;
    QAbstractAxis* across_ = nullptr;
    QValueAxis* up_ = nullptr;
    double unit_ = 1;
    double until_ = 1;
};

}  // namespace

QFont chartFont(double size, double scale) {
    QFont font = theme::widgetFont(1);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(size * scale))));
    return font;
}

std::unique_ptr<QChart> makeChart(const figures::Chart& chart, const theme::Theme& theme,
                                  double scale, bool bare, QSizeF room) {
    return Painter(chart, theme, scale, bare, room).paint();
}

std::vector<LegendItem> legendOf(const figures::Chart& chart, const theme::Theme& theme,
                                 double scale) {
    return Painter(chart, theme, scale, true, {}).legend();
}

QString descriptionOf(const figures::Chart& chart) {
    QStringList words{say(chart.title)};
    for (const figures::ChartLine& line : chart.lines) {
        words << u"%1 %2"_s.arg(say(line.name)).arg(line.now, 0, 'g', 4);
    }
    return words.join(u", "_s);
}

}  // namespace lockstep::charts
