// SPDX-License-Identifier: GPL-3.0-or-later
// Rows in files: what a store in the picture holds can come from a file and go into one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/timeline.h"

namespace lockstep::rows {

struct FileRow {
    std::string key;
    std::string value;
    int line = 0;  // where it stands in a text; 0 in a database
};

// What is wrong, and where; line 0 for the file as a whole.
struct RowFault {
    int line = 0;
    std::string message;
};
std::string inOneLine(const std::string& file, const RowFault& fault);

// CSV as RFC 4180 has it: fields may stand in quotes, in which "" is a quote. The first line is
// key,value; each record has two fields, and no key stands twice.
std::optional<std::vector<FileRow>> readCsv(std::string_view text, RowFault& fault);
std::string writeCsv(const std::vector<FileRow>& rows);

// An SQLite file with the table rows(key, value). One that another program made is refused, and
// nothing in it changes. Writing replaces all rows, in one transaction.
std::optional<std::vector<FileRow>> readSqlite(const std::string& file, std::string& why);
bool writeSqlite(const std::string& file, const std::vector<FileRow>& rows, std::string& why);

// As CSV or SQLite, by the file's name.
std::optional<std::vector<FileRow>> readRows(const std::string& file, RowFault& fault);
// False, and why, if it cannot be written; it is as it was then.
bool writeRows(const std::string& file, const std::vector<FileRow>& rows, std::string& why);

// A topic has rows if it has a verb that writes one.
bool hasRows(const TopicInfo& topic);
// Plays a put for each row, and lets them arrive; what was played is added to the text. False, and
// what is wrong, if one cannot be a row: nothing is played then.
bool load(const std::vector<FileRow>& rows, Timeline& timeline, std::string& text, RowFault& fault);
// All rows, or those that one server owns, in the order of their keys. Nothing if there is no such
// server.
std::optional<std::vector<FileRow>> rowsOf(const Timeline& timeline,
                                           const std::optional<std::string>& server);

}  // namespace lockstep::rows
