// SPDX-License-Identifier: GPL-3.0-or-later
// One dial: its name, its value to type, and a slider, a list or a switch to set it by hand.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>

#include "kernel/dial.h"
#include "window/look.h"

namespace lockstep::window {

class RangeSlider;
class ToggleSwitch;

// "Election timeout" of "election-timeout".
QString dialTitle(const std::string& name);

class DialEditor final : public QWidget {
    Q_OBJECT

public:
    // The dial's description must outlive the editor.
    DialEditor(const Look& look, const DialInfo& dial, QWidget* parent = nullptr);

    const DialInfo& dial() const { return dial_; }
    // The setup must live until the next is shown.
    void show(DialValue value, const Setup& setup);
    using QWidget::show;
    // Types a value as a user would; for tests.
    void type(const QString& text);

Q_SIGNALS:
    // Asks for "latency 10..20 ms".
    void turned(const QString& line);
    void faulty(const QString& why);

private:
    void buildChoice();
    void buildText();
    void buildSlider();
    std::string written(DialValue value) const;
    void typed();
    void ask(DialValue value);

    const Look& look_;
    const DialInfo& dial_;
    DialValue value_;
    const Setup* setup_ = nullptr;
    QLineEdit* text_ = nullptr;
    RangeSlider* slider_ = nullptr;
    QComboBox* choice_ = nullptr;
    ToggleSwitch* toggle_ = nullptr;
};

}  // namespace lockstep::window
