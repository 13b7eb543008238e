// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QChartView>
#include <QImage>
#include <QLegendMarker>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTest>

#include "charts/chart_files.h"
#include "charts/chart_painter.h"
#include "charts/chart_view.h"

namespace lockstep::charts {
namespace {

using namespace Qt::StringLiterals;

figures::Chart twoLines() {
    figures::Chart chart;
    chart.title = "Requests waiting";
    chart.unit = "requests";
    chart.until = 100;
    chart.present = 40;
    chart.most = 5;
    chart.lines.push_back({"a", drawing::Ink::series(0), 0, 2, {{0, 0}, {20, 2}}});
    chart.lines.push_back({"b", drawing::Ink::series(1), 1, 1, {{0, 1}, {60, 5}}});
    chart.bands.push_back({0, 30, "closed", drawing::Ink::leader});
    chart.bands.push_back({30, 70, "open", drawing::Ink::down});
    chart.bands.push_back({70, 100, "closed", drawing::Ink::leader});
    return chart;
}

TEST(ChartPicture, AValueHoldsUntilTheNext) {
    const auto chart = makeChart(twoLines(), theme::makeTheme(theme::Kind::light), 1);
    const auto* line = qobject_cast<QLineSeries*>(chart->series().at(2));
    ASSERT_TRUE(line);
    EXPECT_EQ(line->name(), u"a"_s);
    EXPECT_EQ(line->points(), (QList<QPointF>{{0, 0}, {20, 0}, {20, 2}, {100, 2}}));
}

TEST(ChartPicture, LinesDifferByMoreThanColour) {
    const auto chart = makeChart(twoLines(), theme::makeTheme(theme::Kind::print), 1);
    const auto* a = qobject_cast<QLineSeries*>(chart->series().at(2));
    const auto* b = qobject_cast<QLineSeries*>(chart->series().at(3));
    ASSERT_TRUE(a && b);
    EXPECT_NE(a->pen().style(), b->pen().style());
    EXPECT_NE(a->pen().color(), b->pen().color());
}

TEST(ChartPicture, TheLegendNamesEachStateOnce) {
    QChartView view(makeChart(twoLines(), theme::makeTheme(theme::Kind::light), 1).release());
    view.show();
    const QChart* chart = view.chart();
    QStringList names;
    for (const auto* series : chart->series()) {
        for (const QLegendMarker* marker :
             chart->legend()->markers(const_cast<QAbstractSeries*>(series))) {
            if (marker->isVisible()) names << marker->label();
        }
    }
    EXPECT_EQ(names, (QStringList{u"closed"_s, u"open"_s, u"a"_s, u"b"_s}));
}

TEST(ChartPicture, TheLegendOnScreenNamesThemToo) {
    figures::Chart chart = twoLines();
    chart.bandNames = {"closed", "open"};
    const auto items = legendOf(chart, theme::makeTheme(theme::Kind::print), 1);
    QStringList names;
    for (const LegendItem& item : items) names << item.name;
    EXPECT_EQ(names, (QStringList{u"closed"_s, u"open"_s, u"a"_s, u"b"_s}));
    EXPECT_NE(items[0].pen.style(), items[1].pen.style()) << "states differ by their edges";
    EXPECT_NE(items[2].pen.style(), items[3].pen.style());
}

TEST(ChartFiles, EachFormatIsWhatItSaysAndTheSameEachTime) {
    const auto theme = theme::makeTheme(theme::Kind::print);
    const auto svg = toSvg(twoLines(), theme, {});
    EXPECT_TRUE(svg.contains("<svg"));
    EXPECT_TRUE(svg.contains("Requests waiting"));
    EXPECT_EQ(svg, toSvg(twoLines(), theme, {}));
    EXPECT_TRUE(toPdf(twoLines(), theme, {}).startsWith("%PDF"));
    EXPECT_EQ(toPdf(twoLines(), theme, {}), toPdf(twoLines(), theme, {}));
    const QByteArray png = toPng(twoLines(), theme, {{480, 200}, 2, false});
    EXPECT_EQ(QImage::fromData(png).size(), QSize(960, 400));
    EXPECT_EQ(png, toPng(twoLines(), theme, {{480, 200}, 2, false}));
}

TEST(ChartOnScreen, AClickAsksForThatTime) {
    ChartView view;
    view.resize(600, 300);
    view.show(twoLines(), theme::makeTheme(theme::Kind::light), 1);
    view.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
    QSignalSpy chosen(&view, &ChartView::timeChosen);
    const auto* scene = view.findChild<QChartView*>();
    ASSERT_TRUE(scene);
    QTest::mouseClick(scene->viewport(), Qt::LeftButton, {}, QPoint(310, 120));
    ASSERT_EQ(chosen.size(), 1);
    const double time = chosen[0][0].toDouble();
    EXPECT_GT(time, 35);
    EXPECT_LT(time, 65);
    EXPECT_EQ(view.accessibleName(), u"Requests waiting, a 2, b 1"_s);
}

}  // namespace
}  // namespace lockstep::charts
