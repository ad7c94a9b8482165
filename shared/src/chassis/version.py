"""Which Tero this is; all parts have one version, which a test holds together."""

VERSION = "0.1.0"
