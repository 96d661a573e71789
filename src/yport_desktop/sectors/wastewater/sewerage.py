"""Yokohama's path of sewerage: coverage of the population by fiscal year, and what was built.

Sources: comparative statistical tables of large cities (大都市比較統計年表), Heisei 10, 11 and 12, for FY1998
to FY2000 (published; coverage is the population in the drainage area over the estimated population on
1 April); City of Yokohama, Y-PORT English page on water (yport-e/water.html), for FY2010 (published);
panorama, page 4122, for FY1989 and FY2013 (secondary). Years between are not in these sources.
"""

COVERAGE_PCT: dict[int, float] = {
    1989: 85.0,
    1998: 98.6,
    1999: 99.1,
    2000: 99.5,
    2010: 99.8,
    2013: 99.8,
}
SECONDARY = frozenset({1989, 2013})
# Large cities of Japan in FY1998, by the same tables and definition [%].
CITIES_FY1998: dict[str, float] = {"Yokohama": 98.6, "Kawasaki": 97.0, "Nagoya": 96.4, "Kyoto": 98.9}
# Wastewater treated [thousand m3/d] and length of sewers [km], same tables; FY1999 has 366 days.
WASTEWATER_THOUSAND_M3_D: dict[int, float] = {1998: 1546.0, 1999: 1467.0, 2000: 1533.0}
WASTEWATER_THOUSAND_M3_YR: dict[int, float] = {1998: 564_230.0, 1999: 536_770.0, 2000: 559_460.0}
