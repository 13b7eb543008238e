// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lesson_panel.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "lesson/target.h"
#include "window/lesson_list.h"
#include "window/lesson_page.h"
#include "window/lesson_report.h"
#include "window/roles.h"

namespace lockstep::window {

using drawing::Ink;
using lesson::LinkKind;
using session::Session;
using namespace Qt::StringLiterals;

namespace {

QString usualProgressFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/progress"_s;
}

QScrollArea* scrolling(QWidget* content, QWidget* parent) {
    auto* area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

}  // namespace

LessonPanel::LessonPanel(Session& session, const Look& look, QWidget* parent)
    : LessonPanel(session, look, usualProgressFolder(), parent) {}

LessonPanel::LessonPanel(Session& session, const Look& look, const QString& progressFolder,
                         QWidget* parent)
    : QWidget(parent), session_(session), look_(look), shelf_(progressFolder) {
    setRole(this, "panel");
    setAccessibleName(tr("Lesson"));
    build();
    applyLook();
    connect(&look_, &Look::changed, this, &LessonPanel::applyLook);
    connect(&session_, &Session::lessonChanged, this, &LessonPanel::refresh);
    // What is asked is to be seen.
    connect(&session_, &Session::heldBack, this,
            [this] { stack_->setCurrentWidget(lessonView_); });
    refresh();
}

LessonPanel::~LessonPanel() = default;

// --- What it is made of -------------------------------------------------------------------------

void LessonPanel::build() {
    stack_ = new QStackedWidget(this);
    list_ = new LessonList(shelf_, session_.catalog(), look_);
    listScroll_ = scrolling(list_, stack_);
    stack_->addWidget(listScroll_);
    lessonView_ = new QWidget(stack_);
    pageView_ = new LessonPage(
        session_, look_,
        [this](LinkKind kind, const QString& target) { follow(kind, target); });
    scroll_ = scrolling(pageView_, lessonView_);
    auto* column = new QVBoxLayout(lessonView_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(buildLeftNote());
    column->addWidget(scroll_, 1);
    column->addWidget(buildTerm());
    column->addWidget(buildFoot());
    stack_->addWidget(lessonView_);
    report_ = new LessonReport(look_);
    stack_->addWidget(scrolling(report_, stack_));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(stack_);
    connect(list_, &LessonList::chosen, this, &LessonPanel::openLesson);
    connect(report_, &LessonReport::lessonAsked, this, &LessonPanel::openLesson,
            Qt::QueuedConnection);
    connect(report_, &LessonReport::allAsked, this, &LessonPanel::showLessons,
            Qt::QueuedConnection);
    connect(report_, &LessonReport::copied, this,
            [this] { Q_EMIT session_.told(tr("The report is on the clipboard.")); });
    connect(pageView_, &LessonPage::progressed, this, [this] {
        keep();
        refresh();
    });
    connect(pageView_, &LessonPage::grew, this, &LessonPanel::reveal);
    // Once everything has found its place.
    newsTimer_.setSingleShot(true);
    newsTimer_.setInterval(40);
    connect(&newsTimer_, &QTimer::timeout, this, &LessonPanel::scrollToNews);
    // A scroll bar takes its room from the margin, so that no word moves when it comes.
    connect(scroll_->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int most) {
        const int bar = most > 0 ? scroll_->verticalScrollBar()->sizeHint().width() : 0;
        QMargins margins = pageView_->layout()->contentsMargins();
        margins.setRight(std::max(4, margins.left() - bar));
        pageView_->layout()->setContentsMargins(margins);
    });
}

QWidget* LessonPanel::buildHead() {
    auto* head = new QWidget(lessonView_);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(20, 20, 20, 12);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    title_ = new QLabel(head);
    title_->setTextFormat(Qt::PlainText);
    title_->setWordWrap(true);
    setRole(title_, "caps");
    count_ = new QLabel(head);
    setRole(count_, "small");
    row->addWidget(title_, 1);
    row->addWidget(count_, 0, Qt::AlignTop);
    column->addLayout(row);
    bar_ = new QProgressBar(head);
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Pages"));
    column->addWidget(bar_);
    return head;
}

QWidget* LessonPanel::buildLeftNote() {
    leftNote_ = new QFrame(lessonView_);
    setState(leftNote_, "warning");
    auto* row = new QHBoxLayout(leftNote_);
    row->setContentsMargins(20, 8, 20, 8);
    auto* text = new QLabel(tr("You have left the lesson to play."), leftNote_);
    text->setWordWrap(true);
    return_ = new QPushButton(tr("Return"), leftNote_);
    return_->setToolTip(tr("Back to where you left it. What you did stays as a branch."));
    connect(return_, &QPushButton::clicked, &session_, &Session::returnToLesson);
    row->addWidget(text, 1);
    row->addWidget(return_);
    leftNote_->hide();
    return leftNote_;
}

QWidget* LessonPanel::buildTerm() {
    term_ = new QFrame(lessonView_);
    setRole(term_, "term");
    auto* row = new QHBoxLayout(term_);
    row->setContentsMargins(20, 12, 12, 12);
    termText_ = new QLabel(term_);
    termText_->setWordWrap(true);
    termText_->setTextFormat(Qt::RichText);
    termClose_ = new QPushButton(tr("Close"), term_);
    setRole(termClose_, "link");
    connect(termClose_, &QPushButton::clicked, term_, &QWidget::hide);
    row->addWidget(termText_, 1);
    row->addWidget(termClose_, 0, Qt::AlignTop);
    term_->hide();
    return term_;
}

QWidget* LessonPanel::buildFoot() {
    auto* foot = new QFrame(lessonView_);
    setRole(foot, "foot");
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 8, 12, 8);
    const auto add = [&](const QString& text) {
        auto* button = new QPushButton(text, foot);
        setRole(button, "link");
        row->addWidget(button);
        return button;
    };
    back_ = add(tr("‹ Back"));
    row->addStretch(1);
    all_ = add(tr("Lessons"));
    row->addStretch(1);
    next_ = add(tr("Next ›"));
    connect(back_, &QPushButton::clicked, this, [this] { turn(-1); });
    connect(all_, &QPushButton::clicked, this, &LessonPanel::showLessons);
    connect(next_, &QPushButton::clicked, this, [this] { turn(1); });
    return foot;
}

// The roles that only a lesson has, besides those of the window's style sheet.
void LessonPanel::applyLook() {
    const auto color = [&](Ink ink) { return look_.color(ink).name(); };
    const QString bar = u"border-left: 3px solid %1; padding-left: %2px;"_s;
    QString sheet =
        u"QLabel[role=\"question\"] { font-size: %1px; font-weight: 600; }"
        "QLabel[role=\"verdict\"] { font-size: %1px; font-weight: 600; }"
        "QLabel[state=\"accent\"] { color: %2; }"
        "QLabel[state=\"waiting\"] { color: %3; font-weight: 400; }"
        "QFrame[role=\"goal\"] { background: %4; border: 1px solid %5; border-radius: 10px; }"
        "QFrame[role=\"term\"] { background: %6; border-top: 1px solid %5; }"
        "QFrame[role=\"foot\"] { border-top: 1px solid %5; }"_s.arg(
            QString::number(look_.pixels(13.5)), color(Ink::accent), color(Ink::muted),
            color(Ink::panel), color(Ink::line), color(Ink::accent.soft()));
    sheet += u"QLabel[role=\"feedback\"] { %1 } QLabel[role=\"explain\"] { %2 }"_s.arg(
        bar.arg(color(Ink::accent)).arg(look_.pixels(8)),
        bar.arg(color(Ink::leader)).arg(look_.pixels(8)));
    setStyleSheet(sheet);
}

// --- Lessons and pages --------------------------------------------------------------------------

QString LessonPanel::openLesson(const QString& id) {
    auto lesson = shelf_.find(id);
    if (!lesson) return tr("There is no lesson %1.").arg(id);
    begin(std::move(lesson));
    return {};
}

QString LessonPanel::openFile(const QString& path) {
    QString why;
    auto lesson = shelf_.open(path, why);
    if (!lesson) return why;
    begin(std::move(lesson));
    return {};
}

void LessonPanel::begin(std::shared_ptr<const ShelfLesson> lesson) {
    keep();
    lesson_ = std::move(lesson);
    progress_ = shelf_.progressOf(*lesson_);
    openPage(progress_.page);
}

void LessonPanel::openPage(std::size_t page) {
    const bool hadFocus = isAncestorOf(focusWidget()) || list_->isVisible();
    page_ = page;
    progress_.page = page;
    progress_.furthest = std::max(progress_.furthest, page);
    term_->hide();
    stack_->setCurrentWidget(lessonView_);
    pageView_->open(lesson_, page, progress_);
    keep();
    refresh();
    // A page is read from its top.
    newsTimer_.stop();
    scroll_->verticalScrollBar()->setValue(0);
    QTimer::singleShot(0, this, &LessonPanel::orderKeys);
    if (hadFocus && !pageView_->isComplete()) pageView_->focusFirst();
}

void LessonPanel::turn(int by) {
    if (!lesson_) return;
    const std::size_t last = lesson_->lesson.pages.size() - 1;
    if (by > 0 && page_ == last) return finish();
    if (by < 0 && page_ == 0) return;
    openPage(by > 0 ? page_ + 1 : page_ - 1);
}

void LessonPanel::finish() {
    progress_.done = true;
    progress_.page = 0;
    keep();
    report_->show(*lesson_, progress_, seedsOf(lesson_->lesson, session_.catalog()),
                  lessonAfter());
    stack_->setCurrentIndex(2);
    report_->nextButton()->setFocus();
}

// The next on the shelf of the same topic that is not done; null if there is none.
const ShelfLesson* LessonPanel::lessonAfter() const {
    bool isAfter = false;
    for (const auto& other : shelf_.lessons()) {
        const bool isThis = other->lesson.meta.id == lesson_->lesson.meta.id;
        const bool isSameTopic = other->lesson.meta.topic == lesson_->lesson.meta.topic;
        if (isAfter && isSameTopic && !shelf_.progressOf(*other).done) return other.get();
        isAfter = isAfter || isThis;
    }
    return nullptr;
}

void LessonPanel::showLessons() {
    keep();
    list_->refresh();
    stack_->setCurrentIndex(0);
    // Where the learner is, or has just been, among so many.
    QTimer::singleShot(0, list_, [this] {
        const QString here = lesson_ ? QString::fromStdString(lesson_->lesson.meta.id) : QString();
        if (QWidget* entry = list_->focusOn(here)) listScroll_->ensureWidgetVisible(entry);
    });
}

void LessonPanel::refresh() {
    leftNote_->setVisible(lesson_ != nullptr && session_.hasLeftLesson());
    if (!lesson_) return;
    const auto pages = static_cast<int>(lesson_->lesson.pages.size());
    const int number = static_cast<int>(page_) + 1;
    title_->setText(QString::fromStdString(lesson_->lesson.meta.title).toUpper());
    title_->setAccessibleName(QString::fromStdString(lesson_->lesson.meta.title));
    count_->setText(tr("%1 of %2").arg(number).arg(pages));
    bar_->setRange(0, pages);
    bar_->setValue(number);
    back_->setEnabled(page_ > 0);
    next_->setText(number == pages ? tr("Finish ✓") : tr("Next ›"));
    next_->setToolTip(pageView_->isComplete() ? QString()
                                              : tr("There is still a question on this page"));
}

void LessonPanel::keep() {
    if (!lesson_) return;
    const QString why = shelf_.keep(*lesson_, progress_);
    if (why.isEmpty() || toldThatItCannotKeep_) return;
    toldThatItCannotKeep_ = true;
    Q_EMIT session_.told(why);
}

bool LessonPanel::takeClick(const QString& markId) {
    if (!lesson_ || !markId.startsWith(u"server/"_s)) return false;
    return pageView_->takeClick(markId.mid(7));
}

// --- Links --------------------------------------------------------------------------------------

void LessonPanel::follow(LinkKind kind, const QString& target) {
    if (kind == LinkKind::term) return showTerm(target);
    if (kind == LinkKind::code) {
        Q_EMIT codeAsked(target);
        return;
    }
    if (!session_.hasRun()) return;
    if (kind == LinkKind::act) {
        const QString why = session_.act(target);
        if (!why.isEmpty()) Q_EMIT session_.told(why);
    } else if (kind == LinkKind::show) {
        std::string why;
        const std::string mark =
            lesson::markOf(target.toStdString(), session_.timeline(), why);
        if (mark.empty()) {
            Q_EMIT session_.told(QString::fromStdString(why));
        } else {
            session_.pointAt({QString::fromStdString(mark)});
        }
    }
}

void LessonPanel::showTerm(const QString& word) {
    const lesson::Term* term = shelf_.glossary().find(word.toStdString());
    if (!term) {
        Q_EMIT session_.told(tr("The glossary has no word %1.").arg(word));
        return;
    }
    const QString name = QString::fromStdString(term->word);
    termText_->setText(u"<b>"_s + name.toHtmlEscaped() + u"</b> "_s +
                       htmlOf(term->meaning, look_));
    termText_->setAccessibleName(name + u": "_s + plainOf(term->meaning));
    term_->show();
    // Closing it gives the keyboard back to the link.
    QWidget* before = focusWidget();
    termClose_->setFocus();
    connect(termClose_, &QPushButton::clicked, before ? before : this,
            [before] { if (before) before->setFocus(); }, Qt::SingleShotConnection);
}

// What has just come is to be seen, from its top, and the keyboard goes on there.
void LessonPanel::reveal(QWidget* widget) {
    if (!newsTimer_.isActive()) {
        firstNews_ = widget;
        const QWidget* holder = window()->focusWidget();
        newsHadFocus_ = !holder || isAncestorOf(holder);
    }
    lastNews_ = widget;
    newsTimer_.start();
}

// Tab goes down the page as the eye does. What comes late, as answers do, would else be the last
// of the whole window.
void LessonPanel::orderKeys() {
    std::vector<std::pair<std::pair<int, int>, QWidget*>> stops;
    const auto widgets = pageView_->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        // Of the choices of one question only one takes Tab, but each may have the focus.
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy()) continue;
        const QPoint place = widget->mapTo(pageView_, QPoint());
        stops.push_back({{place.y(), place.x()}, widget});
    }
    std::stable_sort(stops.begin(), stops.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    QWidget* before = return_;
    const auto next = [&](QWidget* widget) {
        setTabOrder(before, widget);
        before = widget;
    };
    for (const auto& [place, widget] : stops) next(widget);
    for (QWidget* widget : {termClose_, back_, all_, next_}) next(widget);
}

void LessonPanel::scrollToNews() {
    orderKeys();
    if (!firstNews_ || !lastNews_ || !pageView_->isAncestorOf(firstNews_)) return;
    constexpr int air = 12;
    const int top = firstNews_->mapTo(pageView_, QPoint()).y();
    const int bottom = lastNews_->mapTo(pageView_, QPoint()).y() + lastNews_->height();
    const int room = scroll_->viewport()->height();
    QScrollBar* bar = scroll_->verticalScrollBar();
    if (bottom > bar->value() + room || top < bar->value()) {
        bar->setValue(std::min(top - air, bottom + air - room));
    }
    if (newsHadFocus_ && !pageView_->isWatching()) focusPage();
}

void LessonPanel::focusPage() {
    if (lesson_ && stack_->currentWidget() == listScroll_) stack_->setCurrentWidget(lessonView_);
    if (pageView_->isComplete()) {
        next_->setFocus();
    } else {
        pageView_->focusFirst();
    }
}

}  // namespace lockstep::window
