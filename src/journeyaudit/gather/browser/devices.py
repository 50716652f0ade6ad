"""The two devices that a site is looked at with."""

from __future__ import annotations

import re
from typing import NamedTuple, TypedDict

from journeyaudit import __version__
from journeyaudit.model.snapshot import Device
from journeyaudit.model.subject import Subject

#: Last word of the user agent: a site's owner can find every one of our requests in the log, and robots.txt can address us.
AGENT_TOKEN = "journeyaudit"
AGENT_SUFFIX = f"{AGENT_TOKEN}/{__version__}"


class Profile(NamedTuple):
    """Screen in CSS pixels, density, and whether it is a touch screen held in a hand."""

    width: int
    height: int
    density: float
    mobile: bool


PROFILES: dict[Device, Profile] = {
    "desktop": Profile(1366, 768, 1.0, mobile=False),
    "mobile": Profile(390, 844, 2.0, mobile=True),
}


class Viewport(TypedDict):
    width: int
    height: int


class ContextOptions(TypedDict):
    """Keyword arguments of Playwright's `new_context` that a device and a subject decide."""

    viewport: Viewport
    device_scale_factor: float
    is_mobile: bool
    has_touch: bool
    user_agent: str
    locale: str
    timezone_id: str


def context_options(device: Device, agent: str, subject: Subject) -> ContextOptions:
    """What a browser context of this device needs; `agent` is the user agent that the browser sends by itself."""
    profile = PROFILES[device]
    return {
        "viewport": {"width": profile.width, "height": profile.height},
        "device_scale_factor": profile.density,
        "is_mobile": profile.mobile,
        "has_touch": profile.mobile,
        "user_agent": user_agent(agent, device),
        "locale": subject.locale,
        "timezone_id": subject.timezone,
    }


def user_agent(agent: str, device: Device) -> str:
    """The browser's own user agent, named as a site expects it (a site may turn HeadlessChrome away) and signed with our name."""
    agent = re.sub(r"(?:Headless)?Chrome/(\d+)[\d.]*", r"Chrome/\1.0.0.0", agent)  # Chrome tells sites its major version only
    if PROFILES[device].mobile:
        # The form that Chrome on Android has sent since it stopped naming the telephone.
        agent = re.sub(r"\([^)]*\)", "(Linux; Android 10; K)", agent, count=1)
        agent = re.sub(r"(?<! Mobile) Safari/", " Mobile Safari/", agent, count=1)
    return f"{agent} {AGENT_SUFFIX}"
