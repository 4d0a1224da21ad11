"""Values that a new instance gets by itself (specification, "Preload attributes")."""

from __future__ import annotations

from datetime import UTC

from app.forms.environment import Environment
from app.forms.instance import InstanceNode
from app.forms.xpath.values import Moment


def preload(node: InstanceNode, environment: Environment) -> None:
    """Fill a node by its bind's ``jr:preload``; an unknown preload leaves it as it is."""
    bind = node.definition.bind
    if not bind.preload:
        return
    text = _value(bind.preload, bind.preload_parameters, environment)
    if text is not None:
        node.text = text


def _value(kind: str, parameters: str, environment: Environment) -> str | None:
    zone = environment.now.tzinfo or UTC
    wall = environment.moment().astimezone(zone).replace(tzinfo=None)
    if kind == "uid":
        return f"uuid:{environment.new_uuid()}"
    if kind == "date":
        return Moment(wall, zone, has_time=False).text() if parameters == "today" else None
    if kind == "timestamp":
        return Moment(wall, zone, has_time=True).text() if parameters == "start" else None
    if kind in {"property", "context"}:
        return {
            "username": environment.username,
            "deviceid": environment.device_id,
            "UserName": environment.username,
            "UserID": environment.username,
            "email": environment.email,
            "phone number": environment.phone_number,
            "phonenumber": environment.phone_number,
        }.get(parameters, "")
    return None
