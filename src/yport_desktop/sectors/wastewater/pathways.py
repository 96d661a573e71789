"""The ways that wastewater takes, with the methane correction factors of the 2019 Refinement.

A pathway is where the wastewater of a share of the population is treated, or not. `kind` is plant, onsite,
sewer (sewers without a plant) or none.
"""

from dataclasses import dataclass

from yport_desktop.domain.text import N_

TABLE_6_3 = "Table 6.3 (updated)"


@dataclass(frozen=True)
class Pathway:
    """One pathway. `mcf` is the methane correction factor with the ends of its range, None where the
    guideline gives no methane from the system itself. `organics`, `nitrogen` and `n2o` name the groups
    that share a removal or an emission factor; an empty `n2o` has no treatment that emits. `most` is the
    share of people [%] above which a whole city is asked about.
    """

    key: str
    label: str
    share_label: str
    kind: str
    mcf: tuple[float, float, float] | None
    organics: str
    nitrogen: str
    most: float
    n2o: str = ""

    @property
    def collected(self) -> bool:
        """True where sewers collect the wastewater, and with it that of commerce and industry."""
        return self.kind in ("plant", "sewer")


PATHWAYS: dict[str, Pathway] = {
    pathway.key: pathway
    for pathway in (
        Pathway(
            "aerobic",
            N_("Centralised aerobic treatment plant"),
            N_("People on a centralised aerobic treatment plant"),
            "plant",
            (0.03, 0.003, 0.09),
            "aerobic",
            "aerobic",
            99.9,
            "aerobic",
        ),
        Pathway(
            "reactor",
            N_("Anaerobic reactor"),
            N_("People on an anaerobic reactor (e.g. UASB)"),
            "plant",
            (0.8, 0.8, 1.0),
            "anaerobic",
            "anaerobic",
            60.0,
            "anaerobic",
        ),
        Pathway(
            "lagoon_shallow",
            N_("Lagoon, shallow or facultative (under 2 m)"),
            N_("People on a shallow or facultative lagoon"),
            "plant",
            (0.2, 0.0, 0.3),
            "anaerobic",
            "anaerobic",
            80.0,
            "anaerobic",
        ),
        Pathway(
            "lagoon_deep",
            N_("Lagoon, deep and anaerobic (over 2 m)"),
            N_("People on a deep anaerobic lagoon"),
            "plant",
            (0.8, 0.8, 1.0),
            "anaerobic",
            "anaerobic",
            60.0,
            "anaerobic",
        ),
        Pathway(
            "septic",
            N_("Septic tank"),
            N_("People on septic tanks"),
            "onsite",
            (0.5, 0.4, 0.72),
            "septic",
            "septic",
            98.0,
            "septic",
        ),
        Pathway(
            "septic_field",
            N_("Septic tank with land dispersal field"),
            N_("People on septic tanks with a land dispersal field"),
            "onsite",
            (0.5, 0.4, 0.72),
            "septic",
            "septic_field",
            90.0,
            "septic_field",
        ),
        Pathway(
            "latrine_family",
            N_("Latrine, dry climate, small family"),
            N_("People on dry latrines of small families"),
            "onsite",
            (0.1, 0.05, 0.15),
            "latrine_family",
            "latrine",
            80.0,
            "latrine",
        ),
        Pathway(
            "latrine_communal",
            N_("Latrine, dry climate, communal"),
            N_("People on dry communal latrines"),
            "onsite",
            (0.5, 0.4, 0.6),
            "latrine_communal",
            "latrine",
            50.0,
            "latrine",
        ),
        Pathway(
            "latrine_wet",
            N_("Latrine, wet climate or flush water"),
            N_("People on latrines in a wet climate or with flush water"),
            "onsite",
            (0.7, 0.7, 1.0),
            "latrine_wet",
            "latrine",
            80.0,
            "latrine",
        ),
        Pathway(
            "stagnant_sewer",
            N_("Stagnant sewer without a plant"),
            N_("People on stagnant sewers or open drains without a plant"),
            "sewer",
            (0.5, 0.4, 0.8),
            "untreated",
            "untreated",
            60.0,
        ),
        Pathway(
            "flowing_sewer",
            N_("Flowing sewer without a plant"),
            N_("People on flowing sewers without a plant"),
            "sewer",
            None,
            "untreated",
            "untreated",
            80.0,
        ),
        Pathway(
            "direct",
            N_("No system: discharged directly"),
            N_("People without any system"),
            "none",
            None,
            "untreated",
            "untreated",
            60.0,
        ),
    )
}
SHARES = tuple(f"share_{key}" for key in PATHWAYS)  # the inputs that hold them
EMITTING = tuple(key for key, pathway in PATHWAYS.items() if pathway.mcf is not None)
PLANTS = tuple(key for key, pathway in PATHWAYS.items() if pathway.kind == "plant")
ON_SITE = tuple(key for key, pathway in PATHWAYS.items() if pathway.kind == "onsite")
TANKS = ("septic", "septic_field")
