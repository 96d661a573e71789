"""What the program is and what it is made of."""

from yport_desktop import __version__
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M, Tone

from .parts import told

FONTS = "Noto Sans, Noto Sans JP, Noto Sans Thai (SIL Open Font License 1.1)"
# Name and licence as each project states it.
LIBRARIES = (
    ("Qt for Python", "LGPL-3.0"),
    ("babel", "BSD-3-Clause"),
    ("click", "BSD-3-Clause"),
    ("cryptography", "Apache-2.0"),
    ("filelock", "MIT"),
    ("keyring", "MIT"),
    ("matplotlib", "PSF"),
    ("NumPy", "BSD-3-Clause"),
    ("Pillow", "MIT-CMU"),
    ("platformdirs", "MIT"),
    ("pypdfium2", "Apache-2.0"),
    ("pyrage", "MIT"),
    ("ReportLab", "BSD-3-Clause"),
    ("SecretStorage", "BSD-3-Clause"),
    ("sqlite-utils", "Apache-2.0"),
    ("zxing-cpp", "Apache-2.0"),
)


class AboutCard(Card):
    """Version, licence, fonts, libraries."""

    def __init__(self) -> None:
        super().__init__(tr("About"), spacing=M)
        together = str.maketrans({" ": "\u00a0", "-": "\u2011"})  # lines break between projects only
        libraries = ", ".join(f"{name} ({licence})".translate(together) for name, licence in LIBRARIES)
        self.add(
            told(tr("Version"), Label(f"Y-PORT Desktop {__version__}", selectable=True)),
            told(tr("Licence"), Label("Apache-2.0")),
            told(tr("Fonts"), Label(FONTS, wrap=True)),
            told(tr("Libraries"), Label(libraries, tone=Tone.SECOND, wrap=True)),
        )
