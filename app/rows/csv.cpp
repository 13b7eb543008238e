// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "rows/rows.h"

namespace lockstep::rows {
namespace {

// Reads record after record.
class CsvReader {
public:
    CsvReader(std::string_view text, RowFault& fault) : text_(text), fault_(fault) {
        if (text_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;
    }

    bool atEnd() const { return at_ >= text_.size(); }
    int line() const { return line_; }

    // False if the record is broken.
    bool read(std::vector<std::string>& fields) {
        fields.clear();
        for (;;) {
            fields.emplace_back();
            if (!readField(fields.back())) return false;
            if (atEnd()) return true;
            const char c = text_[at_++];
            if (c == ',') continue;
            if (c == '\r' && !atEnd() && text_[at_] == '\n') ++at_;
            ++line_;
            return true;
        }
    }

private:
    bool readField(std::string& field) {
        if (atEnd() || text_[at_] != '"') {
            while (!atEnd() && !ends(text_[at_])) {
                if (text_[at_] == '"') {
                    return wrong(line_,
                                 "a quote stands within a field that is not quoted; quote "
                                 "the whole field and double the quote");
                }
                field += text_[at_++];
            }
            return true;
        }
        const int began = line_;
        for (++at_;; ++at_) {
            if (atEnd()) return wrong(began, "the quotes opened here do not end; add a \"");
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') {
                field += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                field += text_[++at_];
            } else {
                break;
            }
        }
        ++at_;
        if (atEnd() || ends(text_[at_])) return true;
        return wrong(line_,
                     "something stands behind the quotes that end a field; put a comma "
                     "or a line end there");
    }

    static bool ends(char c) { return c == ',' || c == '\n' || c == '\r'; }

    bool wrong(int line, std::string message) {
        fault_ = {line, std::move(message)};
        return false;
    }

    std::string_view text_;
    RowFault& fault_;
    std::size_t at_ = 0;
    int line_ = 1;
};

std::string quoted(const std::string& field) {
    if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
    std::string text = "\"";
    for (const char c : field) {
        if (c == '"') text += '"';
        text += c;
    }
    return text + '"';
}

}  // namespace

std::optional<std::vector<FileRow>> readCsv(std::string_view text, RowFault& fault) {
    CsvReader reader(text, fault);
    std::vector<FileRow> rows;
    std::map<std::string, int> lines;
    std::vector<std::string> fields;
    bool first = true;
    while (!reader.atEnd()) {
        const int line = reader.line();
        if (!reader.read(fields)) return std::nullopt;
        if (first) {
            first = false;
            if (fields == std::vector<std::string>{"key", "value"}) continue;
            fault = {line, "the first line must be key,value"};
            return std::nullopt;
        }
        if (fields.size() != 2) {
            fault = {line, "a row has a key and a value; this line has " +
                               std::to_string(fields.size()) +
                               (fields.size() == 1 ? " field" : " fields")};
            return std::nullopt;
        }
        const auto [known, isNew] = lines.emplace(fields[0], line);
        if (!isNew) {
            fault = {line, "the key of this line stands in line " + std::to_string(known->second) +
                               " already; keep one of the two"};
            return std::nullopt;
        }
        rows.push_back({fields[0], fields[1], line});
    }
    if (!first) return rows;
    fault = {1, "the file is empty; its first line must be key,value"};
    return std::nullopt;
}

std::string writeCsv(const std::vector<FileRow>& rows) {
    std::string text = "key,value\r\n";
    for (const FileRow& row : rows)
        text += quoted(row.key) + ',' + quoted(row.value) + "\r\n";
    return text;
}

}  // namespace lockstep::rows
