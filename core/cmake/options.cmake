# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of ours is compiled with: link lockstep_options.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

# Optimised enough for the random walks, with lines in every report.
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g1 -fno-omit-frame-pointer")

# Editors, clang-tidy and the architecture test read it.
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

get_property(isMultiConfig GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT isMultiConfig AND NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
endif()

find_program(LOCKSTEP_CCACHE ccache)
if(LOCKSTEP_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${LOCKSTEP_CCACHE}")
endif()

add_library(lockstep_options INTERFACE)
target_include_directories(lockstep_options INTERFACE
  "${PROJECT_SOURCE_DIR}/core" "${PROJECT_SOURCE_DIR}/app")
target_compile_options(lockstep_options INTERFACE
  # The same sums on every machine, and source places such as
  # core/raft/election.cpp wherever the checkout lies.
  -ffp-contract=off
  "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/="
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-align
  -Wunused -Wextra-semi
  # GCC 12 sees overlaps in std::string that are not there (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

# With a base directory the compiler cache hands on relative paths: map these as
# well. app/run and tests/run set one, so that checkouts share the cache.
if(DEFINED ENV{CCACHE_BASEDIR})
  file(RELATIVE_PATH upward "${PROJECT_BINARY_DIR}" "${PROJECT_SOURCE_DIR}")
  string(REGEX REPLACE "/$" "" upward "${upward}")
  target_compile_options(lockstep_options INTERFACE
    "-fmacro-prefix-map=${upward}/=")
endif()

# The pinned compilers must not say a word. A newer one may know warnings that
# we have not met, and must not keep a reader from building the program.
set(isPinned FALSE)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU"
   AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  set(isPinned TRUE)
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang"
       AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15)
  set(isPinned TRUE)
endif()
if(LOCKSTEP_WERROR AND isPinned)
  target_compile_options(lockstep_options INTERFACE -Werror)
endif()

if(LOCKSTEP_SANITIZE)
  target_compile_options(lockstep_options INTERFACE
    "-fsanitize=${LOCKSTEP_SANITIZE}" -fno-sanitize-recover=all
    # Instrumented code makes GCC guess at uninitialized values.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(lockstep_options INTERFACE
    "-fsanitize=${LOCKSTEP_SANITIZE}")
endif()

if(LOCKSTEP_TIDY)
  find_program(LOCKSTEP_CLANG_TIDY clang-tidy REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY "${LOCKSTEP_CLANG_TIDY};--quiet")
endif()
