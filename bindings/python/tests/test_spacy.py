"""The spaCy component, in a blank pipeline: found by its entry point, aligned to tokens, stored and sent to processes."""

import pytest

spacy = pytest.importorskip("spacy")
from spacy.tokens import DocBin  # noqa: E402

TEXT = "“We sail in any weather,” said Mara Lindqvist. “If the pilots stay at home,” she added, “so do we.”"


def test_quotes_are_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoth")
    doc = nlp(TEXT)
    first, second = doc._.quotes
    assert [span.text for span in first.spans] == ["“We sail in any weather,”"]
    assert (first.speaker, first.mention.text, first.cue.text, first.type) == ("Mara Lindqvist", "Mara Lindqvist", "said", "direct")
    assert [span.text for span in second.spans] == ["“If the pilots stay at home,”", "“so do we.”"]
    assert second.text == "“If the pilots stay at home,” “so do we.”" and second.mention.text == "she"
    assert [span.text for span in doc.spans["quotes"]] == [span.text for quote in doc._.quotes for span in quote.spans]
    assert {span.label_ for span in doc.spans["quotes"]} == {"QUOTE"}


@pytest.mark.parametrize("text", ["", "No quotation here.", "\ufeff“Yes,” said Mara Lindqvist.", "😀 “Yes,” said Mara Lindqvist.", "a\0b"])
def test_offsets_of_any_text(text: str) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("quoth")
    doc = nlp(text)
    # A byte order mark is part of spaCy's first token.
    assert [quote.text.lstrip("\ufeff") for quote in doc._.quotes] == (["“Yes,”"] if "Yes" in text else [])


def test_documents_are_stored_and_sent() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoth")
    [stored] = DocBin(docs=[nlp(TEXT)], store_user_data=True).get_docs(nlp.vocab)
    assert [quote.speaker for quote in stored._.quotes] == ["Mara Lindqvist"] * 2
    docs = list(nlp.pipe([TEXT, "Nothing."], n_process=2))
    assert [len(doc._.quotes) for doc in docs] == [2, 0]


def test_configuration(tmp_path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoth", config={"speakers": ["Joost Abara"], "languages": ["en"], "alignment": "contract"})
    assert {quote.speaker for quote in nlp(TEXT)._.quotes} <= {"Joost Abara", None}
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names == ["quoth"] and len(again(TEXT)._.quotes) == 2
