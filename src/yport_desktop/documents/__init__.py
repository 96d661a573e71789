"""Floor 4: advisory documents as PDF. The only package that knows reportlab.

`model` is what a report says, as frozen values; `report.render_report` turns it into the bytes
of a PDF; `preview` renders those bytes to pictures for the window.
"""
