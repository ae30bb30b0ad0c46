# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DPROGRAM=… -DTEMPLATE=… -DOUTPUT=… -DVERSION=… -DMAN_DATE=… -P man_page.cmake
# Fills in the manual page: commands and options are what the program itself prints.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${PROGRAM} --help OUTPUT_VARIABLE USAGE OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\\" "\\e" USAGE "${USAGE}")
string(REPLACE "-" "\\-" USAGE "${USAGE}")
string(REPLACE "\n." "\n\\&." USAGE "${USAGE}")
string(REPLACE "\n'" "\n\\&'" USAGE "${USAGE}")
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
