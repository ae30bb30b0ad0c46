# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings, hardening, sanitizers and the compiler cache.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)

# "Dev": line tables for readable stack traces, and just enough optimisation to keep the tests quick.
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1" CACHE STRING "Flags of the Dev build type")
set(CMAKE_EXE_LINKER_FLAGS_DEV "" CACHE STRING "Linker flags of the Dev build type")

option(TTP_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)
option(TTP_HARDENING "Hardening flags" OFF)
set(TTP_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")

find_program(CCACHE ccache)
if(CCACHE)
    # Precompiled headers and the cache get along only with these relaxations (ccache manual, "Precompiled headers").
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

add_library(ttp_compiler INTERFACE)
target_compile_definitions(ttp_compiler INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 OPENSSL_NO_DEPRECATED)
if(MSVC)
    target_compile_options(ttp_compiler INTERFACE /W4 /utf-8 /permissive- $<$<BOOL:${TTP_WARNINGS_AS_ERRORS}>:/WX>)
else()
    target_compile_options(ttp_compiler INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2
        -Wnull-dereference -Wimplicit-fallthrough
        $<$<BOOL:${TTP_WARNINGS_AS_ERRORS}>:-Werror>)
endif()

if(TTP_HARDENING AND NOT MSVC)
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong)
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        add_compile_options(-fstack-clash-protection)
        if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
            add_compile_options(-fcf-protection)
        endif()
        add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -pie)
    endif()
    # The same program from every folder: no path of this one gets into it.
    add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
    # GCC 12 sees arrays of 2^64 bytes in Qt's QHash when it optimises across files; there are none.
    add_link_options($<$<CXX_COMPILER_ID:GNU>:-Wno-alloc-size-larger-than>)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

if(TTP_SANITIZE)
    add_compile_options(-fsanitize=${TTP_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${TTP_SANITIZE})
endif()
