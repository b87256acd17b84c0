"""HTML for feed readers stands on its own: no address without host, no part that only the page has."""

import pytest

from blog.feed_html import standing_alone

PAGE = "https://example.org/articles/sleep/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="x" id="y">a</p>', "<p>a</p>"),
        ('<a href="/topics/">t</a>', '<a href="https://example.org/topics/">t</a>'),
        ('<a href="#part">t</a>', f'<a href="{PAGE}#part">t</a>'),
        ('<a href="javascript:alert(1)" onclick="x">t</a>', "<a>t</a>"),
        ('<a href=" JaVaScRiPt:x">t</a>', "<a>t</a>"),
        ('<a href="tel:988">t</a>', '<a href="tel:988">t</a>'),
        (
            '<a href="/c/" rel="sponsored nofollow">t</a>',
            '<a href="https://example.org/c/" rel="sponsored nofollow">t</a>',
        ),
        ('<sup><a href="#ref-1" role="doc-noteref">1</a></sup>', "<sup>1</sup>"),
        (
            '<picture><source srcset="/a"><img src="/a.jpg" alt=""></picture>',
            '<img src="https://example.org/a.jpg" alt="">',
        ),
        ('<h2><svg><use href="#i"/></svg>t</h2>', "<h2>t</h2>"),
        ('<p class="references__back">Cited: <a href="#c">1</a></p><p>b</p>', "<p>b</p>"),
        ("<details><summary>Q</summary><div>A</div></details>", "<h3>Q</h3><div>A</div>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<p>a</div></p>", "<p>a</p>"),
        ("<article><p>a</p></article>", "<p>a</p>"),
        ('<td colspan="2" style="x">a</td>', '<td colspan="2">a</td>'),
    ],
)
def test_what_becomes_of(html, expected):
    assert standing_alone(html, PAGE) == expected
