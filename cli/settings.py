"""Settings in layers: command line, then environment (MINGJIAN_...), then mingjian.toml, then the default."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from console.console_settings import ConsoleSettings
from console.single_sign_on.oidc_settings import OidcSettings
from console.webhooks.webhook_settings import WebhookSettings
from inspection.errors import SettingsError
from pipelines.hearing_settings import HearingSettings
from pipelines.keeping_settings import KeepingSettings
from pipelines.night_settings import NightSettings
from pipelines.publish_settings import PublishSettings
from pipelines.reading_settings import SECTION
from pipelines.settings_file import PREFIX, SETTINGS_FILE, settings_file, settings_in_file

ALL_SETTINGS = (
    *(NightSettings, HearingSettings, PublishSettings, KeepingSettings),
    *(ConsoleSettings, OidcSettings, WebhookSettings),
)
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Layered:
    """A setting's value and the layer that set it."""

    value: Any
    layer: str


def layers_of(model: type[BaseModel], given: dict[str, Any]) -> dict[str, Layered]:
    """Every setting of a model that some layer sets, with the layer; the command line wins."""
    found: dict[str, Layered] = {}
    in_file = _without_sections(settings_in_file())
    unknown = sorted(set(in_file).difference(*(one.model_fields for one in ALL_SETTINGS)))
    if unknown:
        raise SettingsError(
            f"no setting is named '{unknown[0]}'", "see docs/reference/settings.md", where=SETTINGS_FILE
        )
    for name in model.model_fields:
        environment = os.environ.get(f"{PREFIX}{name.upper()}")
        if given.get(name) is not None:
            found[name] = Layered(given[name], "command line")
        elif environment is not None:
            found[name] = Layered(environment, f"environment {PREFIX}{name.upper()}")
        elif name in in_file:
            found[name] = Layered(in_file[name], str(settings_file()))
    return found


def _without_sections(in_file: dict[str, Any]) -> dict[str, Any]:
    """`keep` in the section `[media]` is the setting `media_keep`; `[reading]` is read where the models are opened."""
    flat: dict[str, Any] = {}
    for name, value in in_file.items():
        if name != SECTION:
            flat |= {f"{name}_{key}": v for key, v in value.items()} if isinstance(value, dict) else {name: value}
    return flat


def night_settings(**given: Any) -> NightSettings:
    """The night's settings from all layers; SettingsError names the first that is wrong and its layer."""
    layers = layers_of(NightSettings, given)
    values = {name: layered.value for name, layered in layers.items()} | {
        "hearing": hearing_settings(),
        "keeping": keeping_settings(),
        "publishing": publish_settings(),
    }
    values.setdefault("business_date", datetime.now(ZoneInfo("Asia/Shanghai")).date())
    return checked(NightSettings, values, layers)


def hearing_settings() -> HearingSettings:
    """How the recogniser works, from the environment and mingjian.toml; SettingsError names what is wrong."""
    layers = layers_of(HearingSettings, {})
    return checked(HearingSettings, {name: layered.value for name, layered in layers.items()}, layers)


def as_the_night_hears(recogniser: str | None, language: str | None) -> NightSettings:
    """The night's recogniser, language, cpu_threads and hearing, for a command that hears without a night.

    What the command line gives wins. SettingsError names what is wrong.
    """
    layers = layers_of(NightSettings, {"recogniser": recogniser, "language": language})
    about_hearing = {"recogniser", "language", "cpu_threads"}
    values = {name: layered.value for name, layered in layers.items() if name in about_hearing}
    no_night = {"drop": Path(), "workspace": Path(), "business_date": date.min}
    return checked(NightSettings, {**no_night, **values, "hearing": hearing_settings()}, layers)


def keeping_settings() -> KeepingSettings:
    """What is kept and who may see it, from the environment and mingjian.toml; SettingsError names what is wrong."""
    layers = layers_of(KeepingSettings, {})
    return checked(KeepingSettings, {name: layered.value for name, layered in layers.items()}, layers)


def publish_settings() -> PublishSettings:
    """What publishing demands, from the environment and mingjian.toml; SettingsError names what is wrong."""
    layers = layers_of(PublishSettings, {})
    return checked(PublishSettings, {name: layered.value for name, layered in layers.items()}, layers)


def console_settings(**given: Any) -> ConsoleSettings:
    """How the console is served, from all layers; SettingsError names what is wrong."""
    layers = layers_of(ConsoleSettings, given)
    return checked(ConsoleSettings, {name: layered.value for name, layered in layers.items()}, layers)


def oidc_settings() -> OidcSettings:
    """Who else vouches for people, from the environment and mingjian.toml; SettingsError names what is wrong."""
    layers = layers_of(OidcSettings, {})
    return checked(OidcSettings, {name: layered.value for name, layered in layers.items()}, layers)


def webhook_settings() -> WebhookSettings:
    """Where webhooks may go, from the environment and mingjian.toml; SettingsError names what is wrong."""
    layers = layers_of(WebhookSettings, {})
    return checked(WebhookSettings, {name: layered.value for name, layered in layers.items()}, layers)


def checked(model: type[M], values: dict[str, Any], layers: dict[str, Layered]) -> M:
    """Values as a model; SettingsError says which setting is wrong and which layer set it."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        layer = layers[name].layer if name in layers else "not set"
        raise SettingsError(f"{name}: {first['msg']}", "correct it", where=layer) from None
