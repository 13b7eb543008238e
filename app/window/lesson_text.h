// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson's words on screen: its tree as HTML of our own making, in a view as high as its words.
#pragma once

#include <QLabel>
#include <QTextBrowser>
#include <functional>
#include <vector>

#include "lesson/node.h"
#include "window/look.h"

namespace lockstep::window {

// Everything in it is escaped, so that a lesson cannot smuggle markup in.
QString htmlOf(const std::vector<lesson::Node>& nodes, const Look& look);
QString plainOf(const std::vector<lesson::Node>& nodes);

// Follows a link, "show:S3", when it is clicked or chosen by key.
using FollowLink = std::function<void(lesson::LinkKind kind, const QString& target)>;
FollowLink noLinks();

// Gives the bytes of an image beside the lesson; empty if it has none of that name.
using ImageBytes = std::function<QByteArray(const QString& path)>;

class LessonText final : public QTextBrowser {
    Q_OBJECT

public:
    LessonText(const std::vector<lesson::Node>& nodes, const Look& look, FollowLink follow,
               ImageBytes images, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void render();
    void fit();

    const std::vector<lesson::Node>& nodes_;
    const Look& look_;
    FollowLink follow_;
    ImageBytes images_;
};

// One sentence or two, as questions and feedback have; links work here as well.
QLabel* lessonLabel(const std::vector<lesson::Node>& nodes, const Look& look,
                    const FollowLink& follow, QWidget* parent);

}  // namespace lockstep::window
