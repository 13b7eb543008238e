// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/export_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <cmath>

#include "window/choice_box.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

ExportDialog::ExportDialog(const Look& look, drawing::Figure figure, const QString& path,
                           QWidget* parent)
    : QDialog(parent),
      figure_(std::move(figure)),
      format_(new ChoiceBox(look, this)),
      theme_(new ChoiceBox(look, this)),
      scale_(new QDoubleSpinBox(this)),
      size_(new QLabel(this)),
      transparent_(new QCheckBox(tr("Transparent ground"), this)),
      outlines_(new QCheckBox(tr("Words as outlines, for programs without the fonts"), this)),
      path_(new QLineEdit(this)),
      fault_(new QLabel(this)),
      save_(new QPushButton(tr("Save"), this)) {
    setWindowTitle(tr("Export the picture"));
    setAttribute(Qt::WA_DeleteOnClose);
    path_->setMinimumWidth(look.pixels(340));
    build();
    path_->setText(path);
    formatChosen();
}

void ExportDialog::build() {
    using exporting::Format;
    format_->addItem(tr("SVG, for slides and the web"), static_cast<int>(Format::svg));
    format_->addItem(tr("PDF, for papers"), static_cast<int>(Format::pdf));
    format_->addItem(tr("PNG, for everything else"), static_cast<int>(Format::png));
    format_->setAccessibleName(tr("Format"));
    const std::pair<QString, theme::Kind> themes[] = {{tr("Print"), theme::Kind::print},
                                                      {tr("Light"), theme::Kind::light},
                                                      {tr("Dark"), theme::Kind::dark},
                                                      {tr("Projector"), theme::Kind::projector}};
    for (const auto& [words, kind] : themes) theme_->addItem(words, static_cast<int>(kind));
    theme_->setAccessibleName(tr("Theme"));
    scale_->setRange(0.1, 16);
    scale_->setValue(2);
    scale_->setSingleStep(0.5);
    scale_->setDecimals(1);
    scale_->setAccessibleName(tr("Scale"));
    setRole(size_, "small");
    path_->setAccessibleName(tr("File"));
    setRole(fault_, "body");
    setState(fault_, "no");
    fault_->setWordWrap(true);
    fault_->hide();
    setRole(save_, "primary");
    save_->setDefault(true);
    auto* choose = new QPushButton(tr("Choose …"), this);
    auto* cancel = new QPushButton(tr("Cancel"), this);

    auto* scaleRow = new QHBoxLayout;
    scaleRow->setSpacing(12);
    scaleRow->addWidget(scale_);
    scaleRow->addWidget(size_, 1);
    auto* pathRow = new QHBoxLayout;
    pathRow->setSpacing(8);
    pathRow->addWidget(path_, 1);
    pathRow->addWidget(choose);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(16);
    form->addRow(tr("Format"), format_);
    form->addRow(tr("Theme"), theme_);
    form->addRow(tr("Scale"), scaleRow);
    form->addRow(QString(), transparent_);
    form->addRow(QString(), outlines_);
    form->addRow(tr("File"), pathRow);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(fault_);
    layout->addLayout(buttons);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChosen);
    connect(path_, &QLineEdit::textChanged, this, &ExportDialog::pathTyped);
    connect(scale_, &QDoubleSpinBox::valueChanged, this, &ExportDialog::showSize);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save_, &QPushButton::clicked, this, &ExportDialog::save);
}

exporting::ExportOptions ExportDialog::options() const {
    exporting::ExportOptions options;
    options.path = path_->text().trimmed();
    options.format = static_cast<exporting::Format>(format_->currentData().toInt());
    const bool isFile = !options.path.isEmpty() && !options.path.endsWith(u'/');
    if (isFile && exporting::formatOf(options.path) != options.format) {
        options.path += u'.' + exporting::endingOf(options.format);
    }
    options.theme = static_cast<theme::Kind>(theme_->currentData().toInt());
    options.scale = scale_->value();
    options.transparent = transparent_->isChecked();
    options.outlines = outlines_->isChecked() && outlines_->isEnabled();
    return options;
}

void ExportDialog::formatChosen() {
    const exporting::Format format = options().format;
    const bool pixels = format == exporting::Format::png;
    outlines_->setEnabled(!pixels);
    scale_->setValue(pixels ? 2 : 1);
    if (exporting::formatOf(path_->text()) != format) {
        const QFileInfo file(path_->text());
        path_->setText(file.dir().filePath(file.completeBaseName() + u'.' +
                                           exporting::endingOf(format)));
    }
    showSize();
}

// The ending that is typed says the format too.
void ExportDialog::pathTyped(const QString& path) {
    replaces_.clear();
    fault_->hide();
    save_->setText(tr("Save"));
    if (const auto format = exporting::formatOf(path)) {
        format_->setCurrentIndex(format_->findData(static_cast<int>(*format)));
    }
}

void ExportDialog::showSize() {
    const double scale = options().scale;
    const QString size = tr("%1 × %2 pixels").arg(std::lround(figure_.size.width * scale))
                                            .arg(std::lround(figure_.size.height * scale));
    size_->setText(options().format == exporting::Format::png
                       ? size
                       : tr("%1, sharp at any size").arg(size));
}

void ExportDialog::browse() {
    const QString pattern = u"*."_s + exporting::endingOf(options().format);
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Save the picture as"),
                                                        path_->text(), pattern);
    if (chosen.isEmpty()) return;
    path_->setText(chosen);
    replaces_ = chosen;  // the file dialog has asked already
}

// A picture that is there already is replaced only by a second press.
void ExportDialog::save() {
    const QString path = options().path;
    if (path != replaces_ && QFileInfo(path).isFile()) {
        replaces_ = path;
        fault_->setText(tr("There is a file of this name already. Replace it?"));
        fault_->show();
        save_->setText(tr("Replace"));
        return;
    }
    const exporting::Result result = exporting::exportFigure(figure_, options());
    if (!result) {
        fault_->setText(result.error);
        fault_->show();
        return;
    }
    Q_EMIT saved(path);
    accept();
}

}  // namespace lockstep::window
