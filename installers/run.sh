#!/bin/sh
# Opens Y-PORT Desktop on the sample engagement; without a display does the same job headless.
# Usage: run.sh [OUT]   OUT: folder for what the headless run makes (default: out)
set -eu
cd "$(dirname "$0")/.."
out=${1:-out}

headless() {
    echo "$1 The sample engagement, its report, a bundle and a picture of each page are made in $out/ instead."
    sh installers/setup.sh
    QT_QPA_PLATFORM=offscreen exec .venv/bin/yport demo --out "$out"
}

if [ "$(uname -s)" = Linux ]; then
    if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
        headless "There is no display here."
    fi
    sh installers/setup.sh --display
    # A display may be named without answering; Qt would abort on it.
    .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' 2>/dev/null ||
        headless "The display ${WAYLAND_DISPLAY:-$DISPLAY} cannot be opened."
else
    sh installers/setup.sh
fi
exec .venv/bin/yport --sample
