# SPDX-License-Identifier: GPL-3.0-or-later
# Qt for the rooms above the figures: link lockstep_qt.

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Svg Charts Test)

add_library(lockstep_qt INTERFACE)
target_link_libraries(lockstep_qt INTERFACE
  lockstep_options Qt6::Core Qt6::Gui Qt6::Widgets Qt6::Svg)
target_compile_definitions(lockstep_qt INTERFACE
  QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)
