# SPDX-License-Identifier: GPL-3.0-or-later
# Carries files inside the program, as data in a generated source.

add_executable(lockstep_embed "${CMAKE_CURRENT_LIST_DIR}/embed.cpp")
target_link_libraries(lockstep_embed PRIVATE lockstep_options)

# Writes OUTPUT, which defines
#   std::span<const lockstep::EmbeddedFile> lockstep::FUNCTION();
# with FILES under their paths relative to ROOT. It is written anew when one of
# them changes; the caller lists them with CONFIGURE_DEPENDS for new ones.
function(lockstep_embed_files output)
  cmake_parse_arguments(arg "" "FUNCTION;ROOT" "FILES" ${ARGN})
  list(SORT arg_FILES)
  # A list file, because a command line has an end.
  string(REPLACE ";" "\n" lines "${arg_FILES}")
  file(CONFIGURE OUTPUT "${output}.list" CONTENT "${lines}\n" @ONLY)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND lockstep_embed "${output}" "${arg_FUNCTION}" "${arg_ROOT}"
            "${output}.list"
    DEPENDS lockstep_embed "${output}.list" ${arg_FILES}
    COMMENT "Embedding ${arg_FUNCTION}"
    VERBATIM)
endfunction()
