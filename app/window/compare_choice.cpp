// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/compare_choice.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "script/beside.h"
#include "window/dial_editor.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("Compare", text); }

}  // namespace

std::vector<Variation> variationsOf(const session::Session& session) {
    std::vector<Variation> all;
    const Scenario& now = session.timeline().setup().scenario;
    const TopicInfo& topic = session.topic();
    for (const FlawSpec& flaw : topic.flaws) {
        const bool on = std::find(now.flaws.begin(), now.flaws.end(), flaw.name) != now.flaws.end();
        const QString title = QString::fromUtf8(flaw.title);
        all.push_back({on ? say("Mended: %1").arg(title) : say("Broken: %1").arg(title),
                       script::withFlaw(now, flaw.name)});
    }
    for (std::size_t i = 0; i < topic.dials.size(); ++i) {
        const DialInfo& dial = topic.dials[i];
        if (dial.kind != DialKind::choice) continue;
        const DialValue value = session.timeline().start().dial(i);
        for (std::size_t choice = 0; choice < dial.choices.size(); ++choice) {
            if (static_cast<std::int64_t>(choice) == value.low) continue;
            all.push_back(
                {dialTitle(dial.name) + u": "_s + QString::fromStdString(dial.choices[choice]),
                 script::withDial(now, dial.name, dial.choices[choice])});
        }
    }
    return all;
}

QWidget* makeCompareChoice(const Look& look, const session::Session& session,
                           std::function<void(const Variation&)> chosen,
                           std::function<void()> otherScript) {
    auto* page = new QWidget;
    auto* list = new QWidget(page);
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, look.pixels(8), 0);
    rows->setSpacing(look.pixels(6));
    auto* lead = new QLabel(say("The same run again, in a world that differs in one thing. What "
                                "was done by hand is done again at the same times."),
                            page);
    lead->setWordWrap(true);
    setRole(lead, "muted");
    for (const Variation& variation : variationsOf(session)) {
        auto* button = new QPushButton(variation.title, list);
        button->setStyleSheet(u"QPushButton { text-align: left; }"_s);
        QObject::connect(button, &QPushButton::clicked, page,
                         [chosen, variation] { chosen(variation); });
        rows->addWidget(button);
    }
    auto* other = new QPushButton(say("Another script, of any topic …"), list);
    other->setStyleSheet(u"QPushButton { text-align: left; }"_s);
    QObject::connect(other, &QPushButton::clicked, page, [otherScript] { otherScript(); });
    // It alone leads to another topic, so it does not stand below the fold.
    rows->insertWidget(0, other);
    rows->addStretch(1);
    auto* area = new QScrollArea(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(list);
    area->setMinimumHeight(look.pixels(340));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(lead);
    column->addWidget(area, 1);
    return page;
}

}  // namespace lockstep::window
