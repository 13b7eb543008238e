// SPDX-License-Identifier: GPL-3.0-or-later
#include <sqlite3.h>

#include <memory>

#include "rows/rows.h"

namespace lockstep::rows {
namespace {

// Marks a file as ours: "LkSt" in the header's application id.
constexpr int applicationId = 0x4c6b5374;

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

class Database {
public:
    bool open(const std::string& file, int flags) {
        sqlite3* opened = nullptr;
        const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
        database_.reset(opened);
        if (opened) sqlite3_busy_timeout(opened, 1000);
        return code == SQLITE_OK;
    }
    bool run(const char* sql) {
        return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    Statement prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr);
        return Statement(statement);
    }
    // The first number that a query gives; nothing if it fails.
    std::optional<int> number(const char* sql) {
        const Statement statement = prepare(sql);
        if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW) return std::nullopt;
        return sqlite3_column_int(statement.get(), 0);
    }
    std::string error() const {
        return database_ ? sqlite3_errmsg(database_.get()) : "there is no memory left";
    }

private:
    std::unique_ptr<sqlite3, Close> database_;
};

// Whether the file is one of ours, or has nothing in it yet.
bool isOurs(Database& database, bool mayBeEmpty, std::string& why) {
    const auto id = database.number("PRAGMA application_id");
    const auto tables = database.number("SELECT count(*) FROM sqlite_master");
    if (!id || !tables) {
        why = "it cannot be read as an SQLite file (" + database.error() +
              "); name one that Lockstep has saved";
        return false;
    }
    if (*id == applicationId || (mayBeEmpty && *id == 0 && *tables == 0)) return true;
    why = "it is an SQLite file of another program, so it is left as it is; name another file";
    return false;
}

std::string textAt(sqlite3_stmt* statement, int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
    const int size = sqlite3_column_bytes(statement, column);
    return bytes ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

bool insert(Database& database, const std::vector<FileRow>& rows) {
    const Statement statement = database.prepare("INSERT INTO rows VALUES (?1, ?2)");
    if (!statement) return false;
    for (const FileRow& row : rows) {
        sqlite3_reset(statement.get());
        sqlite3_bind_text(statement.get(), 1, row.key.data(), static_cast<int>(row.key.size()),
                          SQLITE_STATIC);
        sqlite3_bind_text(statement.get(), 2, row.value.data(), static_cast<int>(row.value.size()),
                          SQLITE_STATIC);
        if (sqlite3_step(statement.get()) != SQLITE_DONE) return false;
    }
    return true;
}

}  // namespace

std::optional<std::vector<FileRow>> readSqlite(const std::string& file, std::string& why) {
    Database database;
    if (!database.open(file, SQLITE_OPEN_READONLY)) {
        why = "it cannot be opened (" + database.error() + ")";
        return std::nullopt;
    }
    if (!isOurs(database, false, why)) return std::nullopt;
    const Statement statement = database.prepare("SELECT key, value FROM rows ORDER BY key");
    std::vector<FileRow> rows;
    int code = SQLITE_ERROR;
    while (statement && (code = sqlite3_step(statement.get())) == SQLITE_ROW)
        rows.push_back({textAt(statement.get(), 0), textAt(statement.get(), 1), 0});
    if (code == SQLITE_DONE) return rows;
    why = "its rows cannot be read (" + database.error() + ")";
    return std::nullopt;
}

bool writeSqlite(const std::string& file, const std::vector<FileRow>& rows, std::string& why) {
    Database database;
    if (!database.open(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) {
        why = "it cannot be opened (" + database.error() + ")";
        return false;
    }
    if (!isOurs(database, true, why)) return false;
    const std::string mark = "PRAGMA application_id = " + std::to_string(applicationId);
    const bool written = database.run("BEGIN IMMEDIATE") && database.run(mark.c_str()) &&
                         database.run(
                             "CREATE TABLE IF NOT EXISTS rows "
                             "(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID") &&
                         database.run("DELETE FROM rows") && insert(database, rows) &&
                         database.run("COMMIT");
    if (!written) why = "it cannot be written (" + database.error() + "); it is as it was";
    return written;
}

}  // namespace lockstep::rows
