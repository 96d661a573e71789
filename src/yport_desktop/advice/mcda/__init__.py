"""Multi-criteria ranking: the headline order, weights, other methods beside it, what would flip it.

`ranking` is the headline (weighted sum of value functions on fixed ranges), `ahp` turns pairwise
comparisons into weights, `methods` holds the published methods of the robustness panel, `draws` asks how
often each option is first when weights are drawn, `flips` what change would swap two neighbours.
All are pure functions of plain numbers. Sources stand in docs/methods-priorities.md.
"""
