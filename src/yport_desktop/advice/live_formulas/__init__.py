"""The calculation of a sector, written down step by step so that a spreadsheet can repeat it.

`record` runs the sector's own formulas once more, on numbers that write down what is done with them. The
same results come out, and with them every step from the inputs to the indicators. What was decided on the
way (which case holds, which year) is kept as it was decided, and listed.
"""

from .planning import Written, plan
from .recording import Recording, record

__all__ = ["Recording", "Written", "plan", "record"]
