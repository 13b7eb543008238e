// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style_sheet.h"

#include <QRegularExpression>
#include <cmath>

namespace lockstep::theme {

namespace {

using drawing::Ink;
using namespace Qt::StringLiterals;

// Colours as $names, lengths in pixels at scale 1 as {13}: both are replaced below.
const QString surfaces = uR"(
QWidget { color: $text; font-family: "Inter"; font-size: {13}; selection-background-color: $accent;
    selection-color: $onAccent; }
QMainWindow, QDialog, QMessageBox { background: $ground; }
QFrame[role="panel"], QWidget[role="panel"] { background: $panel; }
QFrame[role="ground"], QWidget[role="ground"] { background: $ground; }
QFrame[role="bar"], QWidget[role="bar"] { background: $panel; border-bottom: 1px solid $line; }
QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: {8}; }
QFrame[role="card"]:hover { border-color: $accent; }
QFrame[role="callout"] { background: $accentSoft; border: none; border-radius: {10}; }
QFrame[role="toast"] { background: $text; border-radius: {8}; }
QFrame[role="toast"] QLabel { color: $ground; }
QFrame[state="lit"], QLabel[state="lit"] { background: $lit; border-left: 3px solid $candidate; }
QFrame[state="warning"] { background: $candidateSoft; border: none; border-radius: {8}; }
QFrame[state="failure"] { background: $noSoft; border: none; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: {20}; font-weight: 700; }
QLabel[role="heading"] { font-size: {15}; font-weight: 600; }
QLabel[role="body"] { font-size: {13.5}; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: {12}; }
QLabel[role="caps"] { color: $muted; font-size: {11}; font-weight: 600; letter-spacing: {0.8}; }
QLabel[role="code"] { font-family: "JetBrains Mono"; font-size: {12}; }
QLabel[state="yes"] { color: $yes; }
QLabel[state="no"] { color: $no; }
QLabel:disabled { color: $muted; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: {4} {8}; }
QStatusBar { background: $panel; color: $muted; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
)"_s;

const QString buttons = uR"(
QPushButton, QToolButton { background: $panel; color: $text; border: 1px solid $line;
    border-radius: {7}; padding: {5} {12}; font-weight: 600; min-height: {18}; }
QPushButton:hover, QToolButton:hover { border-color: $accent; }
QPushButton:pressed, QToolButton:pressed { background: $accentSoft; }
QPushButton:checked, QToolButton:checked { background: $accentSoft; color: $accent;
    border-color: $accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: {4} {11}; }
QPushButton:disabled, QToolButton:disabled { color: $faint; border-color: $lineSoft; }
QPushButton[state="yes"]:disabled { color: $yes; border: 2px solid $yes; padding: {4} {11}; }
QPushButton[state="no"]:disabled { color: $no; border: 2px solid $no; padding: {4} {11}; }
QPushButton[role="primary"] { background: $accent; color: $onAccent; border-color: $accent; }
QPushButton[role="primary"]:hover { background: $accentStrong; border-color: $accentStrong; }
QPushButton[role="primary"]:pressed { background: $accentStrong; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $lineSoft; color: $faint;
    border-color: $lineSoft; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: $accentSoft; color: $accent;
    border-color: $accentSoft; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { border-color: $accent; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; }
QPushButton[role="link"], QToolButton[role="link"] { background: transparent; color: $accent;
    border: 1px solid transparent; padding: {5} {6}; }
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { background: $accentSoft; }
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus { border: 2px solid $accent;
    padding: {4} {5}; }
QPushButton[role="link"]:disabled { color: $faint; }
QToolButton[role="tool"] { padding: {5} {8}; min-width: {18}; }
QToolButton[role="tool"]:focus { padding: {4} {7}; }
QFileDialog QToolButton, QFileDialog QToolButton:focus { padding: {2}; }
QToolButton::menu-indicator, QPushButton::menu-indicator { width: 0; }
QCheckBox, QRadioButton { spacing: {8}; padding: {3}; border: 2px solid transparent;
    border-radius: {6}; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator { width: {14}; height: {14}; background: $panel;
    border: 1px solid $muted; }
QCheckBox::indicator { border-radius: {4}; }
QRadioButton::indicator { border-radius: {8}; }
QCheckBox::indicator:checked { background: $accent; border: {3} solid $panel;
    width: {10}; height: {10}; outline: none; }
QRadioButton::indicator:checked { background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5,
    fy:0.5, stop:0 $accent, stop:0.5 $accent, stop:0.6 $panel, stop:1 $panel);
    border-color: $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
)"_s;

const QString inputs = uR"(
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
    background: $panel; color: $text; border: 1px solid $line; border-radius: {6};
    padding: {4} {8}; }
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus,
QTextEdit:focus { border: 2px solid $accent; padding: {3} {7}; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {
    color: $faint; background: $ground; }
QTextBrowser { background: transparent; border: none; padding: 0; font-size: {13.5}; }
QTextBrowser:focus { border: none; padding: 0; }
QComboBox::drop-down { border: none; width: {20}; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; outline: none;
    selection-background-color: $accentSoft; selection-color: $text; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button { width: {16}; border: none; background: transparent; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover, QDoubleSpinBox::up-button:hover,
QDoubleSpinBox::down-button:hover { background: $accentSoft; border-radius: {4}; }
QSlider { background: transparent; min-height: {22}; }
QSlider::groove:horizontal { height: {4}; background: $line; border-radius: {2}; }
QSlider::sub-page:horizontal { background: $accent; border-radius: {2}; }
QSlider::handle:horizontal { width: {12}; height: {12}; margin: -{5} 0; border-radius: {6.5};
    background: $accent; border: {1} solid $panel; }
QSlider::handle:horizontal:hover { background: $accentStrong; }
QSlider::handle:horizontal:focus { border: 2px solid $text; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: $line; }
QProgressBar { background: $line; border: none; border-radius: {2}; max-height: {4};
    min-height: {4}; }
QProgressBar::chunk { background: $accent; border-radius: {2}; }
)"_s;

const QString lists = uR"(
QAbstractItemView { background: $panel; border: none; outline: none;
    alternate-background-color: $panelSoft; }
QAbstractItemView::item { padding: {4} {8}; border: 1px solid transparent; border-radius: {5}; }
QAbstractItemView::item:hover { background: $panelSoft; }
QAbstractItemView::item:selected { background: $accentSoft; color: $text; }
QAbstractItemView:focus::item:selected, QAbstractItemView::item:focus { border-color: $accent; }
QHeaderView::section { background: $panel; color: $muted; border: none; font-weight: 600;
    border-bottom: 1px solid $line; padding: {4} {8}; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: {8} {4}; margin: 0 {8};
    border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar::tab:disabled { color: $faint; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: {10}; margin: 0; }
QScrollBar:horizontal { background: transparent; height: {10}; margin: 0; }
QScrollBar::handle { background: $line; border-radius: {3}; margin: {2}; }
QScrollBar::handle:vertical { min-height: {28}; }
QScrollBar::handle:horizontal { min-width: {28}; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenuBar { background: $panel; border-bottom: 1px solid $line; padding: {2} {8}; }
QMenuBar::item { padding: {4} {8}; border-radius: {5}; background: transparent; }
QMenuBar::item:selected { background: $accentSoft; color: $accent; }
QMenu { background: $panel; border: 1px solid $line; padding: {4}; }
QMenu::item { padding: {5} {24} {5} {12}; border-radius: {5}; }
QMenu::item:selected { background: $accentSoft; color: $accent; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: {4} {8}; }
QMenu::indicator { width: {12}; height: {12}; left: {2}; }
)"_s;

QColor mixed(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(static_cast<float>(a.redF() + (b.redF() - a.redF()) * share),
                            static_cast<float>(a.greenF() + (b.greenF() - a.greenF()) * share),
                            static_cast<float>(a.blueF() + (b.blueF() - a.blueF()) * share));
}

// Words that are there but cannot be pressed now: quieter than muted, still readable.
QColor faint(const Theme& theme) {
    return mixed(theme.color(Ink::muted), theme.color(Ink::panel), 0.3);
}

QString withLengths(const QString& sheet, double scale) {
    static const QRegularExpression length(u"\\{([0-9.]+)\\}"_s);
    QString result;
    qsizetype done = 0;
    auto matches = length.globalMatch(sheet);
    while (matches.hasNext()) {
        const auto match = matches.next();
        result += QStringView(sheet).mid(done, match.capturedStart() - done);
        const double pixels = match.captured(1).toDouble() * scale;
        result += QString::number(std::max(1L, std::lround(pixels))) + u"px"_s;
        done = match.capturedEnd();
    }
    result += QStringView(sheet).mid(done);
    return result;
}

QString withColors(const QString& sheet, const Theme& theme) {
    const QColor accent = theme.color(Ink::accent);
    const QList<std::pair<QString, QColor>> colors{
        // The longer names first, so that $accent does not eat the start of $accentSoft.
        {u"$accentStrong"_s, mixed(accent, theme.color(Ink::text), 0.18)},
        {u"$accentSoft"_s, theme.color(Ink::accent.soft())},
        {u"$accent"_s, accent},
        {u"$onAccent"_s, theme.color(Ink::accent.on())},
        {u"$noSoft"_s, theme.color(Ink::no.soft())},
        {u"$candidateSoft"_s, theme.color(Ink::candidate.soft())},
        {u"$candidate"_s, theme.color(Ink::candidate)},
        {u"$lineSoft"_s, theme.color(Ink::line.soft())},
        {u"$line"_s, theme.color(Ink::line)},
        {u"$lit"_s, theme.color(Ink::lit)},
        {u"$panelSoft"_s, theme.color(Ink::panel.soft())},
        {u"$panel"_s, theme.color(Ink::panel)},
        {u"$ground"_s, theme.color(Ink::ground)},
        {u"$muted"_s, theme.color(Ink::muted)},
        {u"$text"_s, theme.color(Ink::text)},
        {u"$faint"_s, faint(theme)},
        {u"$yes"_s, theme.color(Ink::yes)},
        {u"$no"_s, theme.color(Ink::no)},
    };
    QString result = sheet;
    for (const auto& [name, color] : colors) result.replace(name, color.name());
    return result;
}

}  // namespace

QPalette palette(const Theme& theme) {
    QPalette result;
    const auto set = [&](QPalette::ColorRole role, const QColor& color) {
        result.setColor(role, color);
    };
    set(QPalette::Window, theme.color(Ink::ground));
    set(QPalette::WindowText, theme.color(Ink::text));
    set(QPalette::Base, theme.color(Ink::panel));
    set(QPalette::AlternateBase, theme.color(Ink::panel.soft()));
    set(QPalette::Text, theme.color(Ink::text));
    set(QPalette::Button, theme.color(Ink::panel));
    set(QPalette::ButtonText, theme.color(Ink::text));
    set(QPalette::BrightText, theme.color(Ink::no));
    set(QPalette::PlaceholderText, faint(theme));
    set(QPalette::ToolTipBase, theme.color(Ink::panel));
    set(QPalette::ToolTipText, theme.color(Ink::text));
    set(QPalette::Highlight, theme.color(Ink::accent));
    set(QPalette::HighlightedText, theme.color(Ink::accent.on()));
    set(QPalette::Link, theme.color(Ink::accent));
    set(QPalette::LinkVisited, theme.color(Ink::accent));
    set(QPalette::Light, theme.color(Ink::panel));
    set(QPalette::Midlight, theme.color(Ink::line.soft()));
    set(QPalette::Mid, theme.color(Ink::line));
    set(QPalette::Dark, theme.color(Ink::muted));
    set(QPalette::Shadow, theme.color(Ink::text));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, faint(theme));
    return result;
}

QString styleSheet(const Theme& theme, double scale) {
    return withColors(withLengths(surfaces + buttons + inputs + lists, scale), theme);
}

}  // namespace lockstep::theme
