"""The admin as the people in it see it: a class for each screen, a method for each thing that they do there.

Every method ends when the screen shows that it is done. Nothing here knows an address that a link or a button leads to,
except for the screens to begin with.
"""

import re

from playwright.sync_api import expect

from tests.factories import PASSWORD

# The complaint of an automatic save that was under way when somebody pressed a button: the button's save came first.
OVERTAKEN = r"status of 400 .*/admin/pages/(\d+/edit|add/\w+/\w+/\d+)/"


def wait_until_watched(page):
    """Wait until a form notices changes: for its first two seconds it takes what is typed for what it was."""
    page.wait_for_function(
        """() => {
            const form = document.querySelector("[data-edit-form]");
            return window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved")?.initialFormData;
        }"""
    )


class Desk:
    """The dashboard of someone who signs in with address and password."""

    def __init__(self, page, user):
        self.page = page
        page.goto("/admin/")
        page.get_by_label("E-mail address").fill(user.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name=f"Good to see you, {user.first_name}").wait_for()

    def open(self):
        """Go to the dashboard."""
        self.page.goto("/admin/")
        return self

    def section(self, heading):
        """Return one of the lists."""
        return self.page.get_by_role("region", name=heading)

    def titles(self, heading):
        """Return the titles in a list."""
        return self.section(heading).locator(".desk__title").all_inner_texts()

    def line(self, heading, title):
        """Return the text of a list's line."""
        return self.section(heading).locator(".desk__item").filter(has_text=title).inner_text()

    def open_from(self, heading, title):
        """Open a page from a list."""
        self.section(heading).get_by_role("link", name=title, exact=True).click()
        return Editor(self.page)

    def write_an_article(self):
        """Press the button for a new article."""
        self.page.get_by_role("link", name="Write an article").click()
        return Editor(self.page)

    def upload_picture(self, file, *, title, description, credit, licence):
        """Upload a picture through the menu and say about it what the publication asks for."""
        page = self.page
        page.get_by_role("navigation").get_by_role("link", name="Images").click()
        page.get_by_role("link", name="Add an image").first.click()
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_label("Title").fill(title)
        page.get_by_label("Description", exact=True).fill(description)
        page.get_by_label("Credit").fill(credit)
        page.get_by_label("Licence").select_option(label=licence)
        page.get_by_role("button", name="Update").click()
        page.locator(".messages, .w-message").get_by_text("Image updated").first.wait_for()


class Editor:
    """The form of a page."""

    def __init__(self, page):
        self.page = page
        page.locator("[data-edit-form]").wait_for()
        # The body's blocks are the last thing that scripts build.
        page.get_by_role("button", name="Insert a block").first.wait_for()

    # Fields

    def write(self, field, text):
        """Fill a field by its name."""
        self.page.locator(f"[name={field}]").fill(text)

    def choose_kind(self, label):
        """Choose the kind of the article."""
        self.page.locator("[name=kind]").select_option(label=label)

    def choose_picture(self, title):
        """Choose a picture from those that were uploaded."""
        self.page.get_by_role("button", name="Choose an image").first.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("link", name=title).click()
        dialog.wait_for(state="detached")
        self.page.locator("#panel-child-content-picture-section").get_by_text(title).first.wait_for()

    def add_author(self, name):
        """Add an author through the chooser."""
        self._choose("page_authors", name)

    def add_topic(self, name):
        """Add a topic through the chooser."""
        self._choose("page_topics", name)

    def _choose(self, relation, name):
        self.page.locator(f"#id_{relation}-OPEN_MODAL").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("row", name=name).get_by_role("checkbox").check()
        dialog.get_by_role("button", name="Confirm selection").click()
        dialog.wait_for(state="detached")
        self.page.locator(f"#id_{relation}-FORMS").get_by_text(name).first.wait_for()

    # The body

    def add_heading(self, text):
        """Add a section's heading at the end."""
        block = self._add_block("Heading")
        block.get_by_role("textbox", name="Heading").fill(text)

    def add_paragraph(self, text):
        """Add a paragraph at the end and type it."""
        self._type(self._add_block("Paragraph"), text)

    def add_to_last_paragraph(self, text):
        """Type at the end of the last paragraph."""
        self._type(self._blocks.last, text)

    def _type(self, block, text):
        block.get_by_role("textbox").click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)
        # The rich text editor hands over to the form a moment after the last key.
        expect(block.locator("[name$='-value']")).to_have_value(re.compile(re.escape(text)))

    @property
    def _blocks(self):
        return self.page.locator("#panel-child-content-body-content [data-streamfield-child]")

    def _add_block(self, label):
        before = self._blocks.count()
        self.page.get_by_role("button", name="Insert a block").last.click()
        self.page.get_by_role("option", name=label, exact=True).click()
        block = self._blocks.nth(before)
        block.wait_for()
        return block

    def paste_paragraph(self, text):
        """Add a paragraph at the end and paste into it."""
        block = self._add_block("Paragraph")
        block.get_by_role("textbox").click()
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")
        expect(block.locator("[name$='-value']")).to_have_value(re.compile(re.escape(text)))

    def add_safety_information(self, title):
        """Add the block with a central text on safety."""
        block = self._add_block("Safety information")
        block.get_by_role("button", name="Choose").first.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("link", name=title).click()
        dialog.wait_for(state="detached")
        block.get_by_text(title).first.wait_for()

    def cite(self, title):
        """Cite a reference behind the word before the cursor, by the button of the toolbar."""
        self._choose_for_the_word("Cite a reference", title)

    def put_fact(self, title):
        """Put a fact that runs out in the place of the word before the cursor, by the button of the toolbar."""
        self._choose_for_the_word("Fact that runs out", title)

    def _choose_for_the_word(self, button, title):
        self.page.keyboard.press("Control+Shift+ArrowLeft")
        self.page.locator(".Draftail-FloatingToolbar").get_by_role("button", name=re.compile(button)).click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("link", name=re.compile(title)).click()
        dialog.wait_for(state="detached")
        # The editor takes the keyboard back a moment after the dialog is gone.
        self.page.wait_for_function("document.activeElement.closest('.Draftail-Editor') !== null")

    # Saving and deciding

    def wait_until_watched(self):
        """Wait until changes are noticed, and return the editor."""
        wait_until_watched(self.page)
        return self

    def save_draft(self):
        """Save, and return when the page says that it is saved."""
        self.page.get_by_role("button", name="Save draft").click()
        return self._message()

    def submit(self):
        """Hand the page to the workflow, for the first time or again."""
        return self._act(re.compile("^(Submit|Resubmit) to "))

    def approve(self):
        """Approve the page."""
        return self._act("Approve")

    def request_changes(self, comment):
        """Send the page back with a comment."""
        self._open_actions()
        self.page.get_by_role("button", name="Request changes").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Comment").fill(comment)
        dialog.get_by_role("button", name="Request changes").click()
        return self._message()

    def offers(self):
        """Return the names of all actions: the button and its menu."""
        self._open_actions()
        buttons = self.page.get_by_role("navigation", name="Actions").get_by_role("button")
        return [text for text in buttons.all_inner_texts() if text]

    def _open_actions(self):
        more = self.page.get_by_role("button", name="More actions")
        if more.get_attribute("aria-expanded") != "true":
            more.click()

    def _act(self, name):
        self._open_actions()
        self.page.get_by_role("button", name=name, exact=True).click()
        return self._message()

    def _message(self):
        message = self.page.locator(".messages .success")
        message.wait_for()
        return message.inner_text()


class Findings:
    """The panel “Editorial checks” beside the editor."""

    def __init__(self, page):
        self.page = page
        self.toggle = page.locator('[data-side-panel-toggle="findings"]')
        self.panel = page.locator('[data-side-panel="findings"]')

    def open(self):
        """Show the panel; it has findings, or says that there are none."""
        if self.toggle.get_attribute("aria-expanded") != "true":
            self.toggle.click()
        self.panel.locator(".findings__sum").wait_for()
        return self

    def line(self, code):
        """Return the open findings of a check."""
        return self.panel.locator(f'[data-finding^="{code}|"]')

    def show(self, code):
        """Go where the first finding of a check is, by its button."""
        self.line(code).get_by_role("link", name="Show").first.click()
        return self

    @property
    def count(self):
        """The number on the panel's button."""
        return self.toggle.locator("[data-side-panel-toggle-counter]")
