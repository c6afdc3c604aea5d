"""What a page weighs, compressed, before its reader does anything: on a phone, over http."""

BUDGET = 150_000  # bytes
PHONE = {"width": 360, "height": 740}
LOADED = """() => [...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource")].map((e) => [e.encodedBodySize, e.name])"""


def amiss(weights):
    """The pages that weigh too much, in texts."""
    return [
        f"{name}: {weight} bytes, {BUDGET} are allowed"
        for name, weight in weights.items()
        if weight > BUDGET
    ]


def test_pages_are_light(chromium, site):
    page, weights = chromium().page, {}
    page.set_viewport_size(PHONE)
    for name in site.pages:
        page.goto(f"{site.http}/{name}", wait_until="networkidle")
        weights[name] = sum(size for size, _ in page.evaluate(LOADED))
    assert min(weights.values()) > 50_000, "next to nothing was loaded"
    assert not (told := amiss(weights)), "\n".join(told)


def test_a_heavy_page_is_named():
    assert amiss({"a": 150_000, "b": 151_000}) == ["b: 151000 bytes, 150000 are allowed"]
