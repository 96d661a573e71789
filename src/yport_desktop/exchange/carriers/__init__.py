"""Carriers: the same bundles in the forms that mail lets through.

`.yport` is the plain binary file; `.txt` is an armor of text lines; `.xlsx` a readable workbook in
which the bundles travel as cells. One carrier file may hold several parts of a bundle.
"""
