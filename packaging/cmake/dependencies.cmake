# SPDX-License-Identifier: GPL-3.0-or-later
# Every library from outside, under one name each on all platforms: CMake packages where a distribution or vcpkg has
# them, else pkg-config.

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network PrintSupport LinguistTools Test)
if(UNIX AND NOT APPLE)
    find_package(Qt6 6.4 REQUIRED COMPONENTS DBus)
endif()
find_package(OpenSSL 3.0 REQUIRED)
find_package(Threads REQUIRED)
find_package(Qt6Keychain REQUIRED)

# ttp_find(re2::re2 re2 re2): target, CMake package, pkg-config module
function(ttp_find target package module)
    find_package(${package} QUIET CONFIG GLOBAL)
    if(NOT TARGET ${target})
        find_package(PkgConfig REQUIRED)
        pkg_check_modules(${module} REQUIRED IMPORTED_TARGET GLOBAL ${module})
        add_library(${target} INTERFACE IMPORTED GLOBAL)
        target_link_libraries(${target} INTERFACE PkgConfig::${module})
    endif()
endfunction()

ttp_find(httplib::httplib httplib cpp-httplib)
ttp_find(re2::re2 re2 re2)
ttp_find(libqpdf::libqpdf qpdf libqpdf)
ttp_find(qrcodegen::qrcodegen qrcodegen qrcodegencpp)

# Not ttp_find: the CMake package of Debian 12 also wants tools that nobody needs here.
find_package(PkgConfig REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET GLOBAL libzip)
add_library(libzip::zip INTERFACE IMPORTED GLOBAL)
target_link_libraries(libzip::zip INTERFACE PkgConfig::libzip)

