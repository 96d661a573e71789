"""Yokohama's G30 path: waste by fiscal year, as published by the city.

Source: City of Yokohama, Resources and Waste Recycling Bureau, waste volume data (G30 plan),
city.yokohama.lg.jp/shigen/sub-data/data/gomiryo/dat1.html, 2010; status: published. t/yr; "waste"
excludes separately collected recyclables. FY2002 to FY2004 are not in the table. Fiscal years run
from 1 April to 31 March.
"""

from calendar import isleap
from itertools import pairwise

YEARS = (2001, 2005, 2006, 2007, 2008, 2009)
WASTE_TOTAL = (1609155, 1063271, 1031928, 986561, 949377, 929728)
HOUSEHOLD_AND_OTHER = (934761, 651308, 652003, 627961, 618473, 611300)
BUSINESS = (674394, 411963, 379925, 358600, 330904, 318428)
RECYCLED = (46157, 160865, 158165, 154730, 151062, 140673)

BASE_YEAR = 2001
TARGET_YEAR = 2010
TARGET_CHANGE_PCT = -30.0

# Population: census of 2000 (City of Yokohama, kokucho0010_2.html; published) and of 2005
# (toyokoyuki.jugem.jp; secondary), 1 October 2009 (123deta; secondary).
POPULATION = {2000: 3_426_651, 2005: 3_579_628, 2009: 3_671_776}


def days(fiscal_year: int) -> int:
    """Days from 1 April to 31 March: 366 where they hold a 29 February."""
    return 366 if isleap(fiscal_year + 1) else 365


def population(year: int) -> float:
    """Population, on a straight line between the counts. Raises ValueError outside them."""
    for (start, before), (end, after) in pairwise(sorted(POPULATION.items())):
        if start <= year <= end:
            return before + (after - before) * (year - start) / (end - start)
    raise ValueError(year)


def kg_cap_d(year: int) -> float:
    """Waste per person [kg/cap/d], recyclables collected separately left out. Status: derived."""
    return WASTE_TOTAL[YEARS.index(year)] * 1000 / population(year) / days(year)


def change_pct(year: int) -> float:
    """Change of total waste against FY2001 [%]. Raises ValueError for a year without a figure."""
    return (WASTE_TOTAL[YEARS.index(year)] / WASTE_TOTAL[0] - 1) * 100
