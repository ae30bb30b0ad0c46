# SPDX-License-Identifier: GPL-3.0-or-later
# A room is one folder, one static library and one public include folder.

# ttp_room(base USES Qt6::Core OpenSSL::Crypto)
# Builds ttp_base from the room's *.cpp and include/base/*.h. USES names the rooms and libraries that the room may
# use (the table in CONTRIBUTING.md; tests/rooms reads every #include against it). HIDES names libraries that only
# the room's own sources see.
function(ttp_room name)
    cmake_parse_arguments(ROOM "" "" "USES;HIDES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h include/${name}/*.h)
    add_library(ttp_${name} STATIC ${sources})
    add_library(ttp::${name} ALIAS ttp_${name})
    target_include_directories(ttp_${name} PUBLIC include PRIVATE .)
    target_link_libraries(ttp_${name} PUBLIC ${ROOM_USES} PRIVATE ${ROOM_HIDES} ttp_compiler)
    ttp_precompile(ttp_${name} ${ROOM_USES})
endfunction()

# The headers that nearly every file of a room includes.
function(ttp_precompile target)
    set(headers <QByteArray> <QJsonArray> <QJsonObject> <QObject> <QString> <functional> <memory> <optional> <vector>)
    if("Qt6::Widgets" IN_LIST ARGN)
        list(APPEND headers <QtWidgets/QtWidgets>)
    endif()
    target_precompile_headers(${target} PRIVATE ${headers})
endfunction()

# ttp_tests(base LIBRARIES ttp::base) makes one ctest program of every test_*.cpp in this folder; the test is
# named <group>_<file without test_>.
function(ttp_tests group)
    cmake_parse_arguments(TESTS "" "" "LIBRARIES;ENVIRONMENT" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS test_*.cpp)
    foreach(source ${sources})
        get_filename_component(file ${source} NAME_WE)
        string(REPLACE "test_" "${group}_" test ${file})
        add_executable(${test} ${source} ${PROJECT_SOURCE_DIR}/tests/test_start.cpp)
        target_link_libraries(${test} PRIVATE ${TESTS_LIBRARIES} ttp::base Qt6::Test ttp_compiler)
        target_compile_definitions(${test} PRIVATE TTP_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
            TTP_BINARY_DIR="${PROJECT_BINARY_DIR}")
        add_test(NAME ${test} COMMAND ${test})
        set_tests_properties(${test} PROPERTIES ENVIRONMENT
            "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=*.debug=true\;qt.*.debug=false;LC_ALL=C.UTF-8;${TESTS_ENVIRONMENT}")
    endforeach()
endfunction()
