"""The days, periods and ranges that people name."""
