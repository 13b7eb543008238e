// SPDX-License-Identifier: GPL-3.0-or-later
// Names and values in two columns; what the last step changed is lit and shown old → new.
#pragma once

#include <QAbstractTableModel>
#include <QTableView>
#include <memory>
#include <vector>

#include "session/fact_table.h"
#include "window/look.h"

namespace lockstep::window {

struct FactLine {
    enum class Kind { heading, plain, changed };

    Kind kind = Kind::plain;
    QString name;
    QString value;
    QString fullName;  // "S1.role", for copying into a script

    bool operator==(const FactLine&) const = default;

    static FactLine heading(const QString& name) { return {Kind::heading, name, {}, {}}; }
    static FactLine of(const session::FactRow& row, const QString& shownName);
};

// What a line of the view is of: a fact by its place in the table, or a heading.
struct FactEntry {
    std::size_t row = 0;
    bool withServer = false;  // "S1.role" rather than "role"
    QString heading = {};     // not empty: a heading
};

class FactModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    // The texts of a line are made when somebody looks at it: there may be thousands.
    void setEntries(std::shared_ptr<const session::FactTable> table,
                    std::vector<FactEntry> entries);
    FactLine line(int row) const;
    bool isHeading(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::shared_ptr<const session::FactTable> table_;
    std::vector<FactEntry> entries_;
};

class FactView final : public QTableView {
    Q_OBJECT

public:
    explicit FactView(const Look& look, QWidget* parent = nullptr);

    void setEntries(std::shared_ptr<const session::FactTable> table,
                    std::vector<FactEntry> entries);
    const FactModel& facts() const { return *model_; }
    int rowHeight() const;

Q_SIGNALS:
    void headingActivated(const QString& name);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void applyLook();
    void spanHeadings();

    const Look& look_;
    FactModel* model_;
};

}  // namespace lockstep::window
