// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/compare_window.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QSplitter>
#include <QVBoxLayout>

#include "figures/caption.h"
#include "session/playback.h"
#include "theme/style_sheet.h"
#include "window/icons.h"
#include "window/roles.h"
#include "window/stage_view.h"

namespace lockstep::window {

using drawing::Ink;
using namespace Qt::StringLiterals;

namespace {

// Slow enough to look from one side to the other.
constexpr int playEvery = 700;
constexpr int titleHeight = 40;

QLabel* label(QWidget* parent, const char* role) {
    auto* made = new QLabel(parent);
    setRole(made, role);
    made->setWordWrap(true);
    return made;
}

// What cannot be done in one world only.
QString bothRefusals(const QString& left, const QString& right) {
    if (left.isEmpty() && right.isEmpty()) return {};
    if (left == right) return left;
    if (left.isEmpty()) return CompareWindow::tr("Only on the left; on the right: %1").arg(right);
    if (right.isEmpty()) return CompareWindow::tr("Only on the right; on the left: %1").arg(left);
    return left + u"; "_s + right;
}

}  // namespace

CompareWindow::CompareWindow(const Catalog& catalog, const figures::FigureCatalog& figures,
                             const Look& windowLook, Run left, Run right) {
    look_.setChoice(windowLook.choice());
    look_.setTextSize(windowLook.textSize());
    look_.setReducedMotion(windowLook.reducedMotion());
    setWindowTitle(tr("Side by side – Lockstep"));
    setAttribute(Qt::WA_DeleteOnClose);
    difference_ = script::firstDifference(*left.timeline, *right.timeline);
    for (Side& side : sides_)
        side.session = std::make_unique<session::Session>(catalog);
    auto* columns = new QSplitter(Qt::Horizontal, this);
    columns->setChildrenCollapsible(false);
    columns->setHandleWidth(1);
    columns->addWidget(buildSide(0, std::move(left), figures));
    columns->addWidget(buildSide(1, std::move(right), figures));
    columns->setSizes({1000, 1000});
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(columns, 1);
    layout->addWidget(buildFoot());
    player_.setInterval(playEvery);
    connect(&player_, &QTimer::timeout, this, [this] {
        if (!step()) togglePlay();
    });
    connect(&look_, &Look::changed, this, &CompareWindow::applyLook);
    applyLook();
    goToStart();
    // Two pictures want room; a small screen has to hold them, with the title.
    const QSize room = screen()->availableGeometry().size() - QSize(0, titleHeight);
    resize(QSize(look_.pixels(1280), look_.pixels(760)).expandedTo(room * 0.9).boundedTo(room));
}

CompareWindow::~CompareWindow() = default;

QWidget* CompareWindow::buildSide(int number, Run run, const figures::FigureCatalog& figures) {
    Side& side = sides_[at(number)];
    side.session->adopt(std::move(run.timeline), {});
    auto* box = new QWidget(this);
    side.title = label(box, "heading");
    side.title->setText(run.title);
    side.count = label(box, "muted");
    side.broken = label(box, "body");
    side.told = label(box, "body");
    side.told->setMinimumHeight(look_.pixels(40));
    side.stage = new StageView(*side.session, look_, figures, nullptr, box);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(look_.pixels(18), look_.pixels(12), look_.pixels(18),
                               look_.pixels(8));
    column->addWidget(side.title);
    column->addWidget(side.count);
    column->addWidget(side.broken);
    column->addWidget(side.stage, 1);
    column->addWidget(side.told);
    return box;
}

QWidget* CompareWindow::buildFoot() {
    auto* foot = new QWidget(this);
    setRole(foot, "panel");
    auto* row = new QHBoxLayout;
    const auto button = [&](const QString& words, const QString& tip, auto work) {
        auto* made = new QPushButton(words, foot);
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, this, work);
        row->addWidget(made);
        return made;
    };
    QPushButton* start = button({}, tr("To the start  Home"), [this] { goToStart(); });
    const auto drawIcon = [this, start] {
        start->setIcon(iconFor(Sign::toPrevious, look_, Ink::text));
    };
    drawIcon();
    connect(&look_, &Look::changed, start, drawIcon);
    start->setAccessibleName(tr("To the start"));
    button(tr("‹ Step"), tr("Step back in both  ←"), [this] { back(); });
    play_ = button(tr("▶ Play"), tr("Play or pause  Space"), [this] { togglePlay(); });
    setRole(button(tr("Step ›"), tr("The next thing that happens on either side  →"),
                   [this] { step(); }),
            "primary");
    toDifference_ = button(tr("First difference"), tr("Where the two runs part  D"),
                           [this] { goToDifference(); });
    action_ = new QLineEdit(foot);
    action_->setPlaceholderText(tr("An action for both, such as crash S1"));
    action_->setAccessibleName(tr("An action for both"));
    connect(action_, &QLineEdit::returnPressed, this, [this] {
        act(action_->text());
        action_->clear();
    });
    row->addWidget(action_, 1);
    verdict_ = label(foot, "body");
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(look_.pixels(18), look_.pixels(10), look_.pixels(18),
                               look_.pixels(12));
    column->addWidget(verdict_);
    column->addLayout(row);
    return foot;
}

bool CompareWindow::step() {
    const auto left = session(0).nextTime();
    const auto right = session(1).nextTime();
    if (!left && !right) return false;
    const bool leftFirst = left && (!right || *left <= *right);
    const bool rightFirst = right && (!left || *right <= *left);
    if (leftFirst) session(0).step();
    if (rightFirst) session(1).step();
    refresh();
    return true;
}

bool CompareWindow::back() {
    const auto last = [this](int side) {
        const Timeline& timeline = session(side).timeline();
        return timeline.step() == 0 ? Time{-1} : timeline.timeAt(timeline.step());
    };
    const Time left = last(0);
    const Time right = last(1);
    if (left < Time{} && right < Time{}) return false;
    if (left >= right) session(0).back();
    if (right >= left) session(1).back();
    refresh();
    return true;
}

void CompareWindow::goToStart() {
    for (Side& side : sides_)
        side.session->goToStart();
    refresh();
}

void CompareWindow::goToDifference() {
    if (!difference_) return;
    for (Side& side : sides_) {
        side.session->goTo(std::min(difference_->step, side.session->timeline().stepCount()));
    }
    refresh();
}

void CompareWindow::togglePlay() {
    player_.isActive() ? player_.stop() : player_.start();
    play_->setText(player_.isActive() ? tr("Pause") : tr("▶ Play"));
}

void CompareWindow::act(const QString& line) {
    const QString refusal = bothRefusals(session(0).act(line), session(1).act(line));
    difference_ = script::firstDifference(session(0).timeline(), session(1).timeline());
    refresh();
    if (!refusal.isEmpty()) verdict_->setText(refusal);
}

void CompareWindow::refresh(Side& side) const {
    const Timeline& timeline = side.session->timeline();
    const auto caption =
        figures::captionOf(timeline.moment(), timeline.setup(), "Nothing has happened yet.");
    side.told->setText(QString::fromStdString(caption.what));
    const int messages = static_cast<int>(timeline.world().messagesSent());
    side.count->setText(tr("%n message(s) sent", nullptr, messages)
                            .replace("(s)"_L1, messages == 1 ? QString() : u"s"_s) +
                        tr(" · step %1 · %2 ms")
                            .arg(timeline.step())
                            .arg(QString::fromStdString(toMilliseconds(timeline.time()))));
    QStringList broken;
    const std::uint32_t bits = timeline.brokenSoFar();
    const auto& claims = timeline.topic().info().invariants;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if ((bits >> i & 1U) != 0) broken << QString::fromUtf8(claims[i].title);
    }
    setState(side.broken, broken.isEmpty() ? "yes" : "no");
    side.broken->setText(broken.isEmpty() ? tr("✓ All claims hold")
                                          : tr("✕ Broken: %1").arg(broken.join(u", "_s)));
}

void CompareWindow::refresh() {
    for (Side& side : sides_)
        refresh(side);
    toDifference_->setEnabled(difference_.has_value());
    if (!difference_) {
        verdict_->setText(tr("So far the two runs are the same."));
        return;
    }
    if (session(0).topic().id != session(1).topic().id) {
        toDifference_->setEnabled(false);
        verdict_->setText(tr("%1 on the left, %2 on the right.")
                              .arg(QString::fromStdString(session(0).topic().title),
                                   QString::fromStdString(session(1).topic().title)));
        return;
    }
    QStringList facts;
    for (const std::string& name : difference_->facts)
        facts << QString::fromStdString(name);
    const QString where = tr("They part at step %1").arg(difference_->step);
    const QString left = QString::fromStdString(difference_->left);
    const QString right = QString::fromStdString(difference_->right);
    if (left != right) {
        verdict_->setText(tr("%1: %2 on the left, %3 on the right.").arg(where, left, right));
    } else if (!facts.isEmpty()) {
        verdict_->setText(
            tr("%1, %2: then %3.")
                .arg(where, left,
                     facts.join(u", "_s) + (facts.size() == 1 ? tr(" differs") : tr(" differ"))));
    } else {
        verdict_->setText(where + u'.');
    }
}

void CompareWindow::applyLook() {
    setPalette(theme::palette(look_.theme()));
    setStyleSheet(look_.styleSheet());
}

void CompareWindow::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Period:
        case Qt::Key_PageDown: step(); return;
        case Qt::Key_Left:
        case Qt::Key_Comma:
        case Qt::Key_PageUp: back(); return;
        case Qt::Key_Home: goToStart(); return;
        case Qt::Key_Space: togglePlay(); return;
        case Qt::Key_D: goToDifference(); return;
        case Qt::Key_T: look_.setChoice(look_.nextChoice()); return;
        case Qt::Key_Escape: close(); return;
        default: QWidget::keyPressEvent(event);
    }
}

void CompareWindow::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // The pictures are laid out once the columns have their widths.
    QTimer::singleShot(0, this, [this] { goToStart(); });
    setFocus();
}

void CompareWindow::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), look_.color(Ink::ground));
}

}  // namespace lockstep::window
