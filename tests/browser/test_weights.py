"""What a page weighs, compressed, before its reader does anything: on a phone, over http."""

import re

import pytest

BUDGET = 150_000  # bytes
SLACK = 0.03
PHONE = {"width": 360, "height": 740}
LOADED = """() => [...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource")].map((e) => [e.encodedBodySize, e.name])"""
# Pages that weigh more until their chapters are halved: bytes. They may only fall.
CEILINGS = {}


def amiss(weights, ceilings):
    """What is wrong with the ``ceilings``, or with the ``weights`` of pages: a list of texts."""
    found = [f"{name}: there is no such page" for name in ceilings if name not in weights]
    for name, weight in weights.items():
        ceiling = ceilings.get(name)
        if ceiling is None and weight > BUDGET:
            found.append(f"{name}: {weight} bytes, {BUDGET} are allowed")
        elif ceiling and weight <= BUDGET:
            found.append(f"{name}: {weight} bytes fit into {BUDGET}, remove its ceiling")
        elif ceiling and abs(weight - ceiling) > SLACK * weight:
            found.append(f"{name}: {weight} bytes, its ceiling is {ceiling}; it may only fall")
    return found


def test_pages_are_light(chromium, site):
    page, weights = chromium().page, {}
    page.set_viewport_size(PHONE)
    for name in site.pages:
        page.goto(f"{site.http}/{name}", wait_until="networkidle")
        weights[name] = sum(size for size, _ in page.evaluate(LOADED))
    assert min(weights.values()) > 50_000, "next to nothing was loaded"
    assert not (told := amiss(weights, CEILINGS)), "\n".join(told)


@pytest.mark.parametrize(
    ("weight", "ceilings", "said"),
    [
        (149_000, {}, None),
        (151_000, {}, "151000 bytes, 150000 are allowed"),
        (200_000, {"a": 203_000}, None),
        (200_000, {"a": 193_000}, "its ceiling is 193000; it may only fall"),
        (200_000, {"a": 209_000}, "its ceiling is 209000; it may only fall"),
        (149_000, {"a": 151_000}, "fit into 150000, remove its ceiling"),
        (149_000, {"b": 151_000}, "b: there is no such page"),
    ],
)
def test_a_ceiling_is_near_and_only_where_it_is_needed(weight, ceilings, said):
    told = amiss({"a": weight}, ceilings)
    assert [re.search(said, text) is not None for text in told] == ([True] if said else [])
