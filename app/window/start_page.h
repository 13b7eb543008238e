// SPDX-License-Identifier: GPL-3.0-or-later
// Where one comes in: three doors, what was open before, and a small cluster that lives.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <QWidget>
#include <memory>
#include <utility>
#include <vector>

#include "figures/catalog.h"
#include "session/session.h"
#include "window/look.h"

namespace lockstep::window {

class Door;
class StageView;

class StartPage final : public QWidget {
    Q_OBJECT

public:
    // A topic lives on the page; the session that is shown later is another.
    StartPage(const Catalog& catalog, const figures::FigureCatalog& figures, const Look& look,
              QWidget* parent = nullptr);
    ~StartPage() override;

    Door* learnDoor() { return learn_; }
    Door* playDoor() { return play_; }
    Door* presentDoor() { return present_; }
    // What can be gone on with: the run that is open, and files.
    void setContinue(const QString& words);
    void setRecentFiles(const QStringList& paths);
    const session::Session& demo() const { return *demo_; }

Q_SIGNALS:
    void learnAsked();
    void playAsked();
    void presentAsked();
    void continueAsked();
    void openAsked();
    void fileAsked(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildDoors(QVBoxLayout* column);
    void applyLook();
    void styleTitle();
    void buildLife(QWidget* side);
    void beginDemo();
    void tend();

    const Look& look_;
    std::unique_ptr<session::Session> demo_;
    StageView* life_ = nullptr;
    QLabel* telling_ = nullptr;
    QWidget* left_ = nullptr;
    QWidget* side_ = nullptr;
    Door* learn_ = nullptr;
    Door* play_ = nullptr;
    Door* present_ = nullptr;
    QPushButton* continue_ = nullptr;
    QWidget* recent_ = nullptr;
    QTimer tender_;
    // The topics that live by themselves, and the seed to begin each with.
    std::vector<std::pair<const TopicInterface*, std::uint64_t>> lively_;
    std::size_t shown_ = 0;  // runs so far
    QLabel* title_ = nullptr;
    QLabel* lead_ = nullptr;
};

}  // namespace lockstep::window
