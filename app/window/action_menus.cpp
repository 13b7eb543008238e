// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/action_menus.h"

#include <QCursor>
#include <QWidgetAction>

#include "window/input_popup.h"
#include "window/roles.h"

namespace lockstep::window {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(ServerId id, const Setup& setup) { return QString::fromStdString(setup.name(id)); }

// The words of an offer that stand already: its verb, and the server it is offered at.
QString fixedPart(const Offer& offer, const TopicInfo& topic) {
    const std::string& line = offer.line;
    for (const VerbSpec& verb : topic.verbs) {
        const std::string name = std::string(verb.name) + ' ';
        if (line.rfind(name, 0) != 0) continue;
        const bool atServer = !verb.shape.empty() && verb.shape.front() == Argument::server &&
                              !verb.introduces;
        std::size_t end = name.size() - 1;
        // A name may stand in quotes, with spaces of its own.
        if (atServer && line[name.size()] == '"') end = line.find("\" ", name.size()) + 1;
        if (atServer && line[name.size()] != '"') end = line.find(' ', name.size());
        return QString::fromStdString(line.substr(0, end));
    }
    return QString::fromStdString(line);
}

// The verb of an offer, if all it leaves open is another server.
const VerbSpec* verbToServer(const Offer& offer, const TopicInfo& topic) {
    for (const VerbSpec& verb : topic.verbs) {
        const bool isIt = offer.line.rfind(std::string(verb.name) + ' ', 0) == 0;
        if (isIt && !verb.introduces &&
            verb.shape == std::vector{Argument::server, Argument::server}) {
            return &verb;
        }
    }
    return nullptr;
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

// Opened by a key, a menu has its first entry where Enter goes.
void makeFirstActive(QMenu& menu) {
    for (QAction* action : menu.actions()) {
        const bool isTitle = qobject_cast<QWidgetAction*>(action) != nullptr;
        if (isTitle || action->isSeparator() || !action->isEnabled()) continue;
        menu.setActiveAction(action);
        return;
    }
}

}  // namespace

QStringList serverNames(const AnyWorld& world) {
    QStringList names;
    for (std::size_t i = 0; i < world.serverCount(); ++i) {
        names << nameOf(ServerId{static_cast<std::uint16_t>(i)}, world.setup());
    }
    return names;
}

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
    if (meaning.kind == MarkMeaning::Kind::server) {
        // Whoever touches a server beside the selection means that server.
        const QString touched = nameOf(meaning.a, session_.timeline().setup());
        if (!side.contains(touched)) side = QStringList{touched};
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
        const QString fixed = fixedPart(offer, session_.topic());
        if (offer.needsInput && verbToServer(offer, session_.topic())) {
            addChoices(*menu.addMenu(labels[i]), fixed);
            continue;
        }
        QAction* action = menu.addAction(labels[i]);
        action->setToolTip(line);
        const bool ask = offer.needsInput;
        connect(action, &QAction::triggered, this, [this, ask, label, line, fixed, at] {
            ask ? askAndPerform(label, fixed, line.mid(fixed.size() + 1), at) : perform(line);
        });
    }
}

// A submenu of the other servers, for an action that takes one more.
void ActionMenus::addChoices(QMenu& menu, const QString& fixed) {
    menu.setToolTipsVisible(true);
    for (const QString& name : serverNames(session_.timeline().world())) {
        const QString line =
            fixed + u' ' + QString::fromStdString(quotedWord(name.toStdString()));
        if (fixed.endsWith(u' ' + name)) continue;
        const QString refusal = session_.refusal(line);
        QAction* action = menu.addAction(refusal.isEmpty() ? name : name + u" – "_s + refusal);
        action->setEnabled(refusal.isEmpty());
        action->setToolTip(line);
        connect(action, &QAction::triggered, this, [this, line] { perform(line); });
    }
}

QString ActionMenus::healRefusal() const {
    for (const Offer& offer : offersAtWorld(session_.timeline().world(), session_.topic())) {
        if (offer.line == "heal") return QString::fromStdString(offer.refusal);
    }
    return tr("there is no network here");
}

void ActionMenus::heal() {
    const QString refusal = healRefusal();
    if (refusal.isEmpty()) return perform(u"heal"_s);
    Q_EMIT session_.told(tr("Nothing to heal: %1.").arg(refusal));
}

void ActionMenus::popUpWorld(QPoint at) {
    if (!session_.hasRun()) return;
    const auto offers = offersAtWorld(session_.timeline().world(), session_.topic());
    if (offers.empty()) {
        Q_EMIT session_.told(tr("Everything here happens at a server: press 1 to 9."));
        return;
    }
    auto* menu = new QMenu(window_);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->setAccessibleName(tr("Actions"));
    addOffers(*menu, offers, at);
    menu->popup(at);
    makeFirstActive(*menu);
}

void ActionMenus::perform(const Offer& offer, QPoint at) {
    const QString line = QString::fromStdString(offer.line);
    if (!offer.needsInput) return perform(line);
    const QString fixed = fixedPart(offer, session_.topic());
    askAndPerform(QString::fromStdString(offer.label), fixed, line.mid(fixed.size() + 1), at);
}

void ActionMenus::addPartition(QMenu& menu, const QStringList& servers) {
    if (!session_.topic().network) return;
    QStringList others;
    for (const QString& name : serverNames(session_.timeline().world())) {
        if (!servers.contains(name)) others << name;
    }
    menu.addSeparator();
    if (!others.isEmpty()) {
        QAction* part = menu.addAction(tr("Part %1 from the rest").arg(servers.join(u", "_s)));
        const QString line = partitionLine(servers, others);
        part->setToolTip(line);
        connect(part, &QAction::triggered, this, [this, line] { perform(line); });
    }
    const QString refusal = healRefusal();
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
    const bool byKey = at != QCursor::pos();
    if (byKey) makeFirstActive(*menu);
}

void ActionMenus::perform(const QString& line) {
    const QString why = session_.act(line);
    if (!why.isEmpty()) Q_EMIT session_.told(why);
}

void ActionMenus::askAndPerform(const QString& title, const QString& fixed, const QString& open,
                                QPoint at) {
    auto* popup = new InputPopup(session_, title, fixed, open, window_);
    popup->openAt(at);
}

}  // namespace lockstep::window
