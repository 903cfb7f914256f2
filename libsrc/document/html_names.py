#!/usr/bin/env python3
"""Writes html_names_table.h and html_names_table.c beside this file: the names that the HTML parser knows by number.

usage: python3 libsrc/document/html_names.py

A name is found by one multiplication: the multiplier is searched for until no two names fall on one place.
"""
import random
from pathlib import Path

HTML = """a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button
canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption
figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen
label legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol
optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select
selectedcontent slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time
title tr track tt u ul var video wbr xmp""".split()
MATHML = "mi mo mn ms mtext annotation-xml mglyph malignmark".split()
SVG = """altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath desc feBlend feColorMatrix
feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient radialGradient textPath""".split()

ATTRIBUTES = """abbr about accept action align alt aria-hidden aria-label author charset cite class color colspan content coords
data data-author data-date data-src datatype date datetime dir disabled encoding face for headers height hidden href hreflang
http-equiv id itemid itemprop itemref itemscope itemtype label lang language media method name open placeholder poster prefix
prompt property pubdate rel resource rev role rows rowspan scope selected size span src srcset start style summary target title
type typeof value vocab width xmlns definitionurl""".split()
SVG_ATTRIBUTES = """attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode
filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust
limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits
patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount
repeatDur requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector yChannelSelector
zoomAndPan""".split()
SPACED = """xlink:actuate xlink:arcrole xlink:href xlink:role xlink:show xlink:title xlink:type xml:lang xml:space
xmlns:xlink""".split()

SPECIAL = """address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd
details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script
search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp""".split()
SCOPE = "applet caption html table td th marquee object select template".split()
LIST_SCOPE, BUTTON_SCOPE = ["ol", "ul"], ["button"]
TABLE_SCOPE = "html table template".split()
IMPLIED = "dd dt li optgroup option p rb rp rt rtc".split()
IMPLIED_IN_TABLE = "caption colgroup tbody td tfoot th thead tr".split()
BREAKOUT = """b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr
ol p pre ruby s small span strong strike sub sup table tt u ul var""".split()
DEEP = """caption colgroup html head body tbody td tfoot th thead tr script style title textarea noframes noembed iframe xmp
plaintext noscript""".split()
HEAD = "base basefont bgsound link meta noframes script style template title".split()
FLAGS = [("SPECIAL", SPECIAL), ("SCOPE", SCOPE), ("LIST_SCOPE", LIST_SCOPE), ("BUTTON_SCOPE", BUTTON_SCOPE),
         ("TABLE_SCOPE", TABLE_SCOPE), ("IMPLIED", IMPLIED), ("IMPLIED_IN_TABLE", IMPLIED_IN_TABLE), ("BREAKOUT", BREAKOUT),
         ("DEEP", DEEP), ("HEAD", HEAD)]


def name_hash(name):
    """As qh_html_hash_step() in html_names.h."""
    h = 0
    for byte in name.encode():
        h = ((h << 5 | h >> 27) & 0xFFFFFFFF) ^ byte
    return h


def place(name, multiplier, bits):
    return (name_hash(name) * multiplier & 0xFFFFFFFF) >> (32 - bits)


def perfect(names, bits):
    chance = random.Random(5)
    if len({name_hash(n) for n in names}) != len(names):
        raise SystemExit("two names have one hash")
    while True:
        multiplier = chance.getrandbits(32) | 1
        places = {place(n, multiplier, bits) for n in names}
        if len(places) == len(names):
            return multiplier


def enum_of(prefix, names, first):
    lines, line = [], "   "
    for item in [f"{prefix}_{first}"] + [f"{prefix}_{n.upper().replace('-', '_').replace(':', '_')}" for n in names] + [f"{prefix}_KNOWN"]:
        if len(line) + len(item) + 2 > 132:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return "enum {\n" + "\n".join(lines + [line]) + "\n};\n"


def filled(items):
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) + 2 > 132:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join(lines + [line])


def places_of(names, multiplier, bits, first=1):
    table = [0] * (1 << bits)
    for number, name in enumerate(names, first):
        table[place(name, multiplier, bits)] = number
    return filled(map(str, table))


def header(tags, attributes, found):
    flags = "\n".join(f"#define QH_TAG_FLAG_{name} {1 << i}u" for i, (name, _) in enumerate(FLAGS))
    numbers = "".join(f"#define QH_HTML_{kind}_{what} {value}u\n" for kind, (multiplier, bits) in found.items()
                      for what, value in (("MULTIPLIER", multiplier), ("BITS", bits)))
    return f"""/* Generated by libsrc/document/html_names.py; do not edit. */
#ifndef QH_DOCUMENT_HTML_NAMES_TABLE_H
#define QH_DOCUMENT_HTML_NAMES_TABLE_H

#include <stdint.h>

/* clang-format off */
{enum_of('QH_TAG', tags, 'OTHER')}
{enum_of('QH_ATTR', attributes, 'OTHER')}
{flags}

{numbers}
typedef struct qh_html_known {{
    const char *name;    /* in lower case */
    const char *foreign; /* as SVG writes it, or NULL */
    uint16_t size, flags;
}} qh_html_known;

extern const qh_html_known qh_html_tags[QH_TAG_KNOWN];
extern const qh_html_known qh_html_attributes[QH_ATTR_KNOWN];
extern const uint16_t qh_html_tag_places[1 << {found['TAG'][1]}];
extern const uint16_t qh_html_attribute_places[1 << {found['ATTR'][1]}];

#endif
"""


def rows(names, foreign, flags):
    out = ['    {"", 0, 0, 0},']
    for name in names:
        camel = f'"{foreign[name]}"' if name in foreign else "0"
        out.append(f'    {{"{name}", {camel}, {len(name)}, {flags(name)}}},')
    return "\n".join(out)


def body(tags, attributes, found):
    def flags(name):
        return sum(1 << i for i, (_, names) in enumerate(FLAGS) if name in names)

    camel = {n.lower(): n for n in SVG if n.lower() != n}
    camel_attributes = {n.lower(): n for n in SVG_ATTRIBUTES}
    return f"""/* Generated by libsrc/document/html_names.py; do not edit. */
#include "document/html_names_table.h"

/* clang-format off */
const qh_html_known qh_html_tags[QH_TAG_KNOWN] = {{
{rows(tags, camel, flags)}
}};

const qh_html_known qh_html_attributes[QH_ATTR_KNOWN] = {{
{rows(attributes, camel_attributes, lambda name: 0)}
}};

const uint16_t qh_html_tag_places[1 << {found['TAG'][1]}] = {{
{places_of(tags, *found['TAG'])}
}};

const uint16_t qh_html_attribute_places[1 << {found['ATTR'][1]}] = {{
{places_of(attributes, *found['ATTR'])}
}};
"""


def main():
    tags = sorted(set(HTML + MATHML + [n.lower() for n in SVG]))
    # What only SVG spells differently stands behind the rest: one comparison finds it.
    plain = sorted(set(ATTRIBUTES))
    attributes = plain + sorted({n.lower() for n in SVG_ATTRIBUTES} - set(plain)) + SPACED
    found = {"TAG": (perfect(tags, 12), 12), "ATTR": (perfect(attributes, 12), 12)}
    folder = Path(__file__).resolve().parent
    (folder / "html_names_table.h").write_text(header(tags, attributes, found), encoding="utf-8")
    (folder / "html_names_table.c").write_text(body(tags, attributes, found), encoding="utf-8")


if __name__ == "__main__":
    main()
