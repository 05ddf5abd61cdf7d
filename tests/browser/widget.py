"""Handle a widget of nnlib in the page as a student does: look at it, move, drag, press, paste."""

import re

from playwright.sync_api import expect

PIXELS = "canvas => canvas.toDataURL()"
SETTLE = """panel => new Promise(done => {
    let seen = null;
    const timer = setInterval(() => {
        if (seen === panel.dataset.painted) { clearInterval(timer); done(); }
        seen = panel.dataset.painted;
    }, 300);
})"""
CHANGED = "([canvas, before]) => canvas.toDataURL() !== before"
MOVE = """(input, value) => { input.value = value; input.dispatchEvent(new Event("input", {bubbles: true})); }"""
TOUCH = """input => {
    const [low, high, now] = [input.min, input.max, input.value].map(Number);
    input.value = low + (high - low) * ((now - low) / (high - low) > 0.5 ? 0.3 : 0.7);
    input.dispatchEvent(new Event("input", {bubbles: true}));
}"""


class Widget:
    """One widget; every look at it waits until it shows what is asked for, or fails."""

    def __init__(self, locator):
        self.locator = locator

    def pixels(self, which=0):
        """Return the picture as a string of its pixels."""
        return self.locator.locator(".nnlib-stage canvas").nth(which).evaluate(PIXELS)

    def has_other_pixels(self, before, which=0):
        """Wait until a picture has changed."""
        canvas = self.locator.locator(".nnlib-stage canvas").nth(which).element_handle()
        self.locator.page.wait_for_function(CHANGED, arg=[canvas, before], timeout=10_000)

    def alt(self, which=0):
        """Return the text for readers who do not see the picture."""
        return self.locator.locator(".nnlib-stage canvas").nth(which).get_attribute("aria-label")

    def slider(self, label):
        return self.locator.get_by_role("slider", name=label)

    def menu(self, label):
        return self.locator.get_by_role("combobox", name=label, exact=True)

    def handle(self, label):
        return self.locator.get_by_role("button", name=label)

    def button(self, name):
        return self.locator.get_by_role("button", name=name, exact=True)

    def option(self, words):
        """One of the answers to the prediction; a mark may have come before its words."""
        return self.locator.get_by_role("radio", name=re.compile(f"^([✓✗] )?{words}$"))

    def unlock(self):
        """Answer the prediction, if one is asked, with its first option."""
        options = self.locator.locator(".nnlib-options button")
        if options.count():
            options.first.click()
            expect(self.locator.locator("fieldset")).to_be_enabled()

    def choose(self, option):
        self.locator.get_by_role("radio", name=option, exact=True).check(force=True)

    def move(self, label, value):
        """Move a slider to a value, at once."""
        self.slider(label).evaluate(MOVE, value)

    def touch(self):
        """Move the first slider, or choose another option where there is none."""
        slider = self.locator.locator("input[type=range]")
        if slider.count():
            slider.first.evaluate(TOUCH)
        else:
            self.locator.locator("input[type=radio]:not(:checked)").first.check(force=True)

    def paste(self, line):
        """Put a line into the field of the state once nothing moves any more, and press Enter."""
        self.has_painted()
        field, before = self.locator.get_by_role("textbox"), self.locator.get_attribute("data-painted")
        if field.input_value() == line:
            return
        field.fill(line)
        field.press("Enter")
        field.blur()
        expect(self.locator).not_to_have_attribute("data-painted", before)

    def line(self):
        """Return the line of the state."""
        return self.locator.get_by_role("textbox").input_value()

    def has_line(self, pattern):
        expect(self.locator.get_by_role("textbox")).to_have_value(re.compile(pattern))

    def has_number(self, name, value):
        expect(self._number(name)).to_have_text(value)

    def number(self, name):
        """Return the text of a number that is read off."""
        return self._number(name).text_content()

    def _number(self, name):
        row = self.locator.locator("dl > div").filter(has=self.locator.page.get_by_text(name, exact=True))
        return row.locator("dd")

    def has_painted(self):
        """Wait until nothing moves any more."""
        self.locator.evaluate(SETTLE)

    def says(self, pattern):
        expect(self.locator).to_contain_text(re.compile(pattern))

    def lamp_is_green(self, green=True):
        lit = re.compile("nnlib-reached")
        lamp = expect(self.locator.locator(".nnlib-lamp"))
        lamp.to_have_class(lit) if green else lamp.not_to_have_class(lit)
