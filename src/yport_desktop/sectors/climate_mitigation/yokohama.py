"""Yokohama's emissions by fiscal year, each series apart [t CO2e/yr].

FY2009 and FY2010: City of Yokohama press release, 21 June 2012 (published). FY2013: National Institute for
Environmental Studies, environment news 15923; FY2015 and FY2016: 23807; FY2017 and FY2018: 29234, relaying
the city (tenbou.nies.go.jp; secondary). FY2005: CDP open data, Cities Emissions Reduction Targets 2016 and
2017 (published). FY2012 and FY2014: CDP open data, Citywide GHG Emissions (published).

The two changes stated for the fixed factor stand on different bases: -1.1 % in FY2013 implies 19.55 million t
in FY2005, -15.5 % in FY2016 implies 20.20 million t. The series was re-based in between.
"""

from yport_desktop.domain.text import N_

ACTUAL_FINAL: dict[int, float] = {2009: 19_050_000, 2015: 19_340_000, 2017: 18_700_000}
ACTUAL_PRELIMINARY: dict[int, float] = {
    2010: 19_270_000,
    2013: 22_090_000,
    2016: 18_840_000,
    2018: 18_210_000,
}
FIXED_OLD_BASE: dict[int, float] = {2013: 19_330_000}
FIXED_NEW_BASE: dict[int, float] = {2016: 17_070_000, 2018: 16_770_000}
REPORTED_TO_CDP: dict[int, float] = {2012: 21_950_000, 2014: 20_375_000}
LINES: tuple[tuple[str, dict[int, float], str], ...] = (
    (N_("Actual factor, final"), ACTUAL_FINAL, "actual"),
    (N_("Actual factor, preliminary"), ACTUAL_PRELIMINARY, "preliminary"),
    (N_("As reported to CDP"), REPORTED_TO_CDP, "preliminary"),
    (N_("Fixed 2010 factor, preliminary"), FIXED_OLD_BASE, "preliminary"),
    (N_("Fixed 2010 factor, preliminary, re-based"), FIXED_NEW_BASE, "preliminary"),
)
SOURCE = N_(
    "City of Yokohama press release 2012; CDP open data 2016, 2017 (published); NIES environment news, "
    "relaying the city (secondary)"
)
