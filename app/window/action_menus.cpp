// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/action_menus.h"

#include <QWidgetAction>

#include "window/input_popup.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(ServerId id, const Setup& setup) { return QString::fromStdString(setup.name(id)); }

QStringList allServers(const Setup& setup) {
    QStringList names;
    for (std::size_t i = 0; i < setup.serverCount(); ++i) {
        names << nameOf(ServerId{static_cast<std::uint16_t>(i)}, setup);
    }
    return names;
}

// The first letter that no entry before has taken becomes its key.
QString withKey(const QString& label, QString& taken) {
    for (qsizetype i = 0; i < label.size(); ++i) {
        const QChar letter = label[i].toLower();
        if (!letter.isLetter() || taken.contains(letter)) continue;
        taken += letter;
        return label.left(i) + u'&' + label.mid(i);
    }
    return label;
}

}  // namespace

MarkMeaning meaningOf(const QString& markId, const Setup& setup) {
    MarkMeaning meaning;
    const qsizetype slash = markId.indexOf(u'/');
    const QString kind = markId.left(slash);
    const QString rest = markId.mid(slash + 1);
    const auto find = [&](const QString& name) { return setup.find(name.toStdString()); };
    if (kind == "server"_L1) {
        if (const auto id = find(rest)) meaning = {MarkMeaning::Kind::server, *id, {}, 0};
    } else if (kind == "cell"_L1) {
        if (const auto id = find(rest.left(rest.lastIndexOf(u'/')))) {
            meaning = {MarkMeaning::Kind::server, *id, {}, 0};
        }
    } else if (kind == "packet"_L1) {
        bool isNumber = false;
        const uint number = rest.toUInt(&isNumber);
        if (isNumber) meaning = {MarkMeaning::Kind::message, {}, {}, number};
    } else if (kind == "link"_L1) {
        // Names may have a dash of their own, so each place is tried.
        for (qsizetype dash = rest.indexOf(u'-'); dash >= 0; dash = rest.indexOf(u'-', dash + 1)) {
            const auto a = find(rest.left(dash));
            const auto b = find(rest.mid(dash + 1));
            if (a && b) return {MarkMeaning::Kind::link, *a, *b, 0};
        }
    }
    return meaning;
}

QString partitionLine(const QStringList& oneSide, const QStringList& otherSide) {
    QStringList words{u"partition"_s};
    const auto add = [&](const QStringList& names) {
        for (const QString& name : names) {
            words << QString::fromStdString(quotedWord(name.toStdString()));
        }
    };
    add(oneSide);
    words << u"|"_s;
    add(otherSide);
    return words.join(u' ');
}

ActionMenus::ActionMenus(session::Session& session, const Look& look, QWidget* window)
    : QObject(window), session_(session), look_(look), window_(window) {}

QString ActionMenus::titleOf(const MarkMeaning& meaning) const {
    const Setup& setup = session_.timeline().setup();
    switch (meaning.kind) {
        case MarkMeaning::Kind::server: return nameOf(meaning.a, setup);
        case MarkMeaning::Kind::link:
            return tr("Link %1 – %2").arg(nameOf(meaning.a, setup), nameOf(meaning.b, setup));
        case MarkMeaning::Kind::message: {
            QString title;
            session_.timeline().world().visitMessages([&](const MessageView& message) {
                if (message.id != meaning.message) return;
                title = u"%1, %2 → %3"_s.arg(QString::fromLatin1(message.kind),
                                              nameOf(message.from, setup),
                                              nameOf(message.to, setup));
                for (const auto& [name, value] : message.fields) {
                    title += u"\n%1 %2"_s.arg(QString::fromStdString(name),
                                               QString::fromStdString(value));
                }
            });
            return title;
        }
        case MarkMeaning::Kind::nothing: break;
    }
    return {};
}

QMenu* ActionMenus::menuFor(const QString& markId, const QStringList& selectedServers,
                            QPoint at) {
    if (!session_.hasRun()) return nullptr;
    const AnyWorld& world = session_.timeline().world();
    const MarkMeaning meaning = meaningOf(markId, session_.timeline().setup());
    std::vector<Offer> offers;
    switch (meaning.kind) {
        case MarkMeaning::Kind::server:
            offers = offersAtServer(world, session_.topic(), meaning.a);
            break;
        case MarkMeaning::Kind::link:
            offers = offersAtLink(world, session_.topic(), meaning.a, meaning.b);
            break;
        case MarkMeaning::Kind::message:
            offers = offersAtMessage(world, session_.topic(), meaning.message);
            break;
        case MarkMeaning::Kind::nothing: break;
    }
    if (offers.empty() && selectedServers.isEmpty()) return nullptr;
    auto* menu = new QMenu(window_);
    menu->setToolTipsVisible(true);
    const QString title = titleOf(meaning);
    if (!title.isEmpty()) {
        auto* heading = new QLabel(title, menu);
        heading->setContentsMargins(look_.pixels(14), look_.pixels(6), look_.pixels(14),
                                    look_.pixels(4));
        setRole(heading, "small");
        auto* entry = new QWidgetAction(menu);
        entry->setDefaultWidget(heading);
        menu->addAction(entry);
        menu->setAccessibleName(tr("Actions of %1").arg(title));
    }
    addOffers(*menu, offers, at);
    QStringList side = selectedServers;
    if (meaning.kind == MarkMeaning::Kind::server && side.isEmpty()) {
        side << nameOf(meaning.a, session_.timeline().setup());
    }
    if (!side.isEmpty()) addPartition(*menu, side);
    return menu;
}

void ActionMenus::addOffers(QMenu& menu, const std::vector<Offer>& offers, QPoint at) {
    // Those that act at once choose their letters first: C is for crash.
    std::vector<QString> labels(offers.size());
    QString taken;
    for (const bool asks : {false, true}) {
        for (std::size_t i = 0; i < offers.size(); ++i) {
            if (!offers[i].refusal.empty() || offers[i].needsInput != asks) continue;
            labels[i] = withKey(QString::fromStdString(offers[i].label), taken);
        }
    }
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const Offer& offer = offers[i];
        const QString label = QString::fromStdString(offer.label);
        const QString line = QString::fromStdString(offer.line);
        const QString refusal = QString::fromStdString(offer.refusal);
        if (!refusal.isEmpty()) {
            // The reason stands with it: a tooltip on something grey is found by nobody.
            QAction* action = menu.addAction(label + u" – "_s + refusal);
            action->setEnabled(false);
            continue;
        }
        QAction* action = menu.addAction(labels[i]);
        action->setToolTip(line);
        const bool ask = offer.needsInput;
        connect(action, &QAction::triggered, this, [this, ask, label, line, at] {
            ask ? askAndPerform(label, line, at) : perform(line);
        });
    }
}

void ActionMenus::addPartition(QMenu& menu, const QStringList& servers) {
    QStringList others;
    for (const QString& name : allServers(session_.timeline().setup())) {
        if (!servers.contains(name)) others << name;
    }
    menu.addSeparator();
    if (!others.isEmpty()) {
        QAction* part = menu.addAction(tr("Part %1 from the rest").arg(servers.join(u", "_s)));
        const QString line = partitionLine(servers, others);
        part->setToolTip(line);
        connect(part, &QAction::triggered, this, [this, line] { perform(line); });
    }
    const QString refusal = session_.refusal(u"heal"_s);
    QAction* heal = menu.addAction(refusal.isEmpty() ? tr("Heal everything")
                                                     : tr("Heal everything") + u" – "_s + refusal);
    heal->setEnabled(refusal.isEmpty());
    connect(heal, &QAction::triggered, this, [this] { perform(u"heal"_s); });
}

void ActionMenus::popUp(const QString& markId, const QStringList& selectedServers, QPoint at) {
    QMenu* menu = menuFor(markId, selectedServers, at);
    if (!menu) return;
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(at);
}

void ActionMenus::perform(const QString& line) {
    const QString why = session_.act(line);
    if (!why.isEmpty()) Q_EMIT session_.told(why);
}

void ActionMenus::askAndPerform(const QString& title, const QString& line, QPoint at) {
    auto* popup = new InputPopup(session_, title, line, window_);
    popup->openAt(at);
}

}  // namespace lockstep::window
