"""Own words: what the words of a job say that it is about, in English and in German. Nothing here understands them.

A row names a subject, words of which one has to stand there, and perhaps more of which one has to stand beside it.
Words are apart by commas. A star ends the beginning of a word; without one the whole word is meant.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from catalog.vocabulary import Risk
from catalog.words import folded

MAY_BE_HIGH_RISK = "may-be-high-risk"
INVENTED_REVIEWS = "invented-reviews"
EXACT_DRAWING = "exact-drawing"
PICTURE_QUESTION = "picture-question"
UNDER_SECRECY = "under-secrecy"
TRANSLATION, MEETINGS = "translation", "meetings"

type WordsOf = tuple[str, str, str]

_JUDGES = """
assess*, evaluat*, grade, graded, grades, grading, judge*, rank*, rate, rated, rates, rating, ratings, score*, scoring,
beurteil*, bewert*, einstuf*, rangfolge*, rangliste*, ranking*
"""
ROWS: tuple[WordsOf, ...] = (
    (
        Risk.SAFETY,
        """
        allerg*, blood pressure, care notes, care plan*, child abuse, child protection, child safety, child welfare,
        diagnos*, disease*, dosage*, dose, doses, drug, drugs, emergenc*, explosi*, first aid, hazard*, health*,
        high voltage, hygien*, infant*, machine safety, medic*, nursing, operating instruction*, pain, pains, patient*,
        poison*, pregnan*, prescription*, safety instruction*, side effect*, surg*, symptom*, therap*, toddler*, toxi*,
        vaccin*,
        arznei*, betriebsanleitung*, blutdruck*, dosier*, dosis, erkrank*, erste hilfe, ersten hilfe, erster hilfe, ersthelf*, gefahrstoff*,
        gefährdung*, gesundheit*, giftig*, giftnotruf*, giftstoff*, hochspannung*, impf*, jugendschutz*, kinderschutz*,
        kindesmissbrauch*, kindeswohl*, kleinkind*, kopfschmerz*, krank, kranke*, krankheit*, lebensmittelallergie*,
        maschinensicherheit*, medikament*, medizin*, nebenwirkung*, notfall, notfälle*, notfallplan*, nussallergie*,
        pflegebericht*, pflegedokument*, pflegeplan*, rezeptpflicht*, rückenschmerz*, schmerz*, schwanger*,
        sicherheitsanweisung*, sicherheitshinweis*, säugling*, vergift*, verschreibung*, wechselwirkung*, chirurg*
        """,
        "",
    ),
    (
        Risk.REGULATED_ADVICE,
        """
        attorney*, contract, contracts, court, courts, gdpr, investment, investments, law, laws, lawsuit*, lawyer*,
        legal*, statut*, tax, taxation, taxes,
        amtsgericht*, anlageberat*, anwalt*, arbeitsrecht*, arbeitsvertrag*, arbeitsverträge*, baurecht*, datenschutz*,
        dsgvo, einkommensteuer*, erbrecht*, familienrecht*, fragen zu steuern, geldanlage*, gerichtlich*,
        gerichtsurteil*, gerichtsverfahren*, gesetz, gesetze, gesetzen, gesetzes, gesetzlich*, gewerbesteuer*, jurist*,
        kaufvertrag*, kaufverträge*, klageschrift*, landgericht*, lohnsteuer*, mandant*, mietrecht*, mietvertrag*,
        mietverträge*, rechtsanw*, rechtsberat*, rechtsfrage*, rechtsgutachten, rechtslage, rechtsprechung*,
        rechtsschutz*, rechtsstreit*, rechtlich*, recht, sozialrecht*, steuer, steuerberat*, steuerbescheid*,
        steuererklärung*, steuerfrage*, steuerlich*, steuern sparen, steuerrecht*, umsatzsteuer*, vertrag, vertrages,
        vertrags*, verträge, verträgen, werkvertrag*, werkverträge*
        """,
        "",
    ),
    (
        MAY_BE_HIGH_RISK,
        """
        applicant*, asylum*, benefit claim*, candidate*, cv, cvs, emergency call*, health insurance*, housing benefit*,
        job application*, life insurance*, loan*, migrant*, migration, mortgage*, offender*, recruit*, refugee*,
        residence permit*, resume, resumes, social benefit*, suspect, suspects, unemployment benefit*, visa, visas,
        welfare,
        arbeitslosengeld*, asyl*, aufenthaltserlaubnis*, aufenthaltstitel*, bewerber*, bewerbung*, bürgergeld*,
        darlehen*, einbürgerung*, flüchtling*, kandidat*, krankenversicherung*, kredit*, lebenslauf*, lebensläufe*,
        lebensversicherung*, notruf*, sozialhilfe*, sozialleistung*, straftäter*, verdächtig*, visum*, wohngeld*
        """,
        f"""
        {_JUDGES}, approv*, award*, check, checking, checks, choose*, choosing, compar*, decid*, decision*, eligib*,
        filter*, granting, pick, picking, preselect*, priorit*, process*, refus*, reject*, screen*, select*, shortlist*,
        sort, sorting, sorts, summar*, underwrit*,
        ablehn*, abgelehnt*, ausgewählt*, auswahl*, auswähl*, bescheid*, bewillig*, entscheid*, filtern*, genehmig*,
        prüf*, sortier*, vergleich*, vergeben, vorauswahl*, vorsortier*, wähl*, zusammenfass*
        """,
    ),
    (
        MAY_BE_HIGH_RISK,
        """
        coursework, employee*, essay*, exam, examination*, exams, homework, pupil*, staff, student*, workers,
        abitur*, aufsatz*, aufsätze*, auszubildende*, beschäftigte*, hausarbeit*, hausaufgabe*, klassenarbeit*,
        klausur*, mitarbeiter*, mitarbeitende*, schüler*, studierende*
        """,
        f"""
        {_JUDGES}, admission*, admit*, dismiss*, mark, marking, marks, monitor*,
        benot*, kündig*, noten, notengebung*, überwach*, zensuren, zulassung*
        """,
    ),
    (
        MAY_BE_HIGH_RISK,
        """
        credit application*, credit check*, credit limit*, credit rating*, credit risk*, credit scor*, creditworth*,
        emotion recognition, face recognition, facial recognition,
        bewerberauswahl*, bewerberbewertung*, bewerberranking*, bonität*, emotionserkennung*, gesichtserkennung*,
        kreditantrag*, kreditanträge*, kreditentscheid*, kreditrisik*, kreditscor*, kreditvergabe*, kreditwürdig*,
        notenvergabe*, schufa*
        """,
        "",
    ),
    (
        INVENTED_REVIEWS,
        "review*, testimonial*, bewertung*, kundenbewertung*, kundenstimme*, produktbewertung*, rezension*",
        """
        fabricate, fabricating, faking, invent, inventing, make up, making up,
        ausdenken, erdichten, erfinde, erfinden, erfindet, fingieren, fälschen
        """,
    ),
    (
        INVENTED_REVIEWS,
        """
        fabricated review*, fake review*, fake testimonial*, fictitious review*, fictitious testimonial*,
        invented review*, invented testimonial*, made up review*, made up testimonial*,
        erfundene bewertung*, fake bewertung*, fakebewertung*, fake rezension*, fakerezension*, fingierte bewertung*,
        gefälschte bewertung*
        """,
        "create, creating, generate, generating, post, posting, write, writing, erstell*, erzeug*, schreib*, verfass*",
    ),
    (
        EXACT_DRAWING,
        """
        blueprint, blueprints, cad, construction drawing, construction drawings, floor plan to scale,
        floor plans to scale, technical drawing, technical drawings, tolerance, tolerances,
        bauzeichnung*, konstruktionszeichnung*, maßstabsgetreu*, technische zeichnung*, toleranzen
        """,
        "",
    ),
    (
        PICTURE_QUESTION,
        """
        classification, classify, classifying, detect, detecting, detection, detects, diagnos*, identif*,
        recognise, recognising, recognition, recognize, recognizing,
        befund, befunde, befunden, befundung*, erkennen, erkennung*, identifizier*, klassifizier*
        """,
        "",
    ),
    (
        UNDER_SECRECY,
        """
        attorney*, dentist*, doctor, doctors, lawyer*, legal advice, legal questions, medical practice, notary, patient*, pharmac*, physician*,
        psychotherap*, tax advis*,
        anwalt*, anwält*, apotheke*, arzt*, ärzt*, kanzlei*, mandant*, notar, notare, notars, psychotherap*, rechtsanw*,
        rechtsberat*, rechtsfrage*, steuerberat*, zahnarzt*, zahnärzt*
        """,
        "",
    ),
    (TRANSLATION, "translat*, übersetz*", ""),
    (MEETINGS, "meeting*, besprechung*, sitzung*, sitzungsprotokoll*", ""),
)


@lru_cache(maxsize=1024)  # of a plan the same words are asked for a dozen times: 10,000 plans take 25 s, without 33
def meant_by(words: str) -> frozenset[str]:
    """Return the subjects that these words name: risks, "may-be-high-risk", and what a product can be made for."""
    text = _plain(words)
    return frozenset(subject for subject, patterns in _PATTERNS if all(each.search(text) for each in patterns))


def _plain(words: str) -> str:
    """Return the words folded; umlauts written with an e are the same letters."""
    return re.sub("(?<=[aou])e", "", folded(words))


def _pattern(words: str) -> re.Pattern[str]:
    listed = (each.strip() for each in words.split(","))
    ways = (_plain(each) + (r"\w*" if each.endswith("*") else "") for each in listed if each)
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


def _compiled(rows: Iterable[WordsOf]) -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    return tuple((subject, tuple(_pattern(words) for words in needed if words)) for subject, *needed in rows)


_PATTERNS = _compiled(ROWS)
