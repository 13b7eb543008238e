// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/action_line.h"

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QKeyEvent>

#include "session/telling.h"
#include "window/roles.h"
#include "window/run_files.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostMessages = 60;

}  // namespace

ActionLine::ActionLine(session::Session& session, const Look& look, QWidget* parent)
    : QFrame(parent),
      session_(session),
      look_(look),
      field_(new QLineEdit(this)),
      answer_(new QLabel(this)),
      lines_(new QStringListModel(this)) {
    setRole(this, "panel");
    // Its room is that of the buttons it lies over.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    field_->setPlaceholderText(
        tr("What is to happen: crash S3, run 200 ms, partition S1 S2 | S3 …"));
    field_->setAccessibleName(tr("Action"));
    setRole(answer_, "small");
    answer_->setWordWrap(true);
    auto* completer = new QCompleter(lines_, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    field_->setCompleter(completer);
    completer->popup()->installEventFilter(this);
    field_->installEventFilter(this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 4, 24, 12);
    layout->addWidget(field_, 1);
    layout->addWidget(answer_, 1);
    connect(field_, &QLineEdit::returnPressed, this, &ActionLine::perform);
    hide();
}

void ActionLine::open() {
    lines_->setStringList(possibleLines());
    answer_->setText(tr("Enter does it, Esc closes"));
    show();
    field_->setFocus();
    field_->selectAll();
}

QStringList ActionLine::possibleLines() const {
    QStringList lines;
    const Timeline& timeline = session_.timeline();
    const AnyWorld& world = timeline.world();
    const TopicInfo& topic = session_.topic();
    const auto add = [&](const std::vector<Offer>& offers) {
        for (const Offer& offer : offers) {
            if (offer.refusal.empty()) lines << QString::fromStdString(offer.line);
        }
    };
    const auto count = static_cast<std::uint16_t>(world.serverCount());
    for (std::uint16_t i = 0; i < count; ++i) add(offersAtServer(world, topic, ServerId{i}));
    add(offersAtWorld(world, topic));
    int messages = 0;
    world.visitMessages([&](const MessageView& message) {
        if (messages++ < mostMessages) add(offersAtMessage(world, topic, message.id));
    });
    for (std::uint16_t i = 0; i < count; ++i) {
        for (std::uint16_t j = static_cast<std::uint16_t>(i + 1); j < count; ++j) {
            add(offersAtLink(world, topic, ServerId{i}, ServerId{j}));
        }
    }
    for (std::size_t i = 0; i < topic.dials.size(); ++i) {
        if (topic.dials[i].headOnly) continue;
        lines << QString::fromStdString(topic.dials[i].name + " " +
                                        toText(topic.dials[i], world.dial(i), &timeline.setup()));
    }
    for (const FlawSpec& flaw : topic.flaws)
        lines << u"flaw %1 on"_s.arg(QLatin1StringView(flaw.name));
    lines << u"heal"_s << u"settle"_s << u"run 200 ms"_s << u"step 10"_s;
    lines.removeDuplicates();
    return lines;
}

void ActionLine::perform() {
    const QString line = field_->text().trimmed();
    if (line.isEmpty()) return;
    const LineResult result = runLine(session_, line);
    answer_->setText(result.text.isEmpty() ? tr("Done.") : result.text);
    answer_->setToolTip(result.text);
    setState(answer_, result.failed ? "no" : "");
    if (result.failed) return;
    field_->clear();
    lines_->setStringList(possibleLines());
}

// Enter does what was typed, unless something was picked from the list. Who goes on elsewhere in
// the window has done typing, and gets the buttons back.
bool ActionLine::eventFilter(QObject* watched, QEvent* event) {
    if (watched == field_ && event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::MouseFocusReason || reason == Qt::TabFocusReason ||
            reason == Qt::BacktabFocusReason)
            hide();
    }
    auto* list = qobject_cast<QAbstractItemView*>(watched);
    if (list && event->type() == QEvent::KeyPress && !list->currentIndex().isValid()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            list->hide();
            perform();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ActionLine::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        hide();
        if (parentWidget()) parentWidget()->setFocus();
        return;
    }
    QFrame::keyPressEvent(event);
}

}  // namespace lockstep::window
