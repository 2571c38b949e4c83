# SPDX-License-Identifier: GPL-3.0-or-later
# Flags shared by every target, and the two functions that make one.

# Debian's own Python: that is the one which has the packages of packaging/dependencies.txt.
if(NOT Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
    set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)

# ccache takes precompiled headers only when told that their defines and times do not matter.
find_program(DEALWRIGHT_CCACHE ccache)
if(DEALWRIGHT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
        ${DEALWRIGHT_CCACHE})
endif()

add_library(dealwright_flags INTERFACE)
target_compile_options(dealwright_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
target_compile_definitions(dealwright_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    $<$<CONFIG:Debug>:DEALWRIGHT_DEBUG>)
target_include_directories(dealwright_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports these two inside inlined Qt and libstdc++ code at -O2, where nothing can be mended.
    target_compile_options(dealwright_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
if(DEALWRIGHT_SANITIZE)
    target_compile_options(dealwright_flags INTERFACE -fsanitize=${DEALWRIGHT_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(dealwright_flags INTERFACE -fsanitize=${DEALWRIGHT_SANITIZE})
endif()

# The precompiled headers, one of each kind for all folders: each is 130 MB and seconds of the compiler. Qt's and the
# standard library's headers only, so that no edit of ours makes them anew. What a folder links besides adds only
# defines that no header of the list reads; the compiler says so (-Winvalid-pch, an error here) should that change.
set(DEALWRIGHT_PCH_core <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap>
    <QObject> <QString> <QStringList> <algorithm> <functional> <memory> <optional> <utility> <variant> <vector>)
set(DEALWRIGHT_PCH_ui ${DEALWRIGHT_PCH_core} <QAbstractItemModel> <QApplication> <QBoxLayout> <QColor> <QFont>
    <QFrame> <QIcon> <QLabel> <QLineEdit> <QPainter> <QPixmap> <QPushButton> <QStyleOption> <QToolButton> <QWidget>)
set(DEALWRIGHT_PCH_test ${DEALWRIGHT_PCH_core} <QTest>)
set(DEALWRIGHT_PCH_uitest ${DEALWRIGHT_PCH_ui} <QTest>)
set(DEALWRIGHT_PCH_QT_core Qt6::Core)
set(DEALWRIGHT_PCH_QT_ui Qt6::Widgets)
set(DEALWRIGHT_PCH_QT_test Qt6::Test)
set(DEALWRIGHT_PCH_QT_uitest Qt6::Widgets Qt6::Test)
# <QTest> reads the test's own folder (for QFINDTESTDATA) and whether it has Network; no test here needs either from it.
# Made with these flags, a precompiled header fits only what does not define them: a target that links Network
# undefines its name again (DEALWRIGHT_PCH_NETWORK).
set(DEALWRIGHT_PCH_NETWORK -UQT_NETWORK_LIB)
set(DEALWRIGHT_PCH_TEST_FLAGS -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR ${DEALWRIGHT_PCH_NETWORK})

# Tests are compiled in two thirds of the time so, and it is the product that they run.
set(DEALWRIGHT_TEST_FLAGS $<$<CONFIG:Release>:-O1>)

# dealwright_pch(TARGET KIND): KIND is core, ui, test or uitest.
function(dealwright_pch target kind)
    if(NOT DEALWRIGHT_PCH)
        return()
    endif()
    set(owner dealwright_pch_${kind})
    if(NOT TARGET ${owner})
        add_library(${owner} OBJECT ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
        target_link_libraries(${owner} PRIVATE dealwright_flags ${DEALWRIGHT_PCH_QT_${kind}})
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF AUTORCC OFF UNITY_BUILD OFF)
        target_compile_options(${owner} PRIVATE ${DEALWRIGHT_PCH_TEST_FLAGS})
        if(kind MATCHES "test")
            target_compile_options(${owner} PRIVATE ${DEALWRIGHT_TEST_FLAGS})
        endif()
        target_precompile_headers(${owner} PRIVATE ${DEALWRIGHT_PCH_${kind}})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
    if(kind MATCHES "test")
        target_compile_options(${target} PRIVATE ${DEALWRIGHT_PCH_TEST_FLAGS})
    endif()
endfunction()

# dealwright_unity(TARGET): compiles its sources in groups where DEALWRIGHT_UNITY says so: the headers that they share
# are read once a group, which takes a third of the compiler's time for all. Which files go together: unitygroups.py.
function(dealwright_unity target)
    if(NOT DEALWRIGHT_UNITY)
        return()
    endif()
    get_target_property(files ${target} SOURCES)
    list(FILTER files INCLUDE REGEX "\\.cpp$")
    execute_process(COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_SOURCE_DIR}/cmake/unitygroups.py 10 ${files}
        WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE grouped COMMAND_ERROR_IS_FATAL ANY)
    foreach(entry IN LISTS grouped)
        string(REGEX MATCH "^(.*)=(.*)$" entry "${entry}")
        set_source_files_properties(${CMAKE_MATCH_1} PROPERTIES UNITY_GROUP ${target}_${CMAKE_MATCH_2})
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    # A test class that holds something of its file's unnamed namespace is no more shared for being in a group.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# dealwright_library(NAME SOURCES a.cpp ... LINK X ... [PCH kind])
# makes the static library dealwright_NAME with the alias Dealwright::NAME.
function(dealwright_library name)
    cmake_parse_arguments(ARG "" "PCH" "SOURCES;LINK" ${ARGN})
    add_library(dealwright_${name} STATIC ${ARG_SOURCES})
    add_library(Dealwright::${name} ALIAS dealwright_${name})
    target_link_libraries(dealwright_${name} PUBLIC dealwright_flags ${ARG_LINK})
    dealwright_unity(dealwright_${name})
    if(ARG_PCH)
        dealwright_pch(dealwright_${name} ${ARG_PCH})
    endif()
endfunction()

# Where the tests find the real files that are not part of this repository; tests that want them skip without.
if("$ENV{DEALWRIGHT_TEST_DATA}" STREQUAL "")
    set(DEALWRIGHT_TEST_DATA ${CMAKE_SOURCE_DIR}/../shared/data)
else()
    set(DEALWRIGHT_TEST_DATA $ENV{DEALWRIGHT_TEST_DATA})
endif()

# dealwright_test(NAME SOURCES a.cpp ... LINK X ... [LABELS l ...] [TIMEOUT seconds] [POSTGRES [arguments]]) makes the test program test_NAME and a ctest of
# that name. The program runs every class that DW_TEST names; see tests/support/testrunner.h. Labels that matter to
# packaging/test: gui_x11 runs it in a real X server with a window manager (one such test at a time); gui, gui_x11,
# kill and release tests run in the release build only, not under the sanitizers. POSTGRES: a second ctest NAME_postgres runs
# it, or what the arguments name of it, with its workspaces in PostgreSQL (tests/support/testworkspace.h).
function(dealwright_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK;LABELS;POSTGRES" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 600)
    endif()
    if(DEALWRIGHT_SANITIZE)
        math(EXPR ARG_TIMEOUT "3 * ${ARG_TIMEOUT}")
    endif()
    add_executable(test_${name} ${ARG_SOURCES})
    target_link_libraries(test_${name} PRIVATE dealwright_flags dealwright_testsupport ${ARG_LINK})
    dealwright_unity(test_${name})
    set(platform offscreen)
    set(in_x11 "")
    set(pch test)
    if(ARG_LABELS MATCHES "gui")
        set(pch uitest)
    endif()
    dealwright_pch(test_${name} ${pch})
    target_compile_options(test_${name} PRIVATE ${DEALWRIGHT_TEST_FLAGS})
    if("gui_x11" IN_LIST ARG_LABELS)
        set(platform xcb)
        set(in_x11 ${CMAKE_SOURCE_DIR}/tests/support/inx11.sh)
    endif()
    add_test(NAME ${name} COMMAND ${in_x11} $<TARGET_FILE:test_${name}>)
    # The longest first, also where no run has told how long they take: else one of them runs alone at the end.
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} COST ${ARG_TIMEOUT} ENVIRONMENT
        "QT_QPA_PLATFORM=${platform};QT_HASH_SEED=0;LC_ALL=C.UTF-8;TZ=UTC;DEALWRIGHT_TEST_DATA=${DEALWRIGHT_TEST_DATA}")
    if(DEFINED ARG_POSTGRES OR "POSTGRES" IN_LIST ARG_KEYWORDS_MISSING_VALUES)
        add_test(NAME ${name}_postgres COMMAND $<TARGET_FILE:test_${name}> ${ARG_POSTGRES})
        get_test_property(${name} ENVIRONMENT environment)
        set_tests_properties(${name}_postgres PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} COST ${ARG_TIMEOUT} ENVIRONMENT
            "${environment};DEALWRIGHT_TEST_DATABASE=postgres")
    endif()
    if(in_x11)
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK x11 SKIP_RETURN_CODE 77)
    endif()
endfunction()
