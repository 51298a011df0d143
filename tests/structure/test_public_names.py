"""The public surface of the package, pinned."""

from __future__ import annotations

import subprocess
import sys

import touchline


def test_every_public_name_can_be_had() -> None:
    assert touchline.__all__ == sorted(touchline.__all__)
    for name in touchline.__all__:
        assert getattr(touchline, name) is not None


def test_the_public_names_are_these() -> None:
    assert set(touchline.__all__) == {
        *("find", "review"),
        *("Context", "Allowance", "Fact", "Surface", "Stage", "Mode"),
        *("Finding", "Kind", "Intent", "Technique"),
        *("Review", "TermsWarning", "Verdict", "Clause"),
        *("TouchlineError", "InvalidRequest", "MessageTooLong", "UnknownPlatform"),
        *("AccessDenied", "Incomplete", "PackError", "SettingsError"),
    }


def test_importing_the_package_loads_no_validator_and_no_server() -> None:
    program = (
        "import sys, touchline.pipeline.pipeline, touchline.web.service.inner;"
        "print([m for m in ('phonenumbers', 'email_validator', 'dns', 'publicsuffixlist',"
        " 'phonenumbers.geocoder', 'phonenumbers.carrier', 'phonenumbers.timezone') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_review_is_the_function_whatever_was_imported_first() -> None:
    program = "import touchline.web.service.inner, touchline; print(callable(touchline.review))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
