// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/dials_panel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QRandomGenerator>

#include "window/dial_editor.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

QLabel* caption(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    setRole(label, "small");
    label->setWordWrap(true);
    return label;
}

}  // namespace

DialsPanel::DialsPanel(session::Session& session, const Look& look, QWidget* parent)
    : QWidget(parent), session_(session), look_(look) {
    auto* inner = new QWidget(this);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(20, 16, 16, 16);
    column->setSpacing(10);
    auto* title = new QLabel(tr("DIALS"), inner);
    setRole(title, "caps");
    back_ = new QPushButton(tr("To the lesson"), inner);
    setRole(back_, "link");
    connect(back_, &QPushButton::clicked, this, &DialsPanel::lessonAsked);
    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(back_);
    column->addLayout(head);
    column->addWidget(buildRunPart());
    dials_ = new QWidget(inner);
    dialsLayout_ = new QVBoxLayout(dials_);
    dialsLayout_->setContentsMargins(0, 0, 0, 0);
    dialsLayout_->setSpacing(10);
    column->addWidget(dials_);
    column->addStretch(1);

    auto* area = new QScrollArea(this);
    area->setWidget(inner);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFrameShape(QFrame::NoFrame);
    area->viewport()->setAutoFillBackground(false);
    inner->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);

    connect(&session_, &session::Session::moved, this, [this] {
        stale_ = true;
        refresh();
    });
}

QWidget* DialsPanel::buildRunPart() {
    auto* part = new QWidget(this);
    auto* grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 4);
    grid->setVerticalSpacing(8);
    servers_ = new QSpinBox(part);
    servers_->setAccessibleName(tr("Number of servers"));
    servers_->setKeyboardTracking(false);
    servers_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    servers_->setAlignment(Qt::AlignCenter);
    auto* fewer = new QPushButton(u"−"_s, part);
    auto* more = new QPushButton(u"+"_s, part);
    fewer->setAccessibleName(tr("One server less"));
    more->setAccessibleName(tr("One server more"));
    connect(fewer, &QPushButton::clicked, servers_, &QSpinBox::stepDown);
    connect(more, &QPushButton::clicked, servers_, &QSpinBox::stepUp);
    auto* count = new QHBoxLayout;
    count->setSpacing(4);
    count->addWidget(fewer);
    count->addWidget(servers_);
    count->addWidget(more);
    seed_ = new QLineEdit(part);
    seed_->setAccessibleName(tr("Seed"));
    seed_->setAlignment(Qt::AlignRight);
    auto* draw = new QPushButton(tr("New"), part);
    draw->setAccessibleName(tr("Draw a new seed"));
    draw->setToolTip(tr("Draw a new seed: other timeouts, other latencies"));
    auto* serversLabel = new QLabel(tr("Servers"), part);
    serversRow_ = {serversLabel, fewer, servers_, more};
    grid->addWidget(serversLabel, 0, 0);
    grid->addLayout(count, 0, 1, 1, 2);
    grid->addWidget(new QLabel(tr("Seed"), part), 1, 0);
    grid->addWidget(seed_, 1, 1);
    grid->addWidget(draw, 1, 2);
    grid->setColumnStretch(0, 1);
    const auto scale = [this, fewer, more] {
        for (QPushButton* button : {fewer, more}) button->setFixedWidth(look_.pixels(34));
        servers_->setFixedWidth(look_.pixels(44));
        seed_->setFixedWidth(look_.pixels(62));
    };
    connect(&look_, &Look::changed, part, scale);
    scale();
    grid->addWidget(caption(tr("Another number or seed starts the run again."), part), 2, 0, 1, 3);
    fault_ = new QLabel(part);
    fault_->setWordWrap(true);
    setRole(fault_, "body");
    setState(fault_, "no");
    fault_->hide();
    grid->addWidget(fault_, 3, 0, 1, 3);
    connect(servers_, &QSpinBox::valueChanged, this, &DialsPanel::changeServers);
    connect(seed_, &QLineEdit::editingFinished, this, &DialsPanel::changeSeed);
    connect(draw, &QPushButton::clicked, this, &DialsPanel::drawSeed);
    return part;
}

void DialsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void DialsPanel::rebuild() {
    builtFor_ = &session_.topic();
    qDeleteAll(dials_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    editors_.clear();
    bool hasHeadOnly = false;
    for (const DialInfo& dial : session_.topic().dials) {
        hasHeadOnly = hasHeadOnly || dial.headOnly;
        auto* editor = new DialEditor(look_, dial, dials_);
        connect(editor, &DialEditor::turned, this,
                [this, &dial](const QString& line) { turn(dial, line); });
        connect(editor, &DialEditor::faulty, this, &DialsPanel::complain);
        dialsLayout_->addWidget(editor);
        // A number with one value is no choice.
        if (dial.most.low > 0 && dial.least.low == dial.most.low) editor->hide();
        editors_.push_back(editor);
    }
    dialsLayout_->addWidget(
        caption(hasHeadOnly
                    ? tr("Turning one of these is a step: it holds from here on, and a step back "
                         "undoes it. What shapes the world starts the run again.")
                    : tr("Turning one of these is a step: it holds from here on, and a step back "
                         "undoes it."),
                dials_));
}

// What shapes the world begins it again; everything else is a step.
void DialsPanel::turn(const DialInfo& dial, const QString& line) {
    if (!dial.headOnly) return complain(session_.act(line));
    const std::string value = line.mid(static_cast<qsizetype>(dial.name.size()) + 1).toStdString();
    complain(session_.restart([&](Scenario& scenario) {
        std::erase_if(scenario.dials,
                      [&](const Setting& setting) { return setting.name == dial.name; });
        scenario.dials.push_back({dial.name, value, {}, {}});
    }));
}

void DialsPanel::refresh() {
    if (!stale_ || !isVisible() || !session_.hasRun()) return;
    stale_ = false;
    if (builtFor_ != &session_.topic()) rebuild();
    fault_->hide();
    back_->setVisible(session_.inLesson());
    const Scenario& scenario = session_.timeline().setup().scenario;
    const QSignalBlocker quiet(servers_);
    servers_->setRange(session_.topic().fewestServers, session_.topic().mostServers);
    servers_->setValue(static_cast<int>(scenario.servers.size()));
    // Where the topic names the servers, its dials say how many there are.
    for (QWidget* part : serversRow_) part->setVisible(!scenario.derivedServers);
    if (!seed_->hasFocus()) seed_->setText(QString::number(scenario.seed));
    for (std::size_t i = 0; i < editors_.size(); ++i) {
        editors_[i]->show(session_.timeline().world().dial(i), session_.timeline().setup());
    }
}

DialEditor* DialsPanel::editor(const QString& dial) {
    for (DialEditor* editor : editors_) {
        if (editor->dial().name == dial.toStdString()) return editor;
    }
    return nullptr;
}

void DialsPanel::complain(const QString& why) {
    fault_->setText(why);
    fault_->setVisible(!why.isEmpty());
    if (!why.isEmpty()) Q_EMIT session_.told(why);
}

void DialsPanel::changeServers() {
    const int wanted = servers_->value();
    complain(session_.restart([wanted](Scenario& scenario) {
        // Names that were given stay as far as they go.
        const auto numbered = numberedServers(wanted);
        const auto kept = std::min(scenario.servers.size(), numbered.size());
        scenario.servers.resize(kept);
        scenario.servers.insert(scenario.servers.end(),
                                numbered.begin() + static_cast<std::ptrdiff_t>(kept),
                                numbered.end());
    }));
}

void DialsPanel::changeSeed() {
    if (!session_.hasRun()) return;
    bool isNumber = false;
    const qulonglong wanted = seed_->text().trimmed().toULongLong(&isNumber);
    if (!isNumber) {
        seed_->setText(QString::number(session_.timeline().setup().scenario.seed));
        complain(tr("A seed is a whole number, such as 7."));
        return;
    }
    if (wanted == session_.timeline().setup().scenario.seed) return;
    complain(session_.restart([wanted](Scenario& scenario) { scenario.seed = wanted; }));
}

void DialsPanel::drawSeed() {
    const std::uint64_t drawn = QRandomGenerator::global()->bounded(1u, 10'000u);
    complain(session_.restart([drawn](Scenario& scenario) { scenario.seed = drawn; }));
}

}  // namespace lockstep::window
