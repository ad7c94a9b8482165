"""Environment variables between `wound` and the launcher."""

MODULE = "WOUND_MODULE"
CRASH_AT = "WOUND_CRASH_AT"
NTH = "WOUND_NTH"
BROKEN = "WOUND_BROKEN"
MARK = "WOUND_MARK"
