"""The pair network in torch: all twelve layers of multilingual-e5-small, each map with a low-rank correction to learn.

Only the corrections, the norms and the head are trained, so what has to be shipped is a few megabytes; the rest is in
the word file of the model cache.
"""

import torch
from torch import nn

from models.reading.e5_words import E5Words
from models.training.reading.network import Layer, load_pretrained

RANK, STRENGTH = 32, 2.0
LAYERS, FIXED_LAYERS = 12, 3
"""The lowest layers stay as they came: a quarter of the training time for what they could add."""
MAPS = ("query", "key", "value", "out", "up", "down")


class CorrectedLinear(nn.Module):
    """`x W + b + STRENGTH * (x A) B`, with W and b as they came."""

    def __init__(self, plain: nn.Linear, rank: int = RANK) -> None:
        """`plain` is frozen; B starts at zero, so the correction does too."""
        super().__init__()
        self.plain = plain.requires_grad_(False)
        self.first = nn.Parameter(torch.randn(plain.in_features, rank) / plain.in_features**0.5)
        self.second = nn.Parameter(torch.zeros(rank, plain.out_features))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Same shape as the plain map's."""
        return self.plain(x) + STRENGTH * ((x @ self.first) @ self.second)

    def merged(self) -> nn.Linear:
        """The one map both make together."""
        joined = nn.Linear(self.plain.in_features, self.plain.out_features)
        with torch.no_grad():
            joined.weight.copy_(self.plain.weight + STRENGTH * (self.first @ self.second).T)
            joined.bias.copy_(self.plain.bias)
        return joined


class PairNetwork(nn.Module):
    """Word vectors of `<s> required </s></s> said </s>` in, one logit out: does the second mean the first?"""

    def __init__(self, words: E5Words, layers: int = LAYERS) -> None:
        """Pretrained layers; every map of every layer above the fixed ones gets its correction."""
        super().__init__()
        width = words.width
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width) for _ in range(layers))
        load_pretrained(self, words)  # type: ignore[arg-type]
        for layer in self.layers[FIXED_LAYERS:]:
            for name in MAPS:
                setattr(layer, name, CorrectedLinear(getattr(layer, name)))
        self.layers[:FIXED_LAYERS].requires_grad_(False)
        self.norm.requires_grad_(False)
        self.dropout = nn.Dropout(0.1)
        self.dense, self.head = nn.Linear(3 * width, width), nn.Linear(width, 1)

    def forward(self, words: torch.Tensor, present: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
        """`words` (batch, tokens, width); `present`, `said` (batch, tokens) are 1 on tokens / on those of `said`."""
        bias = (1.0 - present)[:, None, None, :] * -1e4
        with torch.no_grad():
            x = self.norm(words)
            for layer in self.layers[:FIXED_LAYERS]:
                x = layer(x, bias)
        for layer in self.layers[FIXED_LAYERS:]:
            x = layer(x, bias)
        required = (present - said)[:, :, None]
        second = said[:, :, None]
        means = [(x * part).sum(1) / part.sum(1).clamp(min=1.0) for part in (required, second)]
        joined = torch.cat([x[:, 0], (means[0] - means[1]).abs(), means[0] * means[1]], -1)
        hidden = torch.tanh(self.dense(self.dropout(joined)))
        logit: torch.Tensor = self.head(self.dropout(hidden))[:, 0]
        return logit

    def learned(self) -> dict[str, torch.Tensor]:
        """What training changes, by name."""
        return {name: p.detach() for name, p in self.named_parameters() if p.requires_grad}
