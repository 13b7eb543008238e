// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/dial_editor.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "window/choice_box.h"
#include "window/range_slider.h"
#include "window/roles.h"
#include "window/toggle_switch.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

QString dialTitle(const std::string& name) {
    QString title = QString::fromStdString(name).replace(u'-', u' ');
    if (!title.isEmpty()) title[0] = title[0].toUpper();
    return title;
}

DialEditor::DialEditor(const Look& look, const DialInfo& dial, QWidget* parent)
    : QWidget(parent), look_(look), dial_(dial) {
    const QString summary = QString::fromStdString(dial_.summary);
    setToolTip(tr("%1\nUsually %2.").arg(summary, QString::fromStdString(dial_.standard)));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    switch (dial_.kind) {
        case DialKind::choice: buildChoice(); break;
        case DialKind::amount:
        case DialKind::factor:
        case DialKind::text: buildText(); break;
        default: buildSlider();
    }
}

void DialEditor::buildChoice() {
    const bool isSwitch = dial_.choices == std::vector<std::string>{"off", "on"};
    if (isSwitch) {
        toggle_ = new ToggleSwitch(look_, dialTitle(dial_.name), false, this);
        layout()->addWidget(toggle_);
        connect(toggle_, &ToggleSwitch::clicked, this, [this](bool on) { ask({on, on}); });
        return;
    }
    auto* label = new QLabel(dialTitle(dial_.name), this);
    label->setMinimumWidth(20);
    label->setWordWrap(true);
    choice_ = new ChoiceBox(look_, this);
    choice_->setAccessibleName(label->text());
    std::size_t longest = 0;
    for (const std::string& choice : dial_.choices) {
        choice_->addItem(QString::fromStdString(choice));
        longest = std::max(longest, choice.size());
    }
    // Long names have no room beside the dial's own.
    constexpr std::size_t longName = 16;
    auto* row = new QBoxLayout(longest > longName ? QBoxLayout::TopToBottom
                                                  : QBoxLayout::LeftToRight);
    row->addWidget(label, 1);
    row->addWidget(choice_);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(choice_, &QComboBox::activated, this, [this](int index) { ask({index, index}); });
}

void DialEditor::buildText() {
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(dialTitle(dial_.name), this);
    text_ = new QLineEdit(this);
    text_->setAccessibleName(label->text());
    text_->setAlignment(Qt::AlignRight);
    text_->setFont(look_.code(12));
    label->setMinimumWidth(20);
    label->setWordWrap(true);
    row->addWidget(label, 1);
    row->addWidget(text_);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(text_, &QLineEdit::editingFinished, this, &DialEditor::typed);
    // Wide enough for what usually stands there, and for what does now.
    const auto fit = [this] {
        const QFontMetrics metrics(look_.words(13));
        const int words = std::max(
            metrics.horizontalAdvance(QString::fromStdString(dial_.standard)),
            metrics.horizontalAdvance(text_->text()));
        text_->setFixedWidth(std::max(look_.pixels(104), words + look_.pixels(22)));
    };
    connect(&look_, &Look::changed, this, fit);
    connect(text_, &QLineEdit::textChanged, this, fit);
    fit();
}

void DialEditor::buildSlider() {
    buildText();
    slider_ = new RangeSlider(look_, dial_, this);
    slider_->setAccessibleName(text_->accessibleName());
    layout()->addWidget(slider_);
    connect(slider_, &RangeSlider::moved, this, [this](DialValue value) {
        text_->setText(QString::fromStdString(written(value)));
    });
    connect(slider_, &RangeSlider::chosen, this, &DialEditor::ask);
}

std::string DialEditor::written(DialValue value) const { return toText(dial_, value, setup_); }

void DialEditor::show(DialValue value, const Setup& setup) {
    value_ = value;
    setup_ = &setup;
    if (text_ && !(text_->hasFocus() && text_->isModified())) {
        text_->setText(QString::fromStdString(written(value)));
    }
    if (slider_ && value.isSet()) slider_->setValue(value);
    if (choice_) choice_->setCurrentIndex(static_cast<int>(value.low));
    if (toggle_) toggle_->setChecked(value.low != 0);
}

void DialEditor::typed() {
    if (!text_->isModified()) return;
    text_->setModified(false);
    std::string why;
    const auto value = parseDial(dial_, text_->text().toStdString(), why, setup_);
    if (value) {
        ask(*value);
        return;
    }
    text_->setText(QString::fromStdString(written(value_)));
    Q_EMIT faulty(QString::fromStdString(why));
}

void DialEditor::type(const QString& text) {
    text_->setText(text);
    text_->setModified(true);
    typed();
}

void DialEditor::ask(DialValue value) {
    if (value == value_) return;
    Q_EMIT turned(QString::fromStdString(dial_.name + " " + written(value)));
}

}  // namespace lockstep::window
