"""Measure the embedded sentiment reader on labelled turns of your own, and keep the figures for its card.

python -m models.training.evaluate_sentiment "NAME=FILE" ... [--keep]
FILE is tab-separated with the columns text, speaker (agent or customer), sentiment. The turns stay where they are.
"""

import argparse
from pathlib import Path

from models.sentiment.reader import SentimentReader
from models.training.sentiment_card import HEADER, OutsideFigures, figures_line, save_outside, write_card
from models.training.sentiment_corpus import labelled_file
from models.training.sentiment_figures import measure


def main() -> None:
    """Print a table; with --keep also write the figures and the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", metavar="NAME=FILE", help="what the turns are, and where")
    parser.add_argument("--keep", action="store_true", help="replace the outside figures of the model card")
    options = parser.parse_args()
    reader = SentimentReader()
    rows = [_measure(reader, *named.split("=", 1)) for named in options.labelled]
    print("\n".join([HEADER, *(figures_line(row.name, row.figures) for row in rows)]))
    if options.keep:
        save_outside(rows)
        print(f"{write_card()}: written")


def _measure(reader: SentimentReader, name: str, file: str) -> OutsideFigures:
    return OutsideFigures(name, reader.model_id, measure(reader, labelled_file(Path(file))))


if __name__ == "__main__":
    main()
