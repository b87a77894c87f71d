"""What a web page holds but does not say: scripts, menus, banners, and text that nobody sees."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER = frozenset(
    [
        "audio",
        "base",
        "button",
        "canvas",
        "datalist",
        "embed",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "meta",
        "nav",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
_HIDING = re.compile(
    r"""(?:^|;)(?: display:none | visibility:(?:hidden|collapse) | mso-hide:all
      | font-size:0(?:[a-z%]*)(?:;|$) | opacity:0(?:\.0+)?(?:;|$)
      | (?:text-indent|left|top|margin-left):-\d{3,} | clip:rect\((?:0|1px)
      | (?:max-)?(?:height|width):0(?:px)?(?:;|$) )""",
    re.VERBOSE,
)
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?\b|white\b|rgb\(255,255,255\)|transparent\b)")
_BACKGROUND = re.compile(r"background(?:-color)?:(?!(?:#fff(?:fff)?|white|transparent|none)\b)")
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"^[\w-]*([.#][\w-]+)$")
_ROLES = frozenset(["navigation", "banner", "search", "menu", "menubar", "dialog", "alertdialog"])
_FURNITURE = re.compile(
    r"""(?:^|[\s_-])(?: cookies? | breadcrumbs? | nav(?:bar|igation|list)? | menu(?:bar)? | skip
      | skip-?(?:link|to-?content|nav) | site-?(?:header|footer|search|nav) | sidebar
      | social(?:-?(?:share|links|media))? | share-?(?:links|buttons) | pagination | pager
      | top-?nav | side-?nav | footer | mgFileSize | mgHide | mgActionList | mgHeader | mgFooter
      | noprint | screen-?reader(?:-?text)? | sr-only | visually-?hidden )(?:$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
_BANNER = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)


def hidden_classes(tree: LexborHTMLParser) -> frozenset[str]:
    """Selectors (".name", "#name") that the page's own style sheets hide."""
    found: set[str] = set()
    for sheet in tree.css("style"):
        for rule in _RULE.finditer(sheet.text()[:500_000]):
            if _hides(rule[2]):
                for selector in rule[1].split(","):
                    match = _SELECTOR.match(selector.strip())
                    if match:
                        found.add(match[1])
    return frozenset(found)


def _hides(style: str) -> bool:
    style = re.sub(r"\s+|!important", "", style).lower()
    if _HIDING.search(style):
        return True
    return bool(_WHITE.search(style)) and not _BACKGROUND.search(style)


def is_hidden(node: LexborNode, selectors: frozenset[str]) -> bool:
    """Whether a browser would not show `node`, or only in white on white."""
    attributes = node.attributes
    if node.tag in _NEVER or "hidden" in attributes:
        return True
    if (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    if _hides(attributes.get("style") or ""):
        return True
    if not selectors:
        return False
    names = [f".{name}" for name in (attributes.get("class") or "").split()]
    names.append(f"#{attributes.get('id') or ''}")
    return any(name in selectors for name in names)


def is_furniture(node: LexborNode) -> bool:
    """Whether `node` is a menu, banner or footer of the site rather than of the document.

    An element that holds a main heading or an item table is the document, whatever it is called.
    """
    if node.tag in ("body", "html", "table", "tbody", "tr", "td", "th", "h1"):
        return False
    attributes = node.attributes
    if (attributes.get("role") or "").lower() in _ROLES:
        return True
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    if not _FURNITURE.search(names) and not (_BANNER.search(names) and node.tag == "div"):
        return node.tag == "footer" and node.css_first("p") is None
    return node.css_first("h1, main, .mgItemTable, .mgMainTitleTxt, .mgWordPara") is None
