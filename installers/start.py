"""The entry of the frozen program: the same as the `yport` command."""

import sys

from yport_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
