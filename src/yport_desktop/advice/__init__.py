"""The shelf of advice: one folder for each method that weighs or tests results."""
