// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/export_chart.h"

#include <algorithm>

#include "charts/chart_files.h"
#include "cli/console.h"
#include "figures/catalog.h"
#include "script/text.h"

namespace lockstep::cli {
namespace {

QByteArray bytesOf(const figures::Chart& chart, const exporting::ExportOptions& options,
                   const charts::ChartFile& file) {
    const theme::Theme theme = theme::makeTheme(options.theme);
    switch (options.format) {
        case exporting::Format::svg: return charts::toSvg(chart, theme, file);
        case exporting::Format::pdf: return charts::toPdf(chart, theme, file);
        case exporting::Format::png: return charts::toPng(chart, theme, file);
    }
    return {};
}

}  // namespace

bool isCsv(const std::string& path) {
    return QString::fromStdString(path).endsWith(QLatin1String(".csv"), Qt::CaseInsensitive);
}

int exportChart(const Timeline& timeline, const std::string& id, drawing::Size size,
                const exporting::ExportOptions& options) {
    const TopicInfo& info = timeline.topic().info();
    const figures::FigureCatalog figures = figures::allFigures();
    const figures::TopicFigures* topic = figures.find(info.id);
    const auto specs =
        figures::chartsOf(info, topic ? topic->charts : std::vector<figures::ChartSpec>());
    const auto spec = std::find_if(specs.begin(), specs.end(),
                                   [&](const figures::ChartSpec& one) { return one.id == id; });
    if (spec == specs.end()) {
        std::string list = specs.empty() ? info.id + " has none" : "there are";
        for (const figures::ChartSpec& one : specs)
            list += ' ' + one.id;
        complain("lockstep export: there is no chart " + script::shown(id) + " in " + info.id +
                 "; " + list);
        return unreadable;
    }
    QByteArray bytes;
    if (isCsv(options.path.toStdString())) {
        bytes = QByteArray::fromStdString(figures::csvOf(timeline, *spec));
    } else {
        const auto chart =
            figures::chartOf(timeline, *spec, static_cast<std::size_t>(std::max(1.0, size.width)));
        bytes = bytesOf(chart, options, {size, options.scale, options.transparent});
    }
    const auto result = exporting::writeFile(options.path, bytes);
    if (result) return succeeded;
    complain("lockstep export: " + result.error.toStdString());
    return unreadable;
}

}  // namespace lockstep::cli
