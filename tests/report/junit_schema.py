"""JUnit files as Jenkins and Surefire take them."""

from pathlib import Path

from lxml import etree  # type: ignore[import-untyped] # it has no types of its own, and only tests of reports need it

_SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas/junit-10.xsd"))


def valid_junit(text: str) -> int:
    """Hold a file against the schema; gives how many cases it has.

    Raises:
        lxml.etree.DocumentInvalid: for a file that does not fit, with the line.
    """
    root = etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))
    _SCHEMA.assertValid(root)
    return sum(1 for _ in root.iter("testcase"))


def valid_html(text: str) -> None:
    """Read a page as a browser's parser would."""
    assert etree.fromstring(text, etree.HTMLParser()) is not None
