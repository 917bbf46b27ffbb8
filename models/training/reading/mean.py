"""The mean of the weights of trainings that differ in their seed: `... mean FIRST.pt SECOND.pt ... --out MEAN.pt`.

They start from the same pretrained layers and end close together; their mean reads better than each (Wortsman et al.,
Model soups, 2022) and costs no more than one.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Read, average, write; all must be of one shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    read = [torch.load(path, weights_only=True) for path in given.networks]
    states = [one["state"] for one in read]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save(read[0] | {"state": mean}, given.out)


if __name__ == "__main__":
    main()
