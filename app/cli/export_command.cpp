// SPDX-License-Identifier: GPL-3.0-or-later
// lockstep export SCRIPT|LESSON.md -o OUT [--at STEP|MILESTONE|TIME] [--size WxH] …
#include <QApplication>

#include "catalog/catalog.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/export_chart.h"
#include "cli/moments.h"
#include "exporting/exporting.h"
#include "figures/catalog.h"
#include "figures/space_time.h"
#include "resources.h"
#include "script/text.h"

namespace lockstep::cli {
namespace {

struct Wanted {
    exporting::ExportOptions file;
    drawing::Size size{960, 640};
    bool spaceTime = false;
    std::optional<std::string> chart;  // the id of one, instead of the picture
};

bool wrong(const std::string& message) {
    complain("lockstep export: " + message);
    return false;
}

bool readFile(const Arguments& arguments, Wanted& wanted) {
    const auto path = arguments.value("-o");
    if (!path) return wrong("it needs -o OUT.svg, OUT.pdf or OUT.png");
    wanted.file.path = QString::fromStdString(*path);
    wanted.chart = arguments.value("--chart");
    if (wanted.chart && isCsv(*path)) return true;
    const auto format = exporting::formatOf(wanted.file.path);
    if (!format) {
        return wrong(script::shown(*path) +
                     " does not say which format; end it in .svg, .pdf or "
                     ".png");
    }
    wanted.file.format = *format;
    wanted.file.transparent = arguments.has("--transparent");
    wanted.file.outlines = arguments.has("--outlines");
    return true;
}

bool readLook(const Arguments& arguments, Wanted& wanted) {
    if (const auto text = arguments.value("--size")) {
        const auto size = exporting::parseSize(*text);
        if (!size) {
            return wrong("--size cannot be " + script::shown(*text) +
                         "; write --size 1280x720, each from 64 to 16384");
        }
        wanted.size = *size;
    }
    if (const auto text = arguments.value("--scale")) {
        const auto scale = exporting::parseScale(*text);
        if (!scale) {
            return wrong("--scale cannot be " + script::shown(*text) +
                         "; it is a number from 0.1 to 16");
        }
        wanted.file.scale = *scale;
    }
    if (const auto text = arguments.value("--theme")) {
        const auto kind = theme::kindNamed(*text);
        if (!kind) {
            return wrong("there is no theme " + script::shown(*text) +
                         "; there are light, dark, projector and print");
        }
        wanted.file.theme = *kind;
    }
    return true;
}

// Words on a wall are read from far away: the picture is laid out smaller and drawn larger.
void enlargeFor(const theme::Theme& theme, Wanted& wanted) {
    const double larger = theme.textScale();
    wanted.size = {wanted.size.width / larger, wanted.size.height / larger};
    wanted.file.scale *= larger;
}

// What Qt remarks about its surroundings, such as a missing XDG_RUNTIME_DIR, is none of the
// caller's business: standard error has errors.
void onlyErrors(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtCriticalMsg || type == QtFatalMsg) complain(message.toStdString());
}

// The picture wanted; a complaint and nothing if there is none.
std::optional<drawing::Figure> pictureOf(const Timeline& timeline, const Wanted& wanted) {
    const TopicInfo& info = timeline.topic().info();
    if (wanted.spaceTime && info.network) {
        return figures::spaceTime(timeline.moment(), {wanted.size});
    }
    const figures::FigureCatalog figures = figures::allFigures();
    const figures::TopicFigures* drawn = figures.find(info.id);
    if (wanted.spaceTime || !drawn) {
        wrong(wanted.spaceTime ? "--space-time draws messages, and " + info.id + " has none"
                               : "there is no picture of " + info.id);
        return std::nullopt;
    }
    return drawn->figure(timeline.moment(), {wanted.size});
}

int draw(Timeline& timeline, Wanted wanted) {
    // No display is needed, and none is opened.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(onlyErrors);
    int count = 1;
    char name[] = "lockstep";
    char* names[] = {name, nullptr};
    const QApplication application(count, names);
    initResources();
    enlargeFor(theme::makeTheme(wanted.file.theme), wanted);
    if (wanted.chart) return exportChart(timeline, *wanted.chart, wanted.size, wanted.file);
    const auto picture = pictureOf(timeline, wanted);
    if (!picture) return unreadable;
    const auto result = exporting::exportFigure(*picture, wanted.file);
    if (result) return succeeded;
    complain("lockstep export: " + result.error.toStdString());
    return unreadable;
}

}  // namespace

int exportFigure(const Words& words) {
    const auto arguments = Arguments::read(words, "export",
                                           {{"-o", true},
                                            {"--at", true},
                                            {"--page", true},
                                            {"--size", true},
                                            {"--scale", true},
                                            {"--theme", true},
                                            {"--space-time"},
                                            {"--chart", true},
                                            {"--transparent"},
                                            {"--outlines"}},
                                           {1, 1, "a script or a lesson"});
    if (!arguments) return unreadable;
    Wanted wanted;
    wanted.spaceTime = arguments->has("--space-time");
    if (!readFile(*arguments, wanted) || !readLook(*arguments, wanted)) return unreadable;
    const Catalog catalog = allTopics();
    int status = unreadable;
    const auto timeline = openMoment(
        {arguments->rest().front(), arguments->value("--page"), arguments->value("--at")}, catalog,
        status);
    return timeline ? draw(*timeline, std::move(wanted)) : status;
}

}  // namespace lockstep::cli
