"""Which metadata fields a found value equals: computed before masking, so that rules can ask for it afterwards."""

import re
from collections.abc import Mapping

SHORTEST_FOR_LAST4 = 7


def normalised(value: str) -> str:
    """Letters and digits only, upper case, without the Chinese country code: the form in which values are compared."""
    compact = "".join(char for char in value if char.isalnum()).upper()
    return re.sub(r"^(?:0086|86)(?=1[3-9]\d{9}$)", "", compact)


def matching_fields(value: str, metadata: Mapping[str, str]) -> tuple[str, ...]:
    """Fields equal to the value, then `field:last4` where only the last four of two long values agree; sorted."""
    wanted = normalised(value)
    equal, last4 = [], []
    for name, given in sorted(metadata.items()):
        known = normalised(given)
        if known and known == wanted:
            equal.append(name)
        elif min(len(known), len(wanted)) >= SHORTEST_FOR_LAST4 and known[-4:] == wanted[-4:] and wanted[-4:].isdigit():
            last4.append(f"{name}:last4")
    return (*equal, *last4)
