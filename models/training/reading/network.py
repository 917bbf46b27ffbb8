"""The reading network in torch: the first layers of multilingual-e5-small over frozen word vectors, and its heads."""

from pathlib import Path

import torch
from torch import nn

from models.reading.e5_words import E5Words

HEADS, INNER = 12, 1536


class Layer(nn.Module):
    """One post-norm transformer layer as BERT has it."""

    def __init__(self, width: int) -> None:
        """`width` is the size of the hidden states."""
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, INNER), nn.Linear(INNER, width)
        self.norm_attention, self.norm_output = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """`x` (batch, tokens, width); `bias` (batch, 1, 1, tokens) is added to the attention scores."""
        batch, tokens, width = x.shape
        split = lambda t: t.view(batch, tokens, HEADS, width // HEADS).transpose(1, 2)  # noqa: E731
        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = query @ key.transpose(-1, -2) / (width // HEADS) ** 0.5 + bias
        mixed = (torch.softmax(scores, -1) @ value).transpose(1, 2).reshape(batch, tokens, width)
        x = self.norm_attention(x + self.dropout(self.out(mixed)))
        return self.norm_output(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class ReadingNetwork(nn.Module):
    """Word vectors in, logits of every head out (concatenated in the order of `heads`)."""

    def __init__(self, width: int, layers: int, heads: dict[str, int]) -> None:
        """`heads` maps a head's name to its number of labels."""
        super().__init__()
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width) for _ in range(layers))
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.ModuleDict({name: nn.Linear(2 * width, size) for name, size in heads.items()})

    def forward(self, words: torch.Tensor, present: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """`words` (batch, tokens, width); `present`, `target` (batch, tokens) are 1 where a token is / is judged."""
        bias = (1.0 - present)[:, None, None, :] * -1e4
        x = self.dropout(self.norm(words))
        for layer in self.layers:
            x = layer(x, bias)
        weight = target[:, :, None]
        mean = (x * weight).sum(1) / weight.sum(1).clamp(min=1.0)
        highest = (x * weight - (1.0 - weight) * 1e4).amax(1)
        pooled = self.dropout(torch.cat([mean, highest], -1))
        return torch.cat([head(pooled) for head in self.heads.values()], -1)


def load_pretrained(network: ReadingNetwork, words: E5Words) -> None:
    """Fill norm and layers with the weights of multilingual-e5-small."""
    width = words.width
    with torch.no_grad():
        _copy(network.norm, words, "emb.ln", (width,))
        for number, layer in enumerate(network.layers):
            for part, name, shape in (
                (layer.query, "q", (width, width)),
                (layer.key, "k", (width, width)),
                (layer.value, "v", (width, width)),
                (layer.out, "ao", (width, width)),
                (layer.up, "fi", (INNER, width)),
                (layer.down, "fo", (width, INNER)),
                (layer.norm_attention, "aln", (width,)),
                (layer.norm_output, "oln", (width,)),
            ):
                _copy(part, words, f"l{number}.{name}", shape)


def _copy(part: nn.Module, words: E5Words, name: str, shape: tuple[int, ...]) -> None:
    part.weight.copy_(torch.from_numpy(words.tensor(f"{name}.w", shape)))
    part.bias.copy_(torch.from_numpy(words.tensor(f"{name}.b", shape[:1])))


def load_words(path: Path) -> E5Words:
    """The word file of the model cache."""
    return E5Words(path)
