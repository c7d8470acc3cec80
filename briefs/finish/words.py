"""The few words that the house itself prints, by language; a template's own words are in the template.

An unknown language gets English words.
"""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = {
    "table": "Table",
    "figure": "Figure",
    "source": "Source",
    "sources": "Sources",
    "paragraph": "paragraph",
    "accessed": "accessed",
    "facts_as_at": "Facts as at {as_of}",
    "page_of_pages": "Page {page} of {pages}",
    "continued": "continued",
    "draft": "DRAFT",
    "contents": "Contents",
    "us": "Our own statement",
}
WORDS: dict[str, dict[str, str]] = {
    "en": _ENGLISH,
    "ru": {
        "table": "Таблица",
        "figure": "Рисунок",
        "source": "Источник",
        "sources": "Источники",
        "paragraph": "абзац",
        "accessed": "дата обращения",
        "facts_as_at": "Данные по состоянию на {as_of}",
        "page_of_pages": "Страница {page} из {pages}",
        "continued": "продолжение",
        "draft": "ПРОЕКТ",
        "contents": "Содержание",
        "us": "Собственные сведения",
    },
    "mn": {
        "table": "Хүснэгт",
        "figure": "Зураг",
        "source": "Эх сурвалж",
        "sources": "Эх сурвалж",
        "paragraph": "догол мөр",
        "accessed": "үзсэн",
        "facts_as_at": "Мэдээллийн огноо: {as_of}",
        "page_of_pages": "Хуудас {page}/{pages}",
        "continued": "үргэлжлэл",
        "draft": "НООРОГ",
        "contents": "Агуулга",
        "us": "Өөрсдийн мэдээлэл",
    },
    "kk": {
        "table": "Кесте",
        "figure": "Сурет",
        "source": "Дереккөз",
        "sources": "Дереккөздер",
        "paragraph": "абзац",
        "accessed": "қаралған күні",
        "facts_as_at": "Деректер күні: {as_of}",
        "page_of_pages": "{pages} беттің {page}-беті",
        "continued": "жалғасы",
        "draft": "ЖОБА",
        "contents": "Мазмұны",
        "us": "Өз мәліметіміз",
    },
}


def words(language: str) -> Mapping[str, str]:
    """The house's words in a language, by name."""
    return WORDS.get(language.split("-")[0].casefold(), _ENGLISH)
