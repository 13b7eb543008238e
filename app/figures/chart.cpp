// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/chart.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

namespace lockstep::figures {

namespace {

using drawing::Ink;

double milliseconds(Time time) { return static_cast<double>(time.count()) / 1000; }

std::optional<std::size_t> gaugeNamed(const TopicInfo& topic, const std::string& id) {
    for (std::size_t i = 0; i < topic.gauges.size(); ++i) {
        if (topic.gauges[i].id == id) return i;
    }
    return std::nullopt;
}

struct Source {
    std::size_t gauge = 0;
    ServerId server;
    std::string name;
    std::string of = {};  // the server's
};

// Every line of the chart: a gauge of each server has as many as there are servers.
std::vector<Source> sourcesOf(const Timeline& timeline, const ChartSpec& spec) {
    const TopicInfo& topic = timeline.topic().info();
    std::vector<Source> sources;
    for (const std::string& id : spec.lines) {
        const auto gauge = gaugeNamed(topic, id);
        if (!gauge) continue;
        const GaugeSpec& known = topic.gauges[*gauge];
        if (!known.ofEach) {
            sources.push_back({*gauge, {}, known.title});
            continue;
        }
        const bool only = spec.lines.size() == 1;
        for (std::uint16_t i = 0; i < timeline.world().serverCount(); ++i) {
            const std::string server = timeline.setup().name({i});
            sources.push_back({*gauge, {i}, only ? server : server + ' ' + known.title, server});
        }
    }
    return sources;
}

std::vector<GaugePoint> pointsOf(const Timeline& timeline, std::size_t gauge, ServerId server) {
    std::vector<GaugePoint> all;
    timeline.visitSeries(gauge, server, [&](std::span<const GaugePoint> points) {
        all.insert(all.end(), points.begin(), points.end());
    });
    return all;
}

double valueAt(const std::vector<GaugePoint>& points, Step step) {
    const auto after =
        std::upper_bound(points.begin(), points.end(), step,
                         [](Step wanted, const GaugePoint& point) { return wanted < point.step; });
    return after == points.begin() ? 0 : std::prev(after)->value;
}

// Keeps what a column of pixels can show: a spike is never lost, however narrow.
std::vector<ChartPoint> thinned(const std::vector<GaugePoint>& points, double from, double until,
                                std::size_t columns) {
    std::vector<ChartPoint> kept;
    const auto whole = [&](const GaugePoint& point) {
        return ChartPoint{milliseconds(point.time), point.value};
    };
    if (points.size() <= 4 * columns) {
        for (const GaugePoint& point : points)
            kept.push_back(whole(point));
        return kept;
    }
    const double width = (until - from) / static_cast<double>(columns);
    const auto columnOf = [&](const GaugePoint& point) {
        return static_cast<std::int64_t>((milliseconds(point.time) - from) / width);
    };
    for (std::size_t begin = 0; begin < points.size();) {
        std::size_t end = begin;
        std::size_t least = begin;
        std::size_t most = begin;
        while (end < points.size() && columnOf(points[end]) == columnOf(points[begin])) {
            if (points[end].value < points[least].value) least = end;
            if (points[end].value > points[most].value) most = end;
            ++end;
        }
        std::vector<std::size_t> wanted{begin, least, most, end - 1};
        std::sort(wanted.begin(), wanted.end());
        wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
        for (const std::size_t i : wanted)
            kept.push_back(whole(points[i]));
        begin = end;
    }
    return kept;
}

void addBands(Chart& chart, const Timeline& timeline, const ChartSpec& spec) {
    const auto gauge = gaugeNamed(timeline.topic().info(), spec.band);
    if (!gauge) return;
    chart.bandNames = spec.bandNames;
    const auto points = pointsOf(timeline, *gauge, {});
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto state = static_cast<std::size_t>(std::max(0.0, points[i].value));
        if (state >= spec.bandNames.size() || state >= spec.bandInks.size()) continue;
        const double until = i + 1 < points.size() ? milliseconds(points[i + 1].time) : chart.until;
        chart.bands.push_back(
            {milliseconds(points[i].time), until, spec.bandNames[state], spec.bandInks[state]});
    }
}

Chart chartOfWorld(const AnyWorld& world, const ChartSpec& spec) {
    WorldChart made = spec.ofWorld(world);
    Chart chart;
    chart.id = spec.id;
    chart.title = spec.title;
    chart.unit = made.unit;
    chart.bars = made.across.empty();
    chart.across = made.across;
    chart.logarithmic = made.logarithmic;
    chart.lines = std::move(made.lines);
    double most = 0;
    bool first = true;
    for (const ChartLine& line : chart.lines) {
        most = std::max(most, line.now);
        for (const ChartPoint& point : line.points) {
            most = std::max(most, point.value);
            chart.from = first ? point.time : std::min(chart.from, point.time);
            chart.until = std::max(chart.until, point.time);
            first = false;
        }
    }
    chart.present = made.here.value_or(chart.from - 1);
    chart.most = axisTop(most * 1.04);
    // A share of something cannot be more than the whole.
    if (chart.unit.rfind('%', 0) == 0 && most <= 100) chart.most = std::min(chart.most, 100.0);
    return chart;
}

std::string number(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value);
    return {text, end.ptr};
}

std::string quoted(const std::string& name) {
    if (name.find_first_of(",\"\n") == std::string::npos) return name;
    std::string text = "\"";
    for (const char c : name)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

// A row a server, a column a gauge.
std::string csvOfBars(const WorldChart& chart) {
    std::vector<std::string> gauges;
    std::vector<std::string> servers;
    std::map<std::pair<std::string, std::string>, double> values;
    const auto note = [](std::vector<std::string>& names, const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (const ChartLine& line : chart.lines) {
        note(gauges, line.gauge);
        note(servers, line.server);
        values[{line.server, line.gauge}] = line.now;
    }
    std::string text = "server";
    for (const std::string& gauge : gauges)
        text += ',' + quoted(gauge);
    text += '\n';
    for (const std::string& server : servers) {
        text += quoted(server);
        for (const std::string& gauge : gauges)
            text += ',' + number(values[{server, gauge}]);
        text += '\n';
    }
    return text;
}

std::string csvOfWorld(const WorldChart& chart) {
    if (chart.across.empty()) return csvOfBars(chart);
    std::string text = quoted(chart.across);
    std::map<double, std::map<std::size_t, double>> rows;
    for (std::size_t i = 0; i < chart.lines.size(); ++i) {
        text += ',' + quoted(chart.lines[i].name);
        for (const ChartPoint& point : chart.lines[i].points)
            rows[point.time][i] = point.value;
    }
    text += '\n';
    for (const auto& [over, values] : rows) {
        text += number(over);
        for (std::size_t i = 0; i < chart.lines.size(); ++i) {
            const auto value = values.find(i);
            text += ',' + (value == values.end() ? std::string() : number(value->second));
        }
        text += '\n';
    }
    return text;
}

}  // namespace

std::vector<ChartSpec> chartsOf(const TopicInfo& topic, const std::vector<ChartSpec>& named) {
    if (!named.empty()) return named;
    std::vector<ChartSpec> charts;
    for (const GaugeSpec& gauge : topic.gauges) {
        charts.push_back({gauge.id, gauge.title, {gauge.id}});
    }
    return charts;
}

double axisTop(double value) {
    if (!(value > 0)) return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (value <= factor * power * (1 + 1e-9)) return factor * power;
    }
    return 10 * power;
}

Chart chartOf(const Timeline& timeline, const ChartSpec& spec, std::size_t columns) {
    if (spec.ofWorld) return chartOfWorld(timeline.world(), spec);
    Chart chart;
    chart.id = spec.id;
    chart.title = spec.title;
    chart.bars = spec.bars;
    chart.until = std::max(
        milliseconds(timeline.branches()[static_cast<std::size_t>(timeline.branch())].tipTime),
        milliseconds(timeline.time()));
    chart.present = milliseconds(timeline.time());
    double most = 0;
    unsigned index = 0;
    for (const Source& source : sourcesOf(timeline, spec)) {
        const auto points = pointsOf(timeline, source.gauge, source.server);
        const unsigned number = index++;
        if (points.empty()) continue;  // it has never had a value
        chart.unit = timeline.topic().info().gauges[source.gauge].unit;
        ChartLine line{
            source.name, Ink::series(number), number, valueAt(points, timeline.step()), {}};
        line.server = source.of;
        line.gauge = timeline.topic().info().gauges[source.gauge].title;
        line.points = thinned(points, chart.from, chart.until, std::max<std::size_t>(1, columns));
        for (const ChartPoint& point : line.points) {
            most = std::max(most, point.value);
            chart.least = std::min(chart.least, point.value);
        }
        chart.lines.push_back(std::move(line));
    }
    // A little above the highest, so that its line is seen; a share has a top of its own.
    chart.most = chart.unit == "%" && most <= 100 ? 100 : axisTop(most * 1.04);
    addBands(chart, timeline, spec);
    return chart;
}

std::string csvOf(const Timeline& timeline, const ChartSpec& spec) {
    if (spec.ofWorld) return csvOfWorld(spec.ofWorld(timeline.world()));
    std::string text = "time_ms";
    // What changes at a step: the time, and the columns that do.
    std::map<Step, std::pair<Time, std::map<std::size_t, double>>> rows;
    const auto sources = sourcesOf(timeline, spec);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        text += ',' + quoted(sources[i].name);
        for (const GaugePoint& point : pointsOf(timeline, sources[i].gauge, sources[i].server)) {
            auto& row = rows[point.step];
            row.first = point.time;
            row.second[i] = point.value;
        }
    }
    text += '\n';
    std::vector<std::optional<double>> now(sources.size());
    for (const auto& [step, row] : rows) {
        for (const auto& [column, value] : row.second)
            now[column] = value;
        text += toMilliseconds(row.first);
        for (const auto& value : now)
            text += ',' + (value ? number(*value) : std::string());
        text += '\n';
    }
    return text;
}

}  // namespace lockstep::figures
