# Y-PORT Desktop on Windows: sets up what is missing and opens the program on the sample engagement.
#
#   installers\run.ps1            open the program
#   installers\run.ps1 test       run the tests; also: check, screens, bench, package, messages,
#                                 associate (a double click on a .yport file opens the program)
#
# Needs Python 3.11 or newer and nothing else. Nothing is installed outside this folder.
param([string]$Job = "run")

$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
$env:PYTHONUTF8 = "1"

function Stop-With([string]$Sentence) {
    Write-Host $Sentence
    if ($Host.Name -eq "ConsoleHost" -and $Job -eq "run") { Read-Host "Press Enter to close" | Out-Null }
    exit 1
}

function Invoke-Step([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { Stop-With "This step failed: $Program $Arguments" }
}

function Find-Python {
    $candidates = @(@("py", "-3"), @("python"), @("python3"))
    foreach ($candidate in $candidates) {
        $program, $options = $candidate
        if (-not (Get-Command $program -ErrorAction SilentlyContinue)) { continue }
        $path = & $program @($options | Where-Object { $_ }) -c "import sys; print(sys.executable if sys.version_info >= (3, 11) else '')" 2>$null
        if ($LASTEXITCODE -eq 0 -and $path) { return $path }
    }
    Stop-With "Y-PORT Desktop needs Python 3.11 or newer. Please install it from the Microsoft Store (search for Python) and start this again."
}

$venv = ".venv\Scripts\python.exe"
$stamp = ".venv\.ready"
$files = (Get-FileHash constraints.txt).Hash + (Get-FileHash pyproject.toml).Hash + (Get-Location).Path
if (-not (Test-Path $venv) -or -not (Test-Path $stamp) -or (Get-Content $stamp -Raw).Trim() -ne $files) {
    Write-Host "Setting up the Python environment in .venv (once; a few minutes with a slow connection) ..."
    if (-not (Test-Path $venv)) { Invoke-Step (Find-Python) @("-m", "venv", ".venv") }
    $pip = @("-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--constraint", "constraints.txt")
    Invoke-Step $venv ($pip + @("hatchling", "editables"))
    Invoke-Step $venv ($pip + @("--no-build-isolation", "--editable", ".[dev]"))
    Set-Content $stamp $files
}
Invoke-Step $venv @("installers\translations.py")

switch ($Job) {
    "run" { Invoke-Step ".venv\Scripts\yport.exe" @("--sample") }
    "test" {
        $env:QT_QPA_PLATFORM = "offscreen"
        Invoke-Step $venv @("-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
    }
    "check" {
        Invoke-Step $venv @("-m", "ruff", "check", ".")
        Invoke-Step $venv @("-m", "mypy")
        Invoke-Step ".venv\Scripts\lint-imports.exe" @("--no-logo")
        $env:QT_QPA_PLATFORM = "offscreen"
        Invoke-Step $venv @("-m", "pytest")
    }
    "package" {
        Invoke-Step $venv @("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--workpath", "build\pyinstaller", "installers\yport.spec")
        Invoke-Step $venv @("installers\smoke.py", "dist\yport")
    }
    "screens" { $env:QT_QPA_PLATFORM = "offscreen"; Invoke-Step $venv @("installers\screens.py", "out\screens") }
    "bench" {
        Invoke-Step $venv @("-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--constraint", "constraints.txt", "--no-build-isolation", "--editable", ".[bench]")
        Invoke-Step $venv @("-m", "benchmarks")
    }
    "associate" { Invoke-Step ".venv\Scripts\yport.exe" @("associate") }
    "messages" { Invoke-Step $venv @("installers\messages.py") }
    default { Stop-With "Unknown job: $Job" }
}
