"""What people paste is read without asking anybody; what could not be read is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.references import lookup, reading

IDENTIFIERS = [
    ("10.1056/NEJMoa2302399", "doi", "10.1056/nejmoa2302399"),
    ("doi:10.1000/ABC.", "doi", "10.1000/abc"),
    ("DOI: 10.1000/abc;", "doi", "10.1000/abc"),
    ("https://doi.org/10.1016/S2215-0366(17)30272-9", "doi", "10.1016/s2215-0366(17)30272-9"),
    ("(https://dx.doi.org/10.1000/abc)", "doi", "10.1000/abc"),
    ("28757132", "pmid", "28757132"),
    ("PMID: 28757132", "pmid", "28757132"),
    ("PMID 9", "pmid", "9"),
    ("https://pubmed.ncbi.nlm.nih.gov/28757132/", "pmid", "28757132"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/28757132", "pmid", "28757132"),
    ("PMC9154276", "pmcid", "PMC9154276"),
    ("PMCID: pmc9154276", "pmcid", "PMC9154276"),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9154276/", "pmcid", "PMC9154276"),
    ("NCT06809595", "nct", "NCT06809595"),
    ("nct06809595", "nct", "NCT06809595"),
    ("https://clinicaltrials.gov/study/NCT06809595", "nct", "NCT06809595"),
    ("https://www.fda.gov/drugs/some-page", "url", "https://www.fda.gov/drugs/some-page"),
]

ANAND = {"journal": "N Engl J Med", "year": 2023, "volume": "388", "issue": "25", "pages": "2315–2325"}
CITATIONS = [
    (
        (
            "Anand A, Mathew SJ, Sanacora G, et al. Ketamine versus ECT for nonpsychotic treatment-resistant major"
            " depression. N Engl J Med. 2023;388(25):2315-2325. doi:10.1056/NEJMoa2302399"
        ),
        {**ANAND, "authors_text": "Anand A, Mathew SJ, Sanacora G, et al", "doi": "10.1056/nejmoa2302399"},
    ),
    (
        "[12] Anand A, Mathew SJ. Ketamine versus ECT. N Engl J Med. 2023 Jun 22;388(25):2315-2325.",
        {**ANAND, "authors_text": "Anand A, Mathew SJ", "title": "Ketamine versus ECT"},
    ),
    (
        (
            "Zarate CA Jr, Singh JB, et al. A randomized trial in major depression. Arch Gen Psychiatry"
            " 2006;63(8):856–864. 10.1001/archpsyc.63.8.856 · 16894061"
        ),
        {"authors_text": "Zarate CA Jr, Singh JB, et al", "journal": "Arch Gen Psychiatry", "pmid": "16894061"},
    ),
    (
        (
            "1. Abbar M, Demattei C, El-Hage W. Ketamine for suicidal thoughts. BMJ. 2022 Feb 2;376:e067194."
            " doi: 10.1136/bmj-2021-067194. PMID: 35110300; PMCID: PMC8808464."
        ),
        {"title": "Ketamine for suicidal thoughts", "pages": "e067194", "pmcid": "PMC8808464"},
    ),
    (
        (
            "Short B, Fong J, Loo CK. Side-effects of ketamine. Lancet Psychiatry. 2018 Jan;5(1):65-78."
            " doi: 10.1016/S2215-0366(17)30272-9. Epub 2017 Jul 27. PMID: 28757132."
        ),
        {"journal": "Lancet Psychiatry", "year": 2018, "pages": "65–78", "pmid": "28757132"},
    ),
    (
        "van der Berg J, O’Neill K. Is it safe? J Psychopharmacol. 2019;33:1-9.",
        {"authors_text": "van der Berg J, O’Neill K", "title": "Is it safe?", "volume": "33"},
    ),
    (
        "Müller-Lüdenscheidt HÖ. Über Ketamin. Nervenarzt. 2001;72:101.",
        {"authors_text": "Müller-Lüdenscheidt HÖ", "title": "Über Ketamin", "journal": "Nervenarzt"},
    ),
    (
        "Wilkinson ST, Ballard ED, and Bloch MH. The effect of a single dose. Am J Psychiatry. 2018;175(2):150-158.",
        {"authors_text": "Wilkinson ST, Ballard ED, Bloch MH", "title": "The effect of a single dose"},
    ),
    (
        "Feder A; Parides MK; Murrough JW. Efficacy of intravenous ketamine. JAMA Psychiatry. 2014;71(6):681-688.",
        {"authors_text": "Feder A, Parides MK, Murrough JW", "journal": "JAMA Psychiatry"},
    ),
    (
        "Domino EF. Taming the ketamine tiger. 1965. Anesthesiology. 2010;113(3):678-684.",
        {"authors_text": "Domino EF", "journal": "Anesthesiology", "year": 2010},
    ),
    (
        (
            "Anand, A., Mathew, S. J., & Sanacora, G. (2023). Ketamine versus ECT. N Engl J Med, 388(25), 2315–2325."
            " https://doi.org/10.1056/NEJMoa2302399"
        ),
        {**ANAND, "authors_text": "Anand A, Mathew SJ, Sanacora G", "doi": "10.1056/nejmoa2302399"},
    ),
    (
        (
            "Ekstrand, J., Fattah, C., Persson, M., et al. (2022). Racemic ketamine as an alternative (KetECT)."
            " International Journal of Neuropsychopharmacology, 25(5), 339-349."
        ),
        {
            "authors_text": "Ekstrand J, Fattah C, Persson M, et al",
            "title": "Racemic ketamine as an alternative (KetECT)",
        },
    ),
    (
        "O’Brien, B., & van Rooij, S.-J. H. (2021, May). Does it last? Nature, 5, e12.",
        {"authors_text": "O’Brien B, van Rooij SJH", "title": "Does it last?", "year": 2021, "pages": "e12"},
    ),
    (
        "National Institute for Health and Care Excellence. (2022). Depression in adults. NICE.",
        {"authors_text": "National Institute for Health and Care Excellence", "journal": "NICE", "year": 2022},
    ),
    (
        (
            "U.S. Food and Drug Administration. FDA warns about compounded ketamine. Published October 10, 2023."
            " Accessed November 23, 2026. https://www.fda.gov/drugs/x"
        ),
        {
            "authors_text": "U.S. Food and Drug Administration",
            "title": "FDA warns about compounded ketamine",
            "year": 2023,
            "url": "https://www.fda.gov/drugs/x",
        },
    ),
    (
        "World Health Organization. Guidelines on mental health. Geneva: World Health Organization; 2022.",
        {"authors_text": "World Health Organization", "title": "Guidelines on mental health", "year": 2022},
    ),
    (
        "Krystal JH. Subanesthetic effects of ketamine. Arch Gen Psychiatry. 1994;51(3 Suppl):199-214.",
        {"issue": "3 Suppl", "pages": "199–214"},
    ),
    (
        "Bahji A, Vazquez GH, Zarate CA 3rd. Comparative efficacy. J Affect Disord. 2021;278:542-555. PMID: 33022440",
        {"title": "Comparative efficacy", "journal": "J Affect Disord", "pmid": "33022440"},
    ),
    (
        "Smith J. A trial [Internet]. BMC Med. 2020 [cited 2021 May 3];18:5. Available from: https://example.org/a",
        {"authors_text": "Smith J", "year": 2020, "url": "https://example.org/a"},
    ),
    (
        "Li X.\nA trial of something\nquite long. BMC Med. 2020;18:5.",
        {"authors_text": "Li X", "title": "A trial of something quite long", "journal": "BMC Med"},
    ),
    (
        "Okafor N, Lee K. “Special K”: a review. Addiction. 2012;107(1):27-38.",
        {"authors_text": "Okafor N, Lee K", "journal": "Addiction", "pages": "27–38"},
    ),
    (
        "LSD trial. NCT06809595. https://clinicaltrials.gov/study/NCT06809595",
        {"nct": "NCT06809595", "title": "LSD trial"},
    ),
    (
        "Mithoefer MC, et al. MDMA-assisted therapy. Lancet Psychiatry. 2018;5(6):486–497.",
        {"authors_text": "Mithoefer MC, et al", "title": "MDMA-assisted therapy"},
    ),
]


@pytest.mark.parametrize(("text", "name", "value"), IDENTIFIERS)
def test_an_identifier_is_enough(text, name, value):
    found = reading.read(text)
    assert found.fields == {name: value}
    assert found.unread == []


@pytest.mark.parametrize(("text", "expected"), CITATIONS)
def test_a_citation_is_read_into_its_fields(text, expected):
    found = reading.read(text).fields
    assert {name: found.get(name) for name in expected} == expected


def test_there_are_forty_strings():
    assert len(IDENTIFIERS) + len(CITATIONS) >= 40


def test_what_could_not_be_read_is_said():
    found = reading.read("Something that somebody said somewhere")
    assert found.unread == ["authors_text", "journal", "year"]
    assert found.left == "Something that somebody said somewhere"


@given(st.text(max_size=300))
def test_nothing_that_is_pasted_breaks_it(text):
    fields = reading.read(text).fields
    assert all(isinstance(value, str | int) for value in fields.values())


class Service:
    """A lookup service that knows one DOI."""

    def fields(self, kind, identifier):
        if identifier == "10.1000/broken":
            raise lookup.LookupFailed("no answer")
        return {"title": "From the service", "year": 2020} if (kind, identifier) == ("doi", "10.1000/abc") else {}


def test_nobody_is_asked_unless_the_settings_name_somebody(settings):
    assert settings.REFERENCE_LOOKUP == ""
    assert lookup.completed({"doi": "10.1000/abc"}) == {"doi": "10.1000/abc"}


def test_a_service_completes_what_was_pasted_and_never_overrules_it(settings):
    settings.REFERENCE_LOOKUP = f"{__name__}.Service"
    assert lookup.completed({"doi": "10.1000/abc", "title": "Pasted"}) == {
        "doi": "10.1000/abc",
        "title": "Pasted",
        "year": 2020,
    }
    assert lookup.completed({"pmid": "5"}) == {"pmid": "5"}
    with pytest.raises(lookup.LookupFailed):
        lookup.completed({"doi": "10.1000/broken"})
