"""Use cases found by what an owner types."""

import pytest

from tests.support import starter_catalog
from wizard.steps.finding import MOST_FOUND, find


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("menu text", "menu-photos"),  # many are texts, one is for a menu
        ("GUEST reviews", "hotel-review-reply"),
        ("an e-mail campaign", "email-campaign"),
        ("allergy", "support-chat-agent"),
        ("read aloud", "audio-generation"),
        ("audio", "audio-generation"),
        ("narrate", "podcast-voice-over"),
        ("photo", "product-photo-background"),
        ("bread", "menu-photos"),
        ("podcast", "podcast-cleanup-transcript"),
        ("video", "video-production"),
        ("GDPR", "compliance-qa"),
        ("Rechnung", "invoice-capture"),
        ("dental", "appointment-bot"),
        ("dictation", "visit-dictation"),
        ("letters to clients", "support-email-reply"),
        ("offers", "proposal-draft"),
        ("menue", "menu-photos"),  # a slip
        ("transalte", "catalog-translation"),
    ],
)
def test_what_is_meant_is_found(typed: str, among: str) -> None:
    assert among in find(typed, starter_catalog())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("menu", "menu-photos"),
        ("GUEST reviews", "hotel-review-reply"),
        ("photos for posts", "social-post-pack"),
        ("bookkeeping", "invoice-capture"),
    ],
)
def test_rarest_word_says_what_is_meant(typed: str, first: str) -> None:
    assert find(typed, starter_catalog())[0] == first


@pytest.mark.parametrize("typed", ["", "the", "e", "?!", "zzzqx"])
def test_nothing_is_found_by_words_that_say_nothing(typed: str) -> None:
    assert find(typed, starter_catalog()) == ()


def test_few_are_found_so_that_the_list_shrinks() -> None:
    assert all(len(find(typed, starter_catalog())) <= MOST_FOUND for typed in ("text", "photo", "answer"))


def test_two_jobs_make_voice_and_music() -> None:
    use_cases = starter_catalog().use_case

    assert use_cases["audio-generation"].outputs != use_cases["background-music"].outputs
