// SPDX-License-Identifier: GPL-3.0-or-later
// Saves the picture on screen: format, theme, size, what the words become.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "drawing/figure.h"
#include "exporting/exporting.h"
#include "window/look.h"

namespace lockstep::window {

class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    // `path` is offered; its ending says the format.
    ExportDialog(const Look& look, drawing::Figure figure, const QString& path,
                 QWidget* parent);

    QComboBox* formats() { return format_; }
    QLineEdit* path() { return path_; }
    QPushButton* saveButton() { return save_; }
    QString fault() const { return fault_->text(); }

Q_SIGNALS:
    void saved(const QString& path);

private:
    void build();
    void formatChosen();
    void pathTyped(const QString& path);
    void browse();
    void save();
    exporting::ExportOptions options() const;
    void showSize();

    drawing::Figure figure_;
    QComboBox* format_;
    QComboBox* theme_;
    QDoubleSpinBox* scale_;
    QLabel* size_;
    QCheckBox* transparent_;
    QCheckBox* outlines_;
    QLineEdit* path_;
    QLabel* fault_;
    QPushButton* save_;
    QString replaces_;  // the file that the next press may replace
};

}  // namespace lockstep::window
