// SPDX-License-Identifier: GPL-3.0-or-later
// bench_window [PART…]: how long the window lets one wait, painted offscreen; all, or what has one
// of these words in its name. Processor time, so that a
// busy machine does not count; of the cold start, all of it since the process began.
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>
#include <algorithm>

#include "balance/world.h"
#include "charts/chart_view.h"
#include "kernel/simulate.h"
#include "raft/raft.h"
#include "resources.h"
#include "session/session.h"
#include "stage/stage.h"
#include "table.h"
#include "window/main_window.h"

namespace lockstep::bench {
namespace {

using namespace Qt::StringLiterals;

// Milliseconds of each of many repetitions, in order of length.
std::vector<double> timesOf(int repetitions, const std::function<void(int)>& work) {
    std::vector<double> times;
    for (int i = 0; i < repetitions; ++i) {
        const double began = processorSeconds();
        work(i);
        times.push_back((processorSeconds() - began) * 1000);
    }
    std::sort(times.begin(), times.end());
    return times;
}

// Nineteen of twenty are within this.
double mostOf(const std::vector<double>& times) { return times[times.size() * 19 / 20]; }

std::string restOf(const std::vector<double>& times) {
    return QString(u"half within %1 ms, worst of %2: %3 ms"_s)
        .arg(times[times.size() / 2], 0, 'f', 2)
        .arg(times.size())
        .arg(times.back(), 0, 'f', 2)
        .toStdString();
}

// Settings of nobody's, so that a last session is not opened too.
void moveHome(const QTemporaryDir& home) {
    qputenv("XDG_DATA_HOME", home.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
}

Row coldStart(window::MainWindow& window) {
    window.resize(1280, 800);
    window.show();
    (void)QTest::qWaitForWindowExposed(&window);
    window.repaint();
    return {"Window: cold start to painted",
            processorSeconds() * 1000,
            Wanted::below,
            400,
            "ms",
            "since the process began, its libraries loaded"};
}

// The first steps of all draw what no step has drawn before.
Row firstSteps(window::MainWindow& window, const TopicInterface& raft) {
    window.startTopic(raft, false);
    // The run as it begins is on screen, and whoever looks at it has not read it yet.
    QTest::qWait(1500);
    const auto times = timesOf(10, [&](int) {
        window.session().step();
        QApplication::processEvents();
    });
    return {"Window: first step to painted, worst of 10",
            times.back(),
            Wanted::below,
            16,
            "ms",
            restOf(times)};
}

Row stepToPainted(window::MainWindow& window) {
    const auto times = timesOf(200, [&](int) {
        window.session().step();
        // Paints what the step has changed.
        QApplication::processEvents();
    });
    return {
        "Window: step to painted, 19 of 20", mostOf(times), Wanted::below, 16, "ms", restOf(times)};
}

// Nine servers with two hundred messages in flight: a leader's, copied by hand.
std::unique_ptr<Timeline> busyCluster(const TopicInterface& raft) {
    Scenario scenario;
    scenario.topic = "raft";
    scenario.servers = numberedServers(9);
    std::vector<Fault> faults;
    auto timeline = Timeline::start(raft, scenario, faults);
    const auto inFlight = [&] {
        return timeline->world().as<raft::World>().cluster.packets.size();
    };
    while (timeline->find("raft.leader_elected", 1) == 0)
        timeline->stepClock();
    for (std::size_t i = 0; inFlight() < 200; ++i) {
        const auto& packets = timeline->world().as<raft::World>().cluster.packets;
        timeline->act({Verb::duplicate, {}, {}, packets[i].id, 0});
        if (i % 8 == 7) timeline->wait(timeline->time() + Duration(500));
    }
    return timeline;
}

Row stageFrame(const Catalog& catalog, const figures::FigureCatalog& figures) {
    const auto timeline = busyCluster(*catalog.find("raft"));
    const auto figure = std::make_shared<const drawing::Figure>(
        figures.find("raft")->figure(timeline->moment(), {{1920, 1080}, false}));
    stage::Stage stage;
    stage.resize(1920, 1080);
    stage.show(figure, false);
    stage.QGraphicsView::show();
    (void)QTest::qWaitForWindowExposed(&stage);
    const drawing::Time start = stage.time();
    const auto times = timesOf(120, [&](int frame) {
        stage.setTime(start + drawing::Time(frame * 100));
        stage.viewport()->repaint();
    });
    return {"Stage: frame of 9 servers, 200 packets, 1920x1080",
            mostOf(times),
            Wanted::below,
            16.7,
            "ms",
            restOf(times)};
}

std::unique_ptr<Timeline> traffic(const TopicInterface& balance, int servers,
                                  const std::vector<std::pair<std::string, std::string>>& dials) {
    Scenario scenario;
    scenario.topic = "balance";
    scenario.servers = numberedServers(servers);
    for (const auto& [name, value] : dials)
        scenario.dials.push_back({name, value, {}, {}});
    std::vector<Fault> faults;
    return Timeline::start(balance, std::move(scenario), faults);
}

// Ten thousand requests in flight at a thousand servers: a step, its picture, and its painting.
Row manyServers(const Catalog& catalog, const figures::FigureCatalog& figures) {
    const auto timeline = traffic(*catalog.find("balance"), 1000,
                                  {{"arrivals", "10000"},
                                   {"service", "1 s"},
                                   {"policy", "least-connections"},
                                   {"workers", "100"}});
    timeline->runUntil(std::chrono::milliseconds(1050));
    stage::Stage stage;
    stage.resize(1920, 1080);
    stage.QGraphicsView::show();
    (void)QTest::qWaitForWindowExposed(&stage);
    const auto times = timesOf(120, [&](int) {
        timeline->stepClock();
        const auto figure = std::make_shared<const drawing::Figure>(
            figures.find("balance")->figure(timeline->moment(), {{1920, 1080}, false}));
        stage.show(figure, true);
        stage.viewport()->repaint();
    });
    return {"Stage: step and frame of 1,000 servers, 1920x1080",
            mostOf(times),
            Wanted::below,
            16.7,
            "ms",
            std::to_string(timeline->world().as<balance::World>().open) + " in flight, " +
                restOf(times)};
}

// A chart of three lines of a hundred thousand points, read off the timeline and painted.
Row longChart(const Catalog& catalog, const figures::FigureCatalog& figures) {
    const auto timeline =
        traffic(*catalog.find("balance"), 3, {{"arrivals", "100"}, {"service", "5..25 ms"}});
    while (timeline->stepCount() < 100'000)
        timeline->stepClock();
    const auto& charts = figures.find("balance")->charts;
    const auto spec = std::find_if(charts.begin(), charts.end(),
                                   [](const auto& one) { return one.id == "active"; });
    charts::ChartView view;
    view.resize(960, 240);
    view.show();
    (void)QTest::qWaitForWindowExposed(&view);
    const theme::Theme theme = theme::makeTheme(theme::Kind::light);
    std::size_t points = 0;
    for (std::uint16_t i = 0; i < 3; ++i)
        timeline->visitSeries(8, {i}, [&](auto piece) { points += piece.size(); });
    const auto times = timesOf(40, [&](int) {
        timeline->back();
        view.show(figures::chartOf(*timeline, *spec, view.columns()), theme, 1);
        view.repaint();
    });
    return {"Charts: a step back in a chart of many points",
            mostOf(times),
            Wanted::below,
            16.7,
            "ms",
            std::to_string(points) + " points, " + restOf(times)};
}

// Raft in the window: from the start of the process, and step by step.
std::vector<Row> windowRows(const Catalog& catalog, const figures::FigureCatalog& figures) {
    window::MainWindow window(catalog, figures);
    const Row cold = coldStart(window);
    const Row first = firstSteps(window, *catalog.find("raft"));
    return {cold, first, stepToPainted(window)};
}

std::vector<Row> measure(const QStringList& wanted) {
    const Catalog catalog = allTopics();
    const figures::FigureCatalog figures = figures::allFigures();
    std::vector<Row> rows;
    const auto add = [&](QLatin1String name, const auto& run) {
        const bool chosen = wanted.isEmpty() ||
                            std::any_of(wanted.begin(), wanted.end(), [&](const QString& word) {
                                return name.contains(word);
                            });
        if (!chosen) return;
        for (const Row& row : run()) {
            print(row);
            rows.push_back(row);
        }
    };
    printHead();
    add(QLatin1String("window"), [&] { return windowRows(catalog, figures); });
    add(QLatin1String("stage packets"), [&] { return std::vector{stageFrame(catalog, figures)}; });
    add(QLatin1String("stage servers"), [&] { return std::vector{manyServers(catalog, figures)}; });
    add(QLatin1String("charts"), [&] { return std::vector{longChart(catalog, figures)}; });
    return rows;
}

}  // namespace
}  // namespace lockstep::bench

int main(int count, char** words) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    lockstep::bench::moveHome(home);
    const QApplication application(count, words);
    lockstep::initResources();
    QApplication::setStyle(QStringLiteral("Fusion"));
    const QStringList wanted = QApplication::arguments().mid(1);
    lockstep::bench::printFoot(lockstep::bench::measure(wanted));
}
