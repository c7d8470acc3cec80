"""The manual pages of what goes wrong on the way from a template to a file: markings, T and W codes, D103, D110 on.

What fact files do wrong is explained in `load`, what checks find in `check`. Each page holds an example that brings
the problem about, and the tests run it.
"""

MANUAL: dict[str, str] = {
    "T001": """\
A tag of the template cannot be read.                                        [T001]

Why: a brace, bracket or `endfor` is missing, or something stands where nothing can.
Fix: the message names the place; every `{{` has its `}}`, every `{% for %}` its `{% endfor %}`.

```template
# {{ title }}
{% for agreement in agreements %}
- {{ agreement.title }}
```
""",
    "T002": """\
A template names a fact that does not exist.                                 [T002]

Why: a name is misspelt, or is none that fact files know; printing nothing there would be a gap nobody sees.
Fix: see the hint, or `briefs schema` for every name. What is known but absent from one file is T006.

```template
# {{ title }}
{{ visit.strat | date }}
```
""",
    "T003": """\
A template names a filter or test that does not exist.                       [T003]

Why: only filters that keep the source of what they print can be used.
Fix: see the hint for the filters there are.

```template
# {{ title | uper }}
```
""",
    "T004": """\
A box is unknown, never closed, or holds what it cannot.                     [T004]

Why: what a box holds decides how it is set; a wrong one would be set as something else. A chart has one unit and at
most eight series: more cannot be told apart without colour.
Fix: see the hint; boxes are written `::: role title` … `:::`.

```template
# {{ title }}
::: calout
Text.
:::
```
""",
    "T005": """\
A template says something that would lose where values come from.            [T005]

Why: `~`, `{% filter %}` and `{% autoescape %}` turn values into bare text; private-use characters U+E000 to U+E003 are
how values are sealed.
Fix: write values one after the other, and filters behind the value.

```template
# {{ title ~ "!" }}
```
""",
    "T006": """\
A template prints what this fact file does not give.                         [T006]

Why: an empty place in a paper looks like a statement.
Fix: add the fact; or guard the line with `{% if … %}`; or say what else to print: `{{ x or "not stated" }}`.

```template
# {{ title }}
It was held in {{ visit.place }}.
```
""",
    "T007": """\
A template needs a section that this fact file does not have.                [T007]

Why: the template's head names under `needs` what the paper cannot be made without.
Fix: add the section to the fact file, or build another template.

```template
---
title: Needs
needs: [agreements]
---
# {{ title }}
Text.
```
""",
    "T008": """\
An expression cannot be worked out.                                          [T008]

Why: a filter was given what it cannot print, or two values that do not go together.
Fix: see what the line works with; dates are written 2024-10-31, numbers without commas.

```template
# {{ title }}
{{ title | number }}
```
""",
    "T009": """\
A template would run for ever.                                               [T009]

Why: loops within loops over long ranges, or a part that includes itself.
Fix: let loops run over facts.

```template
# {{ title }}
{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}
```
""",
    "T010": """\
A link or an option has a value that it cannot have.                         [T010]

Why: a link that leads nowhere, or to what a paper should not open, helps nobody; one that says its address only, few.
Fix: addresses begin with https://, http://, mailto:, tel: or #; options are listed by `briefs show TEMPLATE`.

```template
# {{ title }}
[Read this](javascript:alert).
```
""",
    "T011": """\
There is no template, part or block of that name.                            [T011]

Why: a name is misspelt, or the file is not in `templates/`.
Fix: `briefs templates` lists what there is.

```template
# {{ title }}
{% include "parts/nowhere.md" %}
```
""",
    "T012": """\
A document has two titles.                                                   [T012]

Why: readers and their software expect one (WCAG 2.2, 2.4.2).
Fix: only one line begins with a single `#`; sections begin with `##`.

```template
# {{ title }}

# Another
Text.
```
""",
    "T013": """\
A picture has no words for those who do not see it.                          [T013]

Why: WCAG 2.2, 1.1.1.
Fix: write between the brackets what the picture shows.

```template
# {{ title }}

![](photo.png)
```
""",
    "T014": """\
A column of a table has no name above it.                                    [T014]

Why: without it nobody who listens to the table knows what a number is (WCAG 2.2, 1.3.1).
Fix: write what each column holds in the first row; only the first column, where each row is named, can do without.

```template
# {{ title }}

|   |   |
|---|---|
| a | b |
```
""",
    "T015": """\
There is no theme of that name.                                              [T015]

Why: a name is misspelt, or the file is not in `templates/themes/`.
Fix: see the hint for the themes there are.

```template
---
title: Themed
theme: nowhere
---
# {{ title }}
Text.
```
""",
    "T018": """\
What was meant as Markdown or HTML is printed as typed.                      [T018]

Why: a heading needs a space behind its `#`, papers know no HTML, and a bullet that is typed makes no list: these would
stand in the paper as signs, and who listens to it would hear of no heading and no list (WCAG 2.2, 1.3.1).
Fix: the hint says how to write it. It is a warning, since the signs themselves may be meant.

```template
# {{ title }}

##Background

This is <b>urgent</b>.
```
""",
    "T016": """\
There is no marking scheme of that name.                                     [T016]

Why: a name is misspelt, or the file is not in `templates/markings/`.
Fix: see the hint for the schemes there are.

```facts
title: A test
as_of: 2026-01-15
marking: OFFICIAL
scheme: uks
sources: {s: {title: A source}}
```
```template
# {{ title }}
Text.
```
""",
    "D103": """\
A row has lost its table.                                                    [D103]

Why: a blank line between two rows ends the table, and the next row would be printed as text with bars in it.
Fix: leave no blank line between rows; a line that holds only tags counts for nothing.

```template
# {{ title }}

| Name | Post |
|---|---|
| a | b |

| c | d |
```
""",
    "D110": """\
A final paper prints a fact that is still to be confirmed.                   [D110]

Why: a fact whose value is `TBC` or `TBD` makes the paper a draft: it bears a watermark and shows the gap.
Fix: confirm the fact; or build without `--final`.
""",
    "D113": """\
A final paper lacks a field of its header.                                   [D113]

Why: a template says in its head, under `header:`, which fields of `brief` its paper must show; a draft shows a
placeholder for each that is missing, and lists them at its end.
Fix: add the field to the fact file; or build without `--final`.
""",
    "D120": """\
A document prints what is marked above it.                                   [D120]

Why: whoever holds a paper trusts the marking at its top. A fact bears its own `marking:`, or that of the record or
section around it, else the file's; what is reckoned from marked facts bears theirs.
Fix: give the document the higher marking (`marking:` in the head of the fact file or of the template), or let the
template leave the fact out.

```facts
title: A test
as_of: 2026-01-15
marking: OFFICIAL
scheme: uk
sources: {s: {title: A source}}
points: {a: {text: It is not known., marking: SECRET, from: s}}
```
```template
# {{ title }}
{{ points.a.text }}
```
""",
    "D121": """\
A paper for the public would bear a marking that the public must not see.    [D121]

Why: the scheme's file says under `audiences` which markings may go to the public, and this is none of them.
Fix: mark the facts that may be shown, and give the template a `marking:` that the public may see; or build a template
that is not for the public.

```facts
title: A test
as_of: 2026-01-15
marking: SECRET
scheme: uk
sources: {s: {title: A source}}
```
```template
---
title: Handout
audience: public
---
# Handout
Text.
```
""",
    "D122": """\
A final paper for the public prints a fact under embargo.                    [D122]

Why: before the day or time that `embargo:` names, nobody outside may read it. A time without a zone is that of the
machine that builds; a day begins at midnight. Until it is built with `--final` after that, the paper is a draft.
Fix: build it again then.
""",
    "F040": """\
A marking that its marking scheme does not have.                             [F040]

Why: a misspelt marking protects nothing: readers do not know it, and no rule is written for it.
Fix: see the hint; `templates/markings/` holds the schemes. A marking is a level, with words of handling behind it
where the scheme allows them.

```facts
title: A test
as_of: 2026-01-15
marking: OFICIAL
sources: {s: {title: A source}}
```
```template
# {{ title }}
Text.
```
""",
    "F041": """\
Markings that several schemes know and do not treat alike.                   [F041]

Why: what is above what, and what may go to the public, would depend on which scheme was meant.
Fix: say it in the head of the fact file: `scheme: uk`.

```facts
title: A test
as_of: 2026-01-15
marking: UNCLASSIFIED
sources: {s: {title: A source}}
points: {a: {text: One., marking: CONTROLLED, from: s}, b: {text: Two., marking: SENSITIVE, from: s}}
```
```template
# {{ title }}
Text.
```
""",
    "W001": """\
No font of the theme has a character.                                        [W001]

Why: it would come out as an empty box, or not at all.
Fix: add a family that has it to the theme's `fallbacks`, or write the text in other characters.

```template
# {{ title }}
A sign: \U00013000.
```
""",
    "W002": """\
A picture is not there.                                                      [W002]

Why: a paper with an empty frame was never meant.
Fix: put the PNG or JPEG file beside the template or the fact file; no other folder is looked into.

```template
# {{ title }}

![The signing](nowhere.png)
```
""",
    "W003": """\
A picture or a font cannot be read.                                          [W003]

Why: the file is damaged, or is of a kind that papers cannot hold.
Fix: save a picture again as PNG or JPEG; a font is a static TrueType file (`glyf`).
""",
    "W004": """\
A text holds a character that no file can hold.                              [W004]

Why: Word's format is XML, which has no place for control characters and halves of characters.
Fix: take the character out of the facts or the template.
""",
    "W005": """\
A link has an address that no reader can open.                               [W005]

Why: a link that leads nowhere helps nobody.
Fix: link to a heading of the document, or to an address that begins with https://.
""",
    "W010": """\
A document is longer than its page budget, with all dropped that may go.     [W010]

Why: type and margins are never made smaller to make room; something has to go, and only you know what.
Fix: shorten the facts, or mark more of the template `::: droppable 1`.
""",
    "W020": """\
A file was changed by hand since it was built, and is left alone.            [W020]

Why: nobody's work is overwritten.
Fix: keep your version under another name, or build with `--force`, which keeps a copy beside it.
""",
    "W021": """\
Something that is no plain file stands where a document is to be written.    [W021]

Why: a folder or a link cannot be replaced safely.
Fix: move it away, or build into another folder (`-o`).
""",
    "W022": """\
A file cannot be read or written.                                            [W022]

Why: the disk is full, or your rights do not reach there. Nothing half-written is left behind.
Fix: make room, or build into another folder (`-o`).
""",
    "W023": """\
A document from an earlier build stands beside those of this one.             [W023]

What: a build of every template made it once, and now does not: a record is gone, a template does not fit any
more, or the marking forbids it.
Why: whoever finds it takes it for as new as the others.
Fix: delete it, if nobody needs it.
""",
    "W030": """\
A program library that only some need is not installed.                      [W030]

Fix: install the extra that the message names.
""",
    "W031": """\
There is no password to encrypt with, or it cannot be one.                   [W031]

Why: PDF takes passwords of one line and at most 127 bytes; with an empty one anybody could open the file.
Fix: put one into a file (`--password-file FILE`), into BRIEFS_PASSWORD, or type it when asked.
""",
    "W032": """\
A certificate file cannot be read, or cannot sign.                           [W032]

Why: a signature needs a certificate that is valid today, and its key, from one PKCS#12 or PEM file.
Fix: the message says what is missing; a locked file's passphrase is taken from `--passphrase-file FILE` or
BRIEFS_PASSPHRASE.
""",
    "W033": """\
Encryption or a signature was asked for, but no PDF file.                    [W033]

Why: only PDF files are encrypted and signed; Word files stay as they are, to be worked on.
Fix: ask for PDF too, or leave the option out.
""",
    "W099": """\
briefs itself has failed.                                                    [W099]

Why: this should not happen; it is a fault of the program.
Fix: please report it, with the fact file and the template.
""",
}
"""Code → page."""
