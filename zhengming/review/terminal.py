"""The review in a terminal, by keyboard alone, over ssh too: the same worklist and the same decisions as the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from glossary.text_file import GlossaryError
from normalize.fixing.decisions import Decision, Scope, Verdict
from zhengming import shown as on_screen
from zhengming.review.keyboard import Keyboard
from zhengming.review.passages import sentence
from zhengming.review.session import Refused, Session
from zhengming.review.worklist import FACES, Item

if TYPE_CHECKING:
    from rich.console import Console

HELP = """\
a  accept the suggestion            A  accept every undecided finding of this concept
r  reject: the text stays           e  edit: your own words (an empty answer changes nothing)
u  unsure: set aside for now        1–9  one of “or else”
s  how far it reaches: this place, this document, everywhere
m  a note for the next decision     z  take your last decision back
n  next undecided (also Enter)      p  the finding before      .  the finding after
h  history: take any decision back  ?  these keys              q  quit; decisions are kept
"""
_SCOPES = {Scope.PLACE: "this place", Scope.DOCUMENT: "this document", Scope.EVERYWHERE: "everywhere"}
_STYLES = {"open": "yellow", "accepted": "green", "replaced": "green", "auto": "green", "rejected": "red", "conflict": "magenta"}
_RECENT = 9


class TerminalReview:
    """One sitting: where it stands in the worklist, the scope and note of the next decision."""

    def __init__(self, session: Session, console: Console, keyboard: Keyboard) -> None:
        self.session, self.work, self.console, self.keyboard = session, session.work, console, keyboard
        self.order = [number for group in self.work.groups for number in group.members]
        self.place = {number: at for at, number in enumerate(self.order)}
        self.at = 0
        self.scope, self.note = Scope.PLACE, ""
        self.keys: dict[str, Callable[[Item], object]] = {
            "a": lambda item: self.decide([item.number], Verdict.ACCEPT), "r": lambda item: self.decide([item.number], Verdict.REJECT),
            "u": lambda item: self.decide([item.number], Verdict.UNSURE), "e": self.edit, "A": self.accept_group, "s": self.widen, "m": self.annotate,
            "z": self.undo_last, "h": self.history, "n": self.next_open, "p": lambda item: self.step(-1), ".": lambda item: self.step(1),
        }  # fmt: skip

    def run(self) -> None:
        """Show findings and take decisions until the person quits: whoever decided the last one by mistake can take it back."""
        if not self.order:
            return
        self.at = -1
        self.next_open(None)
        self.at = max(self.at, 0)
        shown: tuple[int, str] | None = None
        while True:
            item = self.work.items[self.order[self.at]]
            if (item.number, item.face) != shown:
                self.show(item)
                shown = (item.number, item.face)
            key = self.key()
            if key == "q":
                return
            try:
                self.session.refresh()
                if (item.number, item.face) != shown:
                    self.say("somebody has decided here meanwhile; press again", "magenta")
                elif key == "?":
                    self.say(HELP)
                elif key.isdecimal() and int(key):  # ² (left of 1 on a French keyboard) is a digit to Python and no number
                    self.choose(item, int(key))
                elif action := self.keys.get(key):
                    action(item)
                else:
                    self.say(f"no such key: {key!r}; ? lists them")
            except (Refused, GlossaryError) as error:
                self.say(str(error), "red")

    # --- what keys do

    def decide(self, numbers: Sequence[int], verdict: Verdict, text: str | None = None) -> None:
        """Record, say so, go on to what waits next."""
        self.session.decide(numbers, verdict, text, self.scope, self.note)
        reach = "" if self.scope is Scope.PLACE else f" ({_SCOPES[self.scope]})"
        self.say(f"{verdict}{'' if len(numbers) == 1 else f' ×{len(numbers)}'}{reach}: saved", "green")
        self.scope, self.note = Scope.PLACE, ""
        self.next_open(None)

    def edit(self, item: Item) -> None:
        """A person's own words, or none after all."""
        words = self.keyboard.line("your words")
        if words:
            self.decide([item.number], Verdict.REPLACE, words)

    def choose(self, item: Item, number: int) -> None:
        """One of the other readings that the card lists."""
        others = _others(item)
        if number > len(others):
            raise Refused(f"there is no reading {number}")
        self.decide([item.number], Verdict.REPLACE, others[number - 1])

    def accept_group(self, item: Item) -> None:
        """Everything of this concept that nobody has decided and that has a suggestion."""
        self.decide(self.work.acceptable(self.work.groups[item.group].members), Verdict.ACCEPT)

    def widen(self, item: Item) -> None:
        """The next wider scope, round and round."""
        scopes = list(_SCOPES)
        self.scope = scopes[(scopes.index(self.scope) + 1) % len(scopes)]

    def annotate(self, item: Item) -> None:
        """A note that goes with the next decision."""
        self.note = self.keyboard.line("note")

    def undo_last(self, item: Item) -> None:
        """Take back the latest decision of this person that stands, a group at once, and go there."""
        latest = self.session.latest()
        if not latest:
            raise Refused("there is nothing of yours to take back")
        self.take_back(latest)

    def history(self, item: Item) -> None:
        """The latest decisions, any of which can be taken back by its number."""
        recent = self.session.store.current[-_RECENT:][::-1]
        if not recent:
            raise Refused("nothing is decided yet")
        for number, decision in enumerate(recent, 1):
            instead = f" → “{decision.text}”" if decision.text is not None else ""
            self.say(f"{number}  {decision.at[:16].replace('T', ' ')}  {decision.by}  {decision.verdict}  “{on_screen(decision.found)}”{instead}  {decision.document}")
        answer = self.keyboard.line("take back which one (Enter: none)")
        if answer.isdecimal() and 0 < int(answer) <= len(recent):
            self.take_back([recent[int(answer) - 1]])

    def take_back(self, decisions: Sequence[Decision]) -> None:
        """Undo decisions and show the finding that the first was made on."""
        first = decisions[0]
        there = self.session.place_of(first)
        self.session.undo([decision.id for decision in decisions])
        self.say(f"taken back: {first.verdict} “{on_screen(first.found)}”{'' if len(decisions) == 1 else f' ×{len(decisions)}'}", "green")
        if there is not None:
            self.at = self.place[there.number]

    def next_open(self, item: Item | None) -> None:
        """Go to the next finding that waits, from here on and then from the top; stay where none does."""
        ahead = [*range(self.at + 1, len(self.order)), *range(self.at + 1)]
        found = next((at for at in ahead if self.work.items[self.order[at]].face in ("open", "conflict")), None)
        if found is None:
            self.say("nothing is left to decide; z takes your last decision back, q quits")
        else:
            self.at = found

    def step(self, by: int) -> None:
        """One finding on or back, whether it waits or not."""
        self.at = max(0, min(len(self.order) - 1, self.at + by))

    # --- what is seen and typed

    def show(self, item: Item) -> None:
        """The card of a finding."""
        from rich.text import Text

        from glossary.hanzi import traditional

        row, group, ruling = item.row, self.work.groups[item.group], self.session.rulings[item.number]
        head = " ".join(filter(None, (group.zh, group.pinyin, group.title if group.zh else group.kind)))
        here = group.members.index(item.number) + 1
        self.console.print()
        self.console.rule(Text(f"{head} · {here} of {len(group.members)} · {self.work.faces['open']} to decide"), align="left")
        document = self.work.texts[item.text].document
        first, last = sentence(document, row["start"], row["end"])
        card = Text(f"{row['document']}:{row['line']}:{row['column']}  {row['kind']}  {row['confidence']:.0%} sure  ")
        card.append(item.face, _STYLES.get(item.face, "cyan"))
        card.append(f" ({FACES[item.face]})\n\n  {on_screen(document.text[first : row['start']])}")
        card.append(f"«{on_screen(row['found'])}»", "bold reverse")
        card.append(f"{on_screen(document.text[row['end'] : last])}\n\n")
        chinese = f"{row['zh']}{'' if traditional(row['zh']) == row['zh'] else ' / ' + traditional(row['zh'])}  {row['pinyin'] or ''}" if row["zh"] else ""
        suggestion = item.suggestion if item.suggestion.strip() else "(delete)" if not item.suggestion else "(one space)"
        others = "  ".join(f"{number} {text}" for number, text in enumerate(_others(item), 1))
        said = "; ".join(map(_said, ruling.decisions)) if ruling else ""
        why = [evidence["detail"] for evidence in row["evidence"]]
        for name, value in (("instead", suggestion), ("Chinese", chinese), *(("why", reason) for reason in why), ("or else", others), ("decided", said)):
            if value:
                card.append(f"  {name:<9}", "dim")
                card.append(f"{on_screen(value)}\n", "bold" if name == "instead" else "")
        self.console.print(card, soft_wrap=not self.console.is_terminal)

    def key(self) -> str:
        """The next key, asked for."""
        if self.keyboard.there:
            more = "" if self.scope is Scope.PLACE else f" · {_SCOPES[self.scope]}"
            prompt = f"a accept  r reject  e edit  u unsure  n next  ? keys  q quit{more}{' · with a note' if self.note else ''} > "
            self.console.print(prompt, end="", style="dim", markup=False, highlight=False)
        key = self.keyboard.key()
        if self.keyboard.there:
            self.say(key if key.isprintable() else "")
        return key

    def say(self, sentence: str, style: str = "") -> None:
        """One line."""
        self.console.print(sentence, style=style, markup=False, highlight=False, soft_wrap=True)


def _others(item: Item) -> list[str]:
    """Other readings: further suggestions, then rivals."""
    texts = [s["text"] for s in item.row["suggestions"][1:]] + [rival["text"] for rival in item.row["rivals"]]
    return [text for text in dict.fromkeys(texts) if text and text != item.suggestion][:9]


def _said(decision: Decision) -> str:
    words = f" “{decision.text}”" if decision.text is not None else ""
    return f"{decision.by or 'reviewer'}: {decision.verdict}{words}{f' ({decision.note})' if decision.note else ''}"
