"""The protocol's XML. Prefixes are written out: they are the ones that the specification itself uses."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from issues.markup import legal

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = f"{OAI}oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_IDENTIFIER = f"{OAI}oai-identifier"


def begun(moment: str, address: str, arguments: dict[str, str]) -> Element:
    """``<OAI-PMH>`` with what was asked, and when it was answered."""
    root = Element(
        "OAI-PMH",
        {
            "xmlns": OAI,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd",
        },
    )
    add(root, "responseDate", moment)
    add(root, "request", address, **arguments)
    return root


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """An element with text that XML can hold."""
    made = SubElement(parent, name, {key: legal(value) for key, value in attributes.items()})
    made.text = legal(text) or None
    return made


def dublin_core(parent: Element, rows: Iterable[tuple[str, str]]) -> None:
    """``<metadata>`` in the form oai_dc."""
    record = SubElement(
        add(parent, "metadata"),
        "oai_dc:dc",
        {
            "xmlns:oai_dc": OAI_DC,
            "xmlns:dc": _DC,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{OAI_DC} {OAI}oai_dc.xsd",
        },
    )
    for element, value in rows:
        add(record, f"dc:{element}", value)


def identifier_scheme(parent: Element, host: str, sample: str) -> None:
    """What our identifiers are made of (the guideline oai-identifier)."""
    scheme = SubElement(
        add(parent, "description"),
        "oai-identifier",
        {
            "xmlns": _IDENTIFIER,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_IDENTIFIER} {_IDENTIFIER}.xsd",
        },
    )
    add(scheme, "scheme", "oai")
    add(scheme, "repositoryIdentifier", host)
    add(scheme, "delimiter", ":")
    add(scheme, "sampleIdentifier", sample)


def finished(root: Element) -> bytes:
    """The document in UTF-8."""
    return tostring(root, encoding="UTF-8", xml_declaration=True)
