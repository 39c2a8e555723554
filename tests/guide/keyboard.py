# Licence LGPL-3 (see LICENSE).
"""Somebody who has a keyboard and no mouse."""

# What has the focus, and whether that can be seen: a field's own frame, or that of the label
# that stands for a field of the browser's.
FOCUS = """
() => {
    const element = document.activeElement;
    const framed = [element, element.closest("label, li")].filter(Boolean).some((one) => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    // The button inside a date's field, which the browser frames by itself.
    const isPart = !element.matches(":focus");
    const box = element.getBoundingClientRect();
    const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0;
    return {name: element.outerHTML.slice(0, 120), isSeen: (framed || isPart) && isOnScreen};
}
"""
# No page has more places to stop at.
STOPS = 90


class Keyboard:
    """:param page: Playwright's page."""

    def __init__(self, page):
        self._page = page
        self._keys = page.keyboard

    def go_to(self, locator, key="Tab"):
        """Press Tab until ``locator`` has the focus.

        :raise AssertionError: it is not reached, or on the way nobody sees where they are.
        """
        for _stop in range(STOPS):
            self._keys.press(key)
            focus = self._page.evaluate(FOCUS)
            assert focus["isSeen"], "The focus can't be seen at %s." % focus["name"]
            if locator.evaluate("(element) => element === document.activeElement"):
                return
        raise AssertionError("%s can't be reached." % locator)

    def type(self, locator, text):
        """Go to a field and type in it."""
        self.go_to(locator)
        self._keys.type(text)

    def press(self, locator, key="Enter"):
        """Go to what can be pressed, and press it."""
        self.go_to(locator)
        self._keys.press(key)
