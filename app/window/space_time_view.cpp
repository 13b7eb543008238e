// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/space_time_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>

#include "window/action_menus.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

const QString eventPrefix = u"event/"_s;
// A wheel's notch moves by three rows, as in a list.
constexpr double rowsOfNotch = 3;

Step stepOf(const QString& markId) {
    return markId.startsWith(eventPrefix) ? markId.mid(eventPrefix.size()).toUInt() : 0;
}

}  // namespace

SpaceTimeView::SpaceTimeView(session::Session& session, const Look& look, ActionMenus& menus,
                             stage::Stage& mainStage, QWidget* parent)
    : QWidget(parent),
      session_(session),
      look_(look),
      menus_(menus),
      mainStage_(mainStage),
      stage_(new stage::Stage(this)),
      filter_(new QToolButton(this)) {
    auto* title = new QLabel(tr("Space and time"), this);
    setRole(title, "small");
    setRole(filter_, "tool");
    filter_->setText(tr("Show"));
    filter_->setAccessibleName(tr("Servers and messages shown"));
    filter_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(filter_);
    filter_->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillFilter(menu); });
    auto* head = new QHBoxLayout;
    head->setContentsMargins(look_.pixels(14), look_.pixels(4), look_.pixels(8), 0);
    head->addWidget(title, 1);
    head->addWidget(filter_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(stage_, 1);
    stage_->setAccessibleName(tr("Space-time diagram"));
    stage_->viewport()->installEventFilter(this);
    connect(&session_, &session::Session::moved, this, [this] {
        behind_ = 0;
        options_.focus.reset();
        rebuild();
    });
    connect(&session_, &session::Session::runChanged, this, [this] {
        options_ = {};
        rebuild();
    });
    connect(&look_, &Look::changed, this, &SpaceTimeView::rebuild);
    connect(stage_, &stage::Stage::hovered, this, &SpaceTimeView::lightUp);
    connect(stage_, &stage::Stage::focusedMarkChanged, this, &SpaceTimeView::lightUp);
    connect(stage_, &stage::Stage::activated, this,
            [this](const QString& markId, QPoint) { activate(markId); });
    connect(stage_, &stage::Stage::contextRequested, this,
            [this](const QString& markId, QPoint at) { menus_.popUp(markId, {}, at); });
    // What is pointed at in the one picture is ringed in the other.
    connect(&mainStage_, &stage::Stage::hovered, this, [this](const QString& markId) {
        if (isVisible()) stage_->highlight(markId);
    });
}

void SpaceTimeView::rebuild() {
    if (!isVisible() || !session_.hasRun() || stage_->viewport()->height() < 80) return;
    stage_->setTheme(look_.theme());
    stage_->setReducedMotion(look_.reducedMotion());
    const double scale = look_.textSize() * look_.theme().textScale();
    options_.size = {stage_->viewport()->width() / scale, stage_->viewport()->height() / scale};
    const Timeline& timeline = session_.timeline();
    options_.last = timeline.step() - std::min(behind_, timeline.step());
    stage_->show(
        std::make_shared<const drawing::Figure>(figures::spaceTime(timeline.moment(), options_)),
        false);
}

void SpaceTimeView::scroll(int steps) {
    if (!session_.hasRun()) return;
    const auto rows = static_cast<int>(figures::spaceTimeRows(options_.size));
    const auto here = static_cast<int>(session_.timeline().step());
    const int most = std::max(0, here - rows);
    behind_ = static_cast<Step>(std::clamp(static_cast<int>(behind_) + steps, 0, most));
    rebuild();
}

bool SpaceTimeView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == stage_->viewport() && event->type() == QEvent::Wheel) {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        if ((wheel->modifiers() & Qt::ControlModifier) == 0) {
            wheel_ += wheel->angleDelta().y() / 120.0 * rowsOfNotch;
            const int rows = static_cast<int>(wheel_);
            wheel_ -= rows;
            if (rows != 0) scroll(rows);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// An event's past and future light up here, its server in the picture beside.
void SpaceTimeView::lightUp(const QString& markId) {
    if (!session_.hasRun()) return;
    const Step step = stepOf(markId);
    if (step == focus()) return;
    options_.focus = step == 0 ? std::nullopt : std::optional<Step>(step);
    rebuild();
    QString server;
    if (step != 0) {
        for (const Event& event : session_.timeline().eventsAt(step)) {
            if (!event.atServer) continue;
            server = QString::fromStdString(session_.timeline().setup().name(event.where));
            break;
        }
    }
    mainStage_.highlight(server.isEmpty() ? server : u"server/"_s + server);
}

void SpaceTimeView::activate(const QString& markId) {
    if (const Step step = stepOf(markId); step != 0) {
        session_.goTo(step);
    } else {
        menus_.popUp(markId, {}, stage_->globalRectOf(markId).center());
    }
}

void SpaceTimeView::fillFilter(QMenu* menu) {
    menu->clear();
    if (!session_.hasRun()) return;
    const auto entry = [this, menu](const std::string& name, std::set<std::string>& hidden) {
        QAction* action = menu->addAction(QString::fromStdString(name));
        action->setCheckable(true);
        action->setChecked(!hidden.contains(name));
        connect(action, &QAction::toggled, this, [this, name, &hidden](bool shown) {
            shown ? void(hidden.erase(name)) : void(hidden.insert(name));
            rebuild();
        });
    };
    menu->addSection(tr("Servers"));
    const AnyWorld& world = session_.timeline().world();
    for (std::uint16_t i = 0; i < world.serverCount(); ++i) {
        entry(world.setup().name({i}), options_.hiddenServers);
    }
    menu->addSection(tr("Messages"));
    for (const std::string& kind : session_.topic().messageKinds) {
        entry(kind, options_.hiddenKinds);
    }
}

void SpaceTimeView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layout()->activate();
    rebuild();
}

void SpaceTimeView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    rebuild();
}

}  // namespace lockstep::window
