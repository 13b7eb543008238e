// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage/accessible_stage.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <map>

#include "stage/stage.h"

namespace lockstep::stage {

namespace {

using namespace Qt::StringLiterals;

class AccessibleMark : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    AccessibleMark(Stage& stage, QString id) : stage_(stage), id_(std::move(id)) {}

    bool isValid() const override { return mark() != nullptr; }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return stage_.window()->windowHandle(); }
    QAccessibleInterface* parent() const override {
        return QAccessible::queryAccessibleInterface(&stage_);
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QRect rect() const override { return stage_.globalRectOf(id_); }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text kind) const override {
        const drawing::Mark* shown = mark();
        if (!shown) return {};
        if (kind == QAccessible::Name) return QString::fromStdString(shown->description);
        if (kind == QAccessible::Description) return QString::fromStdString(shown->tip);
        return {};
    }
    void setText(QAccessible::Text, const QString&) override {}

    QAccessible::State state() const override {
        QAccessible::State state;
        const drawing::Mark* shown = mark();
        state.invalid = shown == nullptr;
        state.focusable = true;
        state.focused = stage_.hasFocus() && stage_.focusedMark() == id_;
        state.selectable = shown && shown->role == drawing::Role::node;
        state.selected = stage_.selection().contains(id_);
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ActionInterface)
            return static_cast<QAccessibleActionInterface*>(this);
        return nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString& action) override {
        if (action == setFocusAction()) {
            stage_.setFocus();
            stage_.setFocusedMark(id_);
        } else if (action == pressAction()) {
            Q_EMIT stage_.activated(id_, rect().center());
        }
    }
    QStringList keyBindingsForAction(const QString& action) const override {
        return action == pressAction() ? QStringList{u"Return"_s} : QStringList();
    }

private:
    const drawing::Mark* mark() const {
        return stage_.figure() ? drawing::findMark(*stage_.figure(), id_.toStdString()) : nullptr;
    }

    Stage& stage_;
    QString id_;
};

class AccessibleStage : public QAccessibleWidget {
public:
    explicit AccessibleStage(Stage* stage) : QAccessibleWidget(stage, QAccessible::List) {}

    ~AccessibleStage() override {
        for (const auto& [id, handle] : handles_) QAccessible::deleteAccessibleInterface(handle);
    }

    int childCount() const override { return static_cast<int>(stage()->touchableMarks().size()); }

    QAccessibleInterface* child(int index) const override {
        const auto marks = stage()->touchableMarks();
        if (index < 0 || index >= static_cast<int>(marks.size())) return nullptr;
        return interfaceOf(QString::fromStdString(marks[static_cast<std::size_t>(index)]->id));
    }

    int indexOfChild(const QAccessibleInterface* child) const override {
        for (int i = 0; i < childCount(); ++i)
            if (this->child(i) == child) return i;
        return -1;
    }

    QAccessibleInterface* focusChild() const override {
        return stage()->focusedMark().isEmpty() ? nullptr : interfaceOf(stage()->focusedMark());
    }

    int indexOf(const QString& markId) const {
        const auto marks = stage()->touchableMarks();
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (QString::fromStdString(marks[i]->id) == markId) return static_cast<int>(i);
        return -1;
    }

private:
    Stage* stage() const { return static_cast<Stage*>(widget()); }

    QAccessibleInterface* interfaceOf(const QString& id) const {
        const auto found = handles_.find(id);
        if (found != handles_.end()) return QAccessible::accessibleInterface(found->second);
        auto* made = new AccessibleMark(*stage(), id);  // Qt's cache owns it from here on
        handles_[id] = QAccessible::registerAccessibleInterface(made);
        return made;
    }

    mutable std::map<QString, QAccessible::Id> handles_;
};

QAccessibleInterface* makeInterface(const QString& className, QObject* object) {
    if (className != QLatin1String(Stage::staticMetaObject.className())) return nullptr;
    return new AccessibleStage(static_cast<Stage*>(object));
}

}  // namespace

void installAccessibleStage() { QAccessible::installFactory(makeInterface); }

void announceFocus(Stage& stage, const QString& markId) {
    if (!QAccessible::isActive() || markId.isEmpty()) return;
    QAccessibleInterface* known = QAccessible::queryAccessibleInterface(&stage);
    const auto* list = dynamic_cast<AccessibleStage*>(known);
    if (!list) return;
    QAccessibleEvent event(&stage, QAccessible::Focus);
    event.setChild(list->indexOf(markId));
    QAccessible::updateAccessibility(&event);
}

}  // namespace lockstep::stage
