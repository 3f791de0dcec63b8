"""How the API answers: under an ETag, and with a sentence where there is no answer."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from ninja import Schema


class Problem(Schema):
    """Why there is no answer, and what to do."""

    detail: str


def written(values: Any) -> bytes:
    """Values as JSON, characters as they are."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def tagged(request: HttpRequest, values: Any) -> HttpResponse:
    """An answer under its ETag; nothing but that where the caller has it already."""
    body = written(values)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    fresh = HttpResponse(status=304) if tag in known or "*" in known else HttpResponse(body, "application/json")
    fresh["ETag"] = tag
    fresh["Cache-Control"] = "no-cache"
    return fresh
