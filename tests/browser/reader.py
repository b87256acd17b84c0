"""A reader of the publication, who knows only what is public."""


class Reader:
    """Somebody with a browser. `newsroom` says which author and topic to look at."""

    def __init__(self, page, newsroom):
        self.page = page
        self.places = {
            "front page": "/",
            "listing": "/articles/",
            "author page": newsroom.author.url,
            "topic hub": newsroom.topic.url,
            "site feed": "/feed/",
            "article feed": "/articles/feed/",
            "author feed": f"{newsroom.author.url}feed/",
            "topic feed": f"{newsroom.topic.url}feed/",
            "sitemap": "/sitemap-articles.xml",
        }

    def status(self, address):
        """Return the status that an address answers with, as the browser sees it."""
        return self.page.goto(address).status

    def places_that_know(self, *words):
        """Return the names of the places where any of the words stands, in text or in an address."""
        return {name for name, address in self.places.items() if any(word in self._source(address) for word in words)}

    def search(self, words):
        """Search with the form at the head of the page, and return the titles that come."""
        self.page.goto("/")
        box = self.page.get_by_role("search").locator("input[type=search]").first
        box.fill(words)
        box.press("Enter")
        self.page.wait_for_url("**/search/?q=*")
        return self.page.locator("main h3 a, main h2 a").all_inner_texts()

    def text(self):
        """Return what the page that is open says, without head, foot and menus."""
        return self.page.get_by_role("main").inner_text()

    def cookies(self):
        """Return the names of the cookies that the reader was given."""
        return [cookie["name"] for cookie in self.page.context.cookies()]

    def _source(self, address):
        answer = self.page.request.get(address)
        if answer.status != 200:
            raise AssertionError(f"{address} answers {answer.status}")
        return answer.text()
