# SPDX-License-Identifier: GPL-3.0-or-later
# Finds the topics by their folders, so that a new one edits no file here.

# The names of the folders under ROOT that hold FILE, in alphabetical order.
function(lockstep_folders_with result root file)
  file(GLOB matches RELATIVE "${root}" CONFIGURE_DEPENDS "${root}/*/${file}")
  set(names "")
  foreach(match IN LISTS matches)
    get_filename_component(name "${match}" DIRECTORY)
    list(APPEND names "${name}")
  endforeach()
  list(SORT names)
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

# Writes a source with plain calls, one for each topic:
#   lockstep::raft::addTo(catalog);
# CLASS is the unqualified name of the catalog, HEADER declares it, NAMESPACE
# holds both it and the topics, FUNCTION is the one to define.
function(lockstep_write_calls output)
  cmake_parse_arguments(arg "" "CLASS;HEADER;NAMESPACE;FUNCTION" "TOPICS"
                        ${ARGN})
  set(declarations "")
  set(calls "")
  foreach(topic IN LISTS arg_TOPICS)
    string(APPEND declarations
      "namespace ${arg_NAMESPACE}::${topic} {\n"
      "void addTo(${arg_NAMESPACE}::${arg_CLASS}& catalog);\n}\n")
    string(APPEND calls "    ${topic}::addTo(catalog);\n")
  endforeach()
  file(CONFIGURE OUTPUT "${output}" @ONLY CONTENT
"// Written by the build from the topic folders there are.
#include \"@arg_HEADER@\"

@declarations@
namespace @arg_NAMESPACE@ {
@arg_CLASS@ @arg_FUNCTION@() {
    @arg_CLASS@ catalog;
@calls@    return catalog;
}
}
")
endfunction()
