#!/bin/sh
# Makes the checkout ready: .venv with the pinned packages, and the system libraries Qt needs.
#
#   setup.sh             for tests and headless work
#   setup.sh --display   also what a window on a real X11 display needs
#   setup.sh --package   also what freezing the program needs
#   setup.sh --office    also the LibreOffice that `make office` tries workbooks in
#
# Does nothing where everything is already there. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    stop "Y-PORT Desktop needs Python 3.11 or newer. Please install it and run this again."
}

# How to become root for apt-get: nothing, "sudo", or failure where it is not allowed.
root_prefix() {
    if [ "$(id -u)" -eq 0 ]; then
        echo ""
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        echo "sudo"
    else
        return 1
    fi
}

install_system() {
    command -v apt-get >/dev/null 2>&1 || return 1
    prefix=$(root_prefix) || return 1
    say "Installing system packages: $*"
    apt="$prefix env DEBIAN_FRONTEND=noninteractive apt-get -qq"
    # Package lists may be missing or old: refresh them when the first attempt fails.
    $apt install -y --no-install-recommends "$@" >/dev/null 2>&1 && return 0
    $apt update >/dev/null 2>&1 || true
    $apt install -y --no-install-recommends "$@" >/dev/null
}

make_environment() {
    python=$1
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install_system python3-venv || true
        "$python" -c 'import ensurepip, venv' 2>/dev/null || stop \
            "This Python cannot make virtual environments, and the package could not be installed from here." \
            "Please run: sudo apt-get install python3-venv"
    fi
    say "Setting up the Python environment in .venv (once; a few minutes with a slow connection) ..."
    version='import sys; print(sys.version_info[:2])'
    if [ "$(.venv/bin/python -c "import pip; $version" 2>/dev/null)" != "$("$python" -c "$version")" ]; then
        "$python" -m venv --clear .venv
    fi
    install "hatchling" "editables"
    install --no-build-isolation --editable '.[dev]'
}

install() {
    .venv/bin/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt "$@"
}

python=$(find_python)
wanted=$("$python" -c '
import hashlib, pathlib, sys
files = [pathlib.Path(n).read_bytes() for n in ("constraints.txt", "pyproject.toml")]
print(hashlib.sha256(b"\0".join([sys.version.encode(), str(pathlib.Path.cwd()).encode(), *files])).hexdigest())')
stamp=.venv/.ready
if [ ! -x .venv/bin/python ] || [ "$(cat $stamp 2>/dev/null || true)" != "$wanted" ]; then
    make_environment "$python"
    printf '%s\n' "$wanted" >$stamp
fi

.venv/bin/python installers/translations.py

if [ "$(uname -s)" = Linux ]; then
    missing=$(.venv/bin/python installers/system_libraries.py "$@")
    if [ -n "$missing" ]; then
        # Word splitting is meant: one package per word.
        # shellcheck disable=SC2086
        install_system $missing || stop \
            "Some system libraries are missing, and they could not be installed from here." \
            "Please run: sudo apt-get install $missing" \
            "(on other systems: the packages of the same libraries)"
        still=$(.venv/bin/python installers/system_libraries.py "$@")
        [ -z "$still" ] || stop "These system libraries are still missing: $still"
    fi
fi
