"""How many voices there are among windows of speech, and what each is like: Ward clustering, split while it is plain.

Measured with windows of 1.2 s every .4 s on 28 channels with one person and 37 calls with two (ours, real Mandarin,
English; turns .5 s apart and without any pause): the last merge over the one before it was 1.05-1.33 for one person and
1.49-3.74 for two. Fit on our own calls; the others were only looked at.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from models.speaker_embedding import Floats

TWO_VOICES_RATIO = 1.42
"""The last Ward merge over the one before it, from which on there are two voices."""
SAME_VOICE_SIMILARITY = 0.88
"""Two clusters whose pure centres are closer (cosine) are one person."""
OTHER_VOICE_SIMILARITY, OTHER_VOICE_WINDOWS = 0.72, 12
"""Centres further apart are two people whatever the ratio (a third voice spoils it), if both have so many windows: 0.80
was the least for one person."""
MOST_VOICES = 4
MIXTURE_SIMILARITY = 0.9
_FEWEST_WINDOWS = 6
_MOST_CLUSTERED = 3000
_PURE_SHARE, _ROUNDS = 0.7, 5


def voice_centres(voices: Floats) -> Floats | None:
    """Unit centres, shape (2 to MOST_VOICES, features), of the voices of windows, shape (windows, features).

    None when there is one voice, or too little to tell. Windows of two people at once lie between the centres: those
    are made of the clear windows only. Beyond _MOST_CLUSTERED windows every n-th is clustered, so memory stays bounded.
    """
    voices = voices[:: 1 + len(voices) // _MOST_CLUSTERED]
    pair = _two_voices(voices, TWO_VOICES_RATIO)
    if pair is None:
        return None
    centres = list(pair)
    for _ in range(MOST_VOICES - 2):
        more = _one_more(voices, centres)
        if more is None:
            break
        centres = more
    return np.stack(centres)


def _one_more(voices: Floats, centres: Sequence[Floats]) -> list[Floats] | None:
    """The centres with one of them split in two, the first that plainly holds two voices."""
    labels = np.argmax(voices @ np.stack(centres).T, axis=1)
    for at in range(len(centres)):
        pair = _two_voices(voices[labels == at], None)
        more = [*centres[:at], *pair, *centres[at + 1 :]] if pair is not None else None
        if more is not None and not any(_is_mixture(centre, more) for centre in more):
            return more
    return None


def _is_mixture(centre: Floats, centres: Sequence[Floats]) -> bool:
    """Whether a centre lies between two of the others: two people at once, no third one."""
    others = [other for other in centres if other is not centre]
    pairs = combinations(others, 2)
    return any(float(centre @ _unit(np.asarray(a + b, np.float32))) >= MIXTURE_SIMILARITY for a, b in pairs)


def _two_voices(voices: Floats, ratio: float | None) -> Floats | None:
    """Pure unit centres of two voices, shape (2, features); None when they are not plainly two.

    Without a `ratio` only voices that are far apart count.
    """
    if len(voices) < _FEWEST_WINDOWS:
        return None
    merges = linkage(voices, "ward")
    labels = fcluster(merges, 2, "maxclust")
    if len(set(labels.tolist())) < 2:
        return None
    centres = _pure(voices, np.stack([_unit(voices[labels == k].mean(axis=0)) for k in (1, 2)]))
    similarity = float(centres[0] @ centres[1])
    fewest = min(np.count_nonzero(labels == 1), np.count_nonzero(labels == 2))
    if similarity < OTHER_VOICE_SIMILARITY and fewest >= OTHER_VOICE_WINDOWS:
        return centres
    is_two = ratio is not None and merges[-1, 2] >= ratio * max(float(merges[-2, 2]), 1e-9)
    return centres if is_two and similarity < SAME_VOICE_SIMILARITY else None


def _pure(voices: Floats, centres: Floats) -> Floats:
    """Centres made again and again of the clearer windows of each side."""
    for _ in range(_ROUNDS):
        side = voices @ (centres[0] - centres[1])
        if not (np.any(side > 0) and np.any(side < 0)):
            return centres
        first = side >= np.quantile(side[side > 0], 1 - _PURE_SHARE)
        second = side <= np.quantile(side[side < 0], _PURE_SHARE)
        centres = np.stack([_unit(voices[first].mean(axis=0)), _unit(voices[second].mean(axis=0))])
    return centres


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-8), np.float32)
