# SPDX-License-Identifier: GPL-3.0-or-later
# Sets up, builds and runs TTP Apply on Windows. UNVERIFIED: written from the documentation, run on no Windows yet.
#
#   packaging\dev.ps1 run [ARGUMENT ...]   build the program and open its window on the practice service;
#                                          with arguments: hand them to the program
#   packaging\dev.ps1 test                 build the program, send the example application and verify its receipt
#   packaging\dev.ps1 build                build the program only
#
# Needs Visual Studio 2022 (C++ desktop workload; call this from its developer prompt), CMake, Ninja, and vcpkg with
# VCPKG_ROOT set. vcpkg builds what packaging\vcpkg.json names; the first time that takes hours. The test suite itself
# needs a POSIX system: packaging/dev.sh test.
param(
    [Parameter(Mandatory = $true)][ValidateSet('run', 'test', 'build')][string]$Command,
    [Parameter(ValueFromRemainingArguments = $true)][string[]]$More
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = (Resolve-Path (Join-Path $PSScriptRoot '..')).Path
$folder = Join-Path $root 'build\windows'
$program = Join-Path $folder 'ttp-apply.exe'

function Invoke-Tool([string]$Tool, [string[]]$Arguments) {
    & $Tool @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Tool ended with exit code $LASTEXITCODE." }
}

function Build-Program {
    foreach ($tool in 'cmake', 'ninja', 'cl') {
        if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) {
            throw "$tool is missing. Install it, and call this from the developer prompt of Visual Studio 2022."
        }
    }
    if (-not $env:VCPKG_ROOT) { throw 'VCPKG_ROOT is not set: install vcpkg and let it name its folder.' }
    if (-not (Test-Path (Join-Path $folder 'build.ninja'))) {
        Invoke-Tool cmake @('-S', $root, '-B', $folder, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release', '-DTTP_TESTS=OFF',
            "-DCMAKE_TOOLCHAIN_FILE=$env:VCPKG_ROOT\scripts\buildsystems\vcpkg.cmake",
            "-DVCPKG_MANIFEST_DIR=$root\packaging")
    }
    Invoke-Tool cmake @('--build', $folder)
}

Build-Program
if ($Command -eq 'run') {
    & $program @More
    exit $LASTEXITCODE
}
if ($Command -eq 'test') {
    $terms = Get-Content (Join-Path $root 'resources\terms\terms.json') -Raw -Encoding UTF8 | ConvertFrom-Json
    $receipt = Join-Path $folder ('receipt-{0:yyyyMMddTHHmmss}.pdf' -f (Get-Date))
    Invoke-Tool $program @('submit', (Join-Path $root 'resources\examples\application.json'), '--accept-terms',
        $terms.version, '--receipt', $receipt)
    Invoke-Tool $program @('verify', $receipt)
}
