// SPDX-License-Identifier: GPL-3.0-or-later
// A tool of the build: writes files as data into a C++ source, because C++20
// has no #embed. Usage: lockstep_embed OUTPUT FUNCTION ROOT LIST

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>

namespace {

std::string readAll(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return {};
    return {std::istreambuf_iterator<char>(in), {}};
}

// One character of a string literal. Three octal digits always end an escape;
// hexadecimal ones would swallow the digits that follow.
void writeCharacter(std::ostream& out, unsigned char c) {
    if (c == '"' || c == '\\') {
        out << '\\' << c;
    } else if (c >= 0x20 && c < 0x7f && c != '?') {
        out << c;
    } else {
        out << '\\' << char('0' + (c >> 6)) << char('0' + ((c >> 3) & 7))
            << char('0' + (c & 7));
    }
}

void writeLiteral(std::ostream& out, const std::string& bytes) {
    out << "    \"";
    std::size_t column = 0;
    for (const char c : bytes) {
        writeCharacter(out, static_cast<unsigned char>(c));
        if (c == '\n' || ++column > 100) {
            out << "\"\n    \"";
            column = 0;
        }
    }
    out << "\"";
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::cerr << "lockstep_embed: wants OUTPUT FUNCTION ROOT LIST\n";
        return 2;
    }
    const std::filesystem::path root(arguments[3]);
    std::ofstream out(arguments[1], std::ios::binary);
    std::ifstream list(arguments[4]);
    std::string declarations;
    std::ostringstream rows;
    out << "// Written by the build; edit the files themselves.\n"
           "#include \"catalog/embedded.h\"\n\n#include <array>\n\n"
           "namespace {\n";
    std::size_t files = 0;
    for (std::string line; std::getline(list, line);) {
        if (line.empty()) continue;
        if (!std::filesystem::is_regular_file(line)) {
            std::cerr << "lockstep_embed: cannot read " << line << '\n';
            return 1;
        }
        const std::string bytes = readAll(line);
        const std::string name = "file" + std::to_string(files++);
        out << "constexpr char " << name << "[] =\n";
        writeLiteral(out, bytes);
        out << ";\n";
        const auto path = std::filesystem::path(line).lexically_relative(root);
        rows << "    lockstep::EmbeddedFile{\"" << path.generic_string()
             << "\",\n        {" << name << ", sizeof " << name << " - 1}},\n";
    }
    out << "constexpr std::array<lockstep::EmbeddedFile, " << files
        << "> files{{\n"
        << rows.str() << "}};\n}\n\n"
        << "std::span<const lockstep::EmbeddedFile> lockstep::" << arguments[2]
        << "() {\n    return files;\n}\n";
    return out.flush() ? 0 : 1;
}
