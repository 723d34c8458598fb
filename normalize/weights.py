"""Whose claim goes first where several want the same words: a weight for each sort of evidence, the heaviest first. `findings.judge` orders by them."""

OWN_LISTED = 140.0  # a garbled form that the user's glossary lists: more than any reading
DEIXIS = 90.0  # my country's
PLUS = 80.0  # “18” metropolitan area
APOSTROPHE = 75.0  # Xiían
ROLE = 72.0  # Sun Quanshe
LISTED = 70.0  # a garbled form that the built-in termbase lists
OWN_SLIP = 66.0  # a name of the user's with a syllable or a letter wrong: more than any reading of a built-in concept (Beijing Zhang Yanwei is no 京张)
PAGE = 65.0  # what the page left in the text
CASE = 55.0  # a right name with capitals or joints lost
CASE_GAINED = 54.0  # a term with a capital too many
GENERIC = 30.0  # Lukou Street
ARTICLE = 20.0  # actively serves The overall situation
SURNAME = 18.0  # zhang Yixing
CUT_NAME = 15.0  # Huang Yan where Huangyan prevails
SPACE = 10.0  # a space that is missing
DROPPED = 5.0  # words of the page to be dropped: must not hide what is mended unasked within them

READING, OWN_READING, MOST_BITS = 20.0, 80.0, 45.0  # so a reading of a built-in concept weighs 65 at most, one of the user's own 125


def of_reading(bits: float, own: bool = False) -> float:
    """The weight of a reading of so many bits; those of the user's own concepts go before listed forms."""
    return (OWN_READING if own else READING) + min(bits, MOST_BITS)
