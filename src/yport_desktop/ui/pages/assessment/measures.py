"""Widths of the columns of the form, in px at 100 %, so that every row stands under its captions."""

LABEL = 138
VALUE = 104
UNIT = 120
PERIOD = 74
GRADE = 36
STATE = 80
EVIDENCE = 34
MORE = 24
GAP = 5
BESIDE = 7  # before a unit that cannot be chosen, so that it stands under those that can
CONTENT_WIDEST = 880

# Below this width a row breaks: value and unit above, the rest below.
ONE_LINE = LABEL + VALUE + UNIT + PERIOD + GRADE + STATE + EVIDENCE + MORE + 7 * GAP

OUTLINE = 208
RESULTS = 276
RESULTS_WIDE = 400
FORM = 420  # beside which there is room for results
# Narrower pages show the outline as a list to open; wider ones give the results more room.
OUTLINE_FROM = 1060
WIDE_FROM = 1440
