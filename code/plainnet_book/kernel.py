"""What the kernel of a chapter runs first, as its ``PYTHONSTARTUP``: a page has a figure once.

Pixels are drawn only where `pictures` may want them, which takes a figure's SVG if that is light.
"""


def draw_pixels_of_heavy_figures() -> None:
    """Have IPython, which draws a figure as SVG and then as PNG, leave out PNGs of light SVGs."""
    import gzip
    import os
    from weakref import WeakKeyDictionary

    from IPython.core import pylabtools

    drawn, retina, light = pylabtools.print_figure, pylabtools.retina_figure, WeakKeyDictionary()
    dense = int(os.environ["PLAINNET_DENSE"])

    def print_figure(figure, fmt="png", **settings):
        data = drawn(figure, fmt=fmt, **settings)
        if fmt == "svg" and data:
            light[figure] = len(gzip.compress(data.encode())) <= dense
        return data

    def retina_figure(figure, **settings):
        return None if light.get(figure) else retina(figure, **settings)

    pylabtools.print_figure, pylabtools.retina_figure = print_figure, retina_figure


draw_pixels_of_heavy_figures()
del draw_pixels_of_heavy_figures  # a chapter begins with no names
