"""The line to a model: its provider with address and key, and which failures of the line are tried again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ferrule.facts.responders import ModelSettings

if TYPE_CHECKING:
    from pydantic_ai.models import Model

_CHAT: Final = "openai-chat"
_LONGEST_PAUSE_S: Final = 30.0
_PASSING: Final = (408, 409, 425, 429)


class NoKey(Exception):
    """The variable that is to hold the key does not."""


def model_of(settings: ModelSettings, level: int, environ: Mapping[str, str]) -> "Model":
    """Give the model that is asked at a level.

    Raises:
        NoKey: when the variable that the settings name is not set.
        Exception: pydantic-ai's own, for a provider that it does not know, or whose package is not installed.
    """
    from pydantic_ai.models import infer_model
    from pydantic_ai.providers import infer_provider_class

    given: dict[str, Any] = {}
    if settings.key_variable:
        given["api_key"] = environ.get(settings.key_variable, "")
        if not given["api_key"]:
            raise NoKey(f"the variable {settings.key_variable}, which is to hold the key, is not set")
    if settings.base_url:
        given["base_url"] = settings.base_url
        # The provider's own variable holds a key for the provider's own address, and goes nowhere else.
        given.setdefault("api_key", "none")
    return infer_model(_named(settings, level), lambda provider: infer_provider_class(provider)(**given))


def again(fault: Exception) -> bool | float:
    """Say whether a failure of the line may pass, or give the seconds to wait first when the service said so."""
    from pydantic_ai.exceptions import (
        ModelAPIError,
        ModelConnectionError,
        ModelHTTPError,
        ModelRateLimitError,
        ModelServerError,
        ModelUnavailableError,
    )

    if not isinstance(fault, ModelAPIError):
        return False
    if isinstance(fault, ModelHTTPError) and (fault.status_code in _PASSING or fault.status_code >= 500):
        passing = True
    else:
        passing = isinstance(
            fault, ModelConnectionError | ModelRateLimitError | ModelServerError | ModelUnavailableError
        )
    if passing and fault.retry_after is not None:
        return min(max(fault.retry_after, 0.0), _LONGEST_PAUSE_S)
    return passing


def _named(settings: ModelSettings, level: int) -> str:
    """Give the model's name; behind an address of one's own, `openai:` means the protocol that such services speak."""
    provider, _, name = settings.of_level(level).partition(":")
    return f"{_CHAT}:{name}" if provider == "openai" and settings.base_url else f"{provider}:{name}"
