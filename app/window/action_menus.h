// SPDX-License-Identifier: GPL-3.0-or-later
// Menus of just the actions that a server, a link or a message has now; what is not possible is
// grey and says why.
#pragma once

#include <QMenu>
#include <QPoint>
#include <QStringList>
#include <optional>

#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

// What a mark of the stage stands for in the world.
struct MarkMeaning {
    enum class Kind { nothing, server, link, message };
    Kind kind = Kind::nothing;
    ServerId a;
    ServerId b;
    MessageId message = 0;
};
// Understands "server/S1", "cell/S1/3", "link/S1-S2", "packet/12".
MarkMeaning meaningOf(const QString& markId, const Setup& setup);

// "S1 S2 | S3" in the words of the script, names quoted where needed.
QString partitionLine(const QStringList& oneSide, const QStringList& otherSide);

// The servers there are now, in their order.
QStringList serverNames(const AnyWorld& world);

class ActionMenus final : public QObject {
    Q_OBJECT

public:
    ActionMenus(session::Session& session, const Look& look, QWidget* window);

    // The menu for a mark, with what is selected in mind; null if the mark has none.
    QMenu* menuFor(const QString& markId, const QStringList& selectedServers, QPoint at = {});
    void popUp(const QString& markId, const QStringList& selectedServers, QPoint at);
    // Does it, or says why it is refused.
    void perform(const QString& line);
    // The same, asking first for what it leaves open.
    void perform(const Offer& offer, QPoint at);
    // Ends partition and cuts, or says that there are none.
    void heal();
    // Why there is nothing to heal; empty if there is.
    QString healRefusal() const;
    // What can be done to no server in particular.
    void popUpWorld(QPoint at);

private:
    void addOffers(QMenu& menu, const std::vector<Offer>& offers, QPoint at);
    void addChoices(QMenu& menu, const QString& fixed);
    // Asks for what is left open, KEY=VALUE after "request S1", and performs it.
    void askAndPerform(const QString& title, const QString& fixed, const QString& open,
                       QPoint at);
    void addPartition(QMenu& menu, const QStringList& servers);
    QString titleOf(const MarkMeaning& meaning) const;

    session::Session& session_;
    const Look& look_;
    QWidget* window_;
};

}  // namespace lockstep::window
