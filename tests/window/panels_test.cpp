// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAbstractSlider>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <algorithm>
#include <set>

#include "catalog/embedded.h"
#include "window/code_panel.h"
#include "window/code_view.h"
#include "window/log_panel.h"
#include "window/opened_window.h"
#include "window/range_slider.h"
#include "window/rule_finder.h"
#include "window/state_panel.h"
#include "window/transport_bar.h"

namespace lockstep::testing {
namespace {

using namespace Qt::StringLiterals;

class Panels : public OpenedWindow {
protected:
    void SetUp() override {
        OpenedWindow::SetUp();
        enter();
    }
};

TEST_F(Panels, TheLogTellsFiltersAndGoesThere) {
    elect();
    key(Qt::Key_F, Qt::ControlModifier);
    window::LogPanel& log = workspace().log();
    ASSERT_TRUE(log.isVisible());
    const int all = log.model().rowCount();
    EXPECT_GT(all, 3);
    log.search()->setText(u"starts an election"_s);
    const int found = log.model().rowCount();
    EXPECT_GT(found, 0);
    EXPECT_LT(found, all);
    const Step where = log.model().row(0).step;
    log.list()->clicked(log.model().index(0, 0));
    EXPECT_EQ(step(), where);
    log.search()->clear();
    log.weights()->setCurrentIndex(1);
    for (int i = 0; i < log.model().rowCount(); ++i) {
        EXPECT_EQ(log.model().row(i).kind->weight, Weight::milestone);
    }
    log.weights()->setCurrentIndex(2);
    EXPECT_GE(log.model().rowCount(), all);
    log.servers()->setCurrentIndex(3);
    for (int i = 0; i < log.model().rowCount(); ++i) EXPECT_EQ(log.model().row(i).server, 2);
    log.servers()->setCurrentIndex(0);
    log.kinds()->setCurrentText(u"raft.leader_elected"_s);
    EXPECT_EQ(log.model().rowCount(), 1);
}

TEST_F(Panels, EscapeEndsASearchAndTheKeysStepAgain) {
    elect();
    key(Qt::Key_F, Qt::ControlModifier);
    window::LogPanel& log = workspace().log();
    const int all = log.model().rowCount();
    QTest::keyClicks(log.search(), u"election"_s);
    EXPECT_LT(log.model().rowCount(), all);
    QTest::keyClick(log.search(), Qt::Key_Escape);
    EXPECT_EQ(log.model().rowCount(), all);
    EXPECT_EQ(QApplication::focusWidget(), workspace().stage().stage());
    const Step here = step();
    type('.');
    EXPECT_EQ(step(), here + 1);
}

TEST_F(Panels, TheLogFollowsABranch) {
    elect();
    workspace().showTab(window::Workspace::Tab::log);
    session().goTo(2);
    session().act(u"crash S1"_s);
    window::LogModel& model = workspace().log().model();
    EXPECT_EQ(model.row(model.rowCount() - 1).step, 3u);
    EXPECT_STREQ(model.row(model.rowCount() - 1).kind->id, "server.crashed");
}

TEST_F(Panels, TheStateListsAllFactsAndWhatChanged) {
    key(Qt::Key_2, Qt::AltModifier);
    session().act(u"timeout S3"_s);
    const window::FactModel& facts = workspace().state().view().facts();
    EXPECT_GT(facts.rowCount(), 20);
    workspace().state().filter()->setText(u"changed"_s);
    int changed = 0;
    for (int row = 0; row < facts.rowCount(); ++row) {
        if (facts.line(row).kind == window::FactLine::Kind::changed) ++changed;
        EXPECT_NE(facts.line(row).kind, window::FactLine::Kind::plain);
    }
    EXPECT_GT(changed, 3);
    workspace().state().filter()->setText(u"no such fact"_s);
    EXPECT_EQ(facts.rowCount(), 1);
}

TEST_F(Panels, HiddenPanelsCatchUpWhenTheyAreShown) {
    workspace().setRightShown(false);
    session().act(u"timeout S3"_s);
    key(Qt::Key_F9);
    EXPECT_TRUE(workspace().isRightShown());
    key(Qt::Key_1, Qt::AltModifier);
    EXPECT_EQ(workspace().code().ruleNames().front(), u"start-election"_s);
}

TEST_F(Panels, NoLineOfTheCodeIsCut) {
    elect();
    for (const QSize size : {QSize(1024, 768), QSize(1366, 768), QSize(3840, 2160)}) {
        window->resize(size);
        QApplication::processEvents();
        auto* view = workspace().code().findChild<window::CodeView*>();
        EXPECT_LE(view->document()->size().width(), view->viewport()->width());
        // Each line of the file is one here, whatever its width is.
        EXPECT_TRUE(view->toPlainText().startsWith(u"// Results: "_s) ||
                    view->toPlainText().contains(u"\n}\n"_s))
            << view->toPlainText().toStdString();
    }
}

TEST_F(Panels, CodeIsCopiedAsItIsWritten) {
    session().act(u"timeout S3"_s);
    auto* view = workspace().code().findChild<window::CodeView*>();
    view->setFocus();
    view->selectAll();
    view->copy();
    const QMimeData* copied = QApplication::clipboard()->mimeData();
    EXPECT_FALSE(copied->hasHtml());
    EXPECT_EQ(copied->text(), view->toPlainText());
}

TEST_F(Panels, ACrashAtTheStartIsNoRule) {
    session().act(u"crash S1"_s);
    const auto file = [&] {
        for (auto* label : workspace().code().findChildren<QLabel*>()) {
            if (label->accessibleName() == u"File of the rule"_s) return label->text();
        }
        return QString();
    };
    EXPECT_EQ(file(), u"No rule spoke in this step"_s);
    session().act(u"timeout S3"_s);
    EXPECT_EQ(file(), u"core/raft/election.cpp"_s);
    session().act(u"crash S2"_s);
    EXPECT_EQ(workspace().code().ruleNames().front(), u"start-election"_s);
    EXPECT_TRUE(workspace().code().litLines().isEmpty());
    session().goToStart();
    EXPECT_EQ(file(), u"No rule has run yet"_s);
}

TEST_F(Panels, TheCodeOfALookUpIsTheRuleOfTheScheme) {
    window->startTopic(*catalog.find("ring"));
    const std::pair<QString, QString> schemes[] = {
        {u"ring"_s, u"find-owner"_s},       {u"bounded"_s, u"bounded"_s},
        {u"mod"_s, u"mod"_s},               {u"jump"_s, u"jump"_s},
        {u"rendezvous"_s, u"rendezvous"_s}, {u"maglev"_s, u"maglev-populate"_s}};
    for (const auto& [scheme, rule] : schemes) {
        session().act(u"scheme "_s + scheme);
        session().act(u"lookup k1"_s);
        EXPECT_TRUE(workspace().code().ruleNames().contains(rule)) << scheme.toStdString();
        EXPECT_FALSE(workspace().code().ruleNames().contains(QString())) << scheme.toStdString();
    }
}

TEST_F(Panels, EachLinkOfASourceLeadsToARule) {
    int links = 0;
    for (const EmbeddedFile& file : embeddedSources()) {
        const auto lines = std::count(file.bytes.begin(), file.bytes.end(), '\n');
        for (int line = 1; line <= lines; ++line) {
            const std::string link = window::linkAbove(file.bytes, line);
            if (link.empty()) continue;
            ++links;
            EXPECT_TRUE(workspace().code().showRule(QString::fromStdString(link))) << link;
        }
    }
    EXPECT_GT(links, 30);
}

TEST_F(Panels, SheetsOpenAndCloseByTheirKey) {
    const std::pair<char, QString> sheets[] = {
        {'?', u"Keys"_s}, {'l', u"Legend"_s}, {'p', u"Raft on one page"_s}};
    for (const auto& [letter, title] : sheets) {
        type(letter);
        ASSERT_NE(window->sheet(), nullptr) << letter;
        EXPECT_EQ(window->sheet()->title(), title);
        QTest::keyClick(window->sheet(), Qt::Key_Escape);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_EQ(window->sheet(), nullptr);
    }
}

TEST_F(Panels, WhatASheetCoversKeepsStillAndGetsTheKeyboardBack) {
    QWidget* const before = QApplication::focusWidget();
    ASSERT_NE(before, nullptr);
    const Step still = step();
    const bool dials = workspace().showsDials();
    for (const char opener : {'l', 'e', 'c'}) {
        type(opener);
        ASSERT_NE(window->sheet(), nullptr) << opener;
        EXPECT_TRUE(window->sheet() == QApplication::focusWidget() ||
                    window->sheet()->isAncestorOf(QApplication::focusWidget()));
        type('.');
        type('d');
        EXPECT_EQ(step(), still) << opener;
        EXPECT_EQ(workspace().showsDials(), dials) << opener;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        EXPECT_EQ(QApplication::focusWidget(), before) << opener;
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    type('.');
    EXPECT_EQ(step(), still + 1);
}

TEST_F(Panels, OneSheetLeadsToAnotherAndTheThemeGoesOn) {
    type('l');
    ASSERT_NE(window->sheet(), nullptr);
    type('p');
    ASSERT_NE(window->sheet(), nullptr);
    EXPECT_EQ(window->sheet()->title(), u"Raft on one page"_s);
    const auto theme = window->look().theme().kind;
    type('t');
    EXPECT_NE(window->look().theme().kind, theme);
}

TEST_F(Panels, EachRuleOfTheProtocolLeadsToItsCodeAndItsFirstStep) {
    for (const ProtocolRule& rule : session().topic().protocol) {
        EXPECT_TRUE(workspace().code().showRule(QString::fromLatin1(rule.code))) << rule.code;
    }
    EXPECT_FALSE(workspace().code().showRule(u"raft/election#no-such-rule"_s));
    elect();
    type('p');
    ASSERT_NE(window->sheet(), nullptr);
    QAbstractButton* first = nullptr;
    for (auto* button : window->sheet()->findChildren<QAbstractButton*>()) {
        if (button->accessibleName() == u"First step of: Start an election"_s) first = button;
    }
    ASSERT_NE(first, nullptr);
    click(first);
    EXPECT_EQ(step(), session().timeline().find("raft.election_started", 1));
}

TEST_F(Panels, DialsAndColumnsHaveKeys) {
    EXPECT_TRUE(workspace().showsDials());
    type('d');
    EXPECT_FALSE(workspace().showsDials());
    type('d');
    EXPECT_TRUE(workspace().showsDials());
    key(Qt::Key_F8);
    EXPECT_FALSE(workspace().isLeftShown());
}

TEST_F(Panels, ThemesAndTextSizesChangeAtOnce) {
    std::set<theme::Kind> seen;
    for (int i = 0; i < 4; ++i) {
        type('t');
        seen.insert(window->look().theme().kind);
        QApplication::processEvents();
    }
    EXPECT_EQ(seen.size(), 4u);
    const double size = window->look().textSize();
    key(Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_GT(window->look().textSize(), size);
    key(Qt::Key_Minus, Qt::ControlModifier);
    EXPECT_DOUBLE_EQ(window->look().textSize(), size);
    for (int i = 0; i < 40; ++i) key(Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_DOUBLE_EQ(window->look().textSize(), window::Look::largestText);
    key(Qt::Key_0, Qt::ControlModifier);
    EXPECT_DOUBLE_EQ(window->look().textSize(), 1);
}

TEST_F(Panels, NothingIsCutOffFrom1024To3840) {
    for (const QSize size : {QSize(1024, 768), QSize(1366, 768), QSize(1920, 1080),
                             QSize(3840, 2160)}) {
        window->resize(size);
        QApplication::processEvents();
        EXPECT_EQ(window->size(), size);
        window::TransportBar& bar = workspace().transport();
        for (QWidget* part : bar.findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            if (!part->isVisible()) continue;
            EXPECT_TRUE(bar.rect().contains(part->geometry()))
                << size.width() << ": " << part->accessibleName().toStdString();
            // A button with a sign alone needs less than the style would give it.
            if (!qobject_cast<QLabel*>(part)) continue;
            EXPECT_GE(part->width(), part->sizeHint().width())
                << size.width() << ": " << qobject_cast<QLabel*>(part)->text().toStdString();
        }
        EXPECT_GT(workspace().stage().width(), size.width() * 4 / 10);
    }
}

TEST_F(Panels, EveryControlHasANameForThoseWhoDoNotSee) {
    workspace().showTab(window::Workspace::Tab::log);
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() ||
                           (button && !button->text().isEmpty());
        const bool needsName = button || qobject_cast<QLineEdit*>(widget) ||
                               qobject_cast<QAbstractSlider*>(widget) ||
                               qobject_cast<QComboBox*>(widget) ||
                               qobject_cast<window::RangeSlider*>(widget);
        const bool isInner = widget->objectName().startsWith("qt_"_L1);
        if (needsName && !isInner && !widget->parent()->inherits("QAbstractSpinBox") &&
            !widget->inherits("QScrollBar")) {
            EXPECT_TRUE(named) << widget->metaObject()->className() << " in "
                               << widget->parent()->metaObject()->className();
        }
    }
}

}  // namespace
}  // namespace lockstep::testing
