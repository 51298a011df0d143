"""Facts that two sides must agree on are compared, not repeated on trust."""

from __future__ import annotations

import json
import re
from pathlib import Path

from touchline.settings import HOST, PORTS

ROOT = Path(__file__).parent.parent.parent
MANIFEST = json.loads((ROOT / "extension" / "manifest.json").read_text("utf-8"))


def test_the_extension_may_connect_to_the_companions_ports_and_nowhere_else() -> None:
    policy = MANIFEST["content_security_policy"]["extension_pages"]
    (targets,) = re.findall(r"connect-src ([^;]+)", policy)
    assert targets.split() == [f"http://{HOST}:{port}" for port in PORTS]
    assert "default-src 'none'" in policy


def test_the_extension_asks_for_storage_and_the_named_hosts_only() -> None:
    assert MANIFEST["permissions"] == ["storage"]
    assert "web_accessible_resources" not in MANIFEST
    assert set(MANIFEST["host_permissions"]) <= {
        "http://127.0.0.1/*",
        "https://www.fiverr.com/*",
        "https://pro.fiverr.com/*",
        "https://www.upwork.com/*",
        "https://www.freelancer.com/*",
        "https://www.peopleperhour.com/*",
    }


def test_the_extension_and_the_package_have_one_version() -> None:
    (version,) = re.findall(
        r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    assert MANIFEST["version"] == version
