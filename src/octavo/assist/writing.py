"""Made when first asked for: a prompt to an engine, its answer through the gate, the result kept.

The work runs in a thread of its own, so that a page waits only a moment and then shows what was picked. Nothing here raises: whatever
goes wrong, the answer is "not written", and the engine is left alone for a while.
"""

import hashlib
import json
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import Sum

from octavo.assist.actions import note_call, store_writing
from octavo.assist.errors import AssistError, ModelAnswerError, ModelError
from octavo.assist.logic.ask import touches
from octavo.assist.logic.breaker import Breaker
from octavo.assist.logic.gate import Gate, Passed
from octavo.assist.logic.judge import UNSURE, confirmed, judgement
from octavo.assist.logic.passages import Passage
from octavo.assist.logic.prompts import MOST, VERSION, prompt
from octavo.assist.logic.translation import in_language, lost
from octavo.assist.models import Call, Writing
from octavo.assist.port import Completion, LanguageModel, Prompt, Translator
from octavo.assist.types import Source
from octavo.kit import seam
from octavo.kit.clock import now

log = logging.getLogger(__name__)
MODEL, TRANSLATOR = "assist.model", "assist.translate"
FEATURES = ("summary", "ask", "explain", "translate")
MOST_REASONS = 100
CHUNK = 2500  # letters of one translation request
MOST_TRANSLATED = 16_000  # letters; what is longer is translated this far
STEP = 0.25  # seconds at most between two looks at a job


@dataclass(frozen=True, slots=True)
class Line:
    """A line to translate, with its address; the title has the address (-1, -1)."""

    text: str
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Task:
    """What to write: a feature of FEATURES over these texts, in `language`. All texts must be ones that machines may summarise.

    `names` are what to explain, or names that must survive a translation; `lines` what to translate; `earlier` the questions before.
    """

    feature: str
    sources: tuple[Source, ...]
    language: str
    question: str = ""
    names: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    earlier: tuple[str, ...] = ()

    @property
    def port(self) -> str:
        """The port that writes it."""
        return TRANSLATOR if self.feature == "translate" else MODEL

    def key(self, model: str) -> str:
        """Return what tells two tasks apart: their texts by content, what is asked, the prompt's version and the model."""
        texts = [
            [s.id, hashlib.blake2b(f"{s.title}\0{s.text}".encode(), digest_size=16).hexdigest()] for s in self.sources
        ]
        lines = [[line.article, line.start, line.end] for line in self.lines]
        told = [
            self.feature,
            self.language,
            self.question.casefold(),
            self.earlier,
            self.names,
            lines,
            VERSION,
            model,
            texts,
        ]
        return hashlib.blake2b(json.dumps(told).encode(), digest_size=32).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """What passed the gate, `lines` () when nothing did; `withheld` how many lines did not pass; `number` its row, if kept."""

    lines: tuple[Passed, ...]
    withheld: int
    model: str
    prompt: str
    sources: tuple[str, ...]
    tokens: int
    milliseconds: int
    made: datetime
    number: int | None = None


@dataclass(slots=True)
class Job:
    """One piece of writing under way. `lines` grows; `ended` is set when nothing more comes."""

    task: Task
    model: str
    key: str
    lines: list[Passed] = field(default_factory=list)
    written: Written | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def follow(self, seconds: float) -> Iterator[Passed | None]:
        """Yield lines as they pass, None while there is nothing new, until the job ends or `seconds` are over."""
        until, seen = time.monotonic() + seconds, 0
        while True:
            ended = self.ended.wait(STEP)
            yield from self.lines[seen:]
            seen = len(self.lines)
            if ended or time.monotonic() > until:
                return
            yield None


_lock = threading.Lock()
_jobs: dict[str, Job] = {}
_breakers: dict[str, Breaker] = {}


def writes(feature: str) -> str:
    """Return the name of the model that writes a feature; "" where none does."""
    if feature == "translate":
        return translator_name()
    if MODEL not in seam.chosen() or settings.LLM_MODELS.get(feature) == "off":
        return ""
    return str(settings.LLM_MODELS.get(feature) or settings.LLM_MODEL or seam.engine(MODEL).name)


def translator_name() -> str:
    """Return the name of the translator; "" where there is none."""
    return str(seam.engine(TRANSLATOR).name) if TRANSLATOR in seam.chosen() else ""


def kept(task: Task) -> Written | None:
    """Return what was written of this task before. One query where an engine is chosen, none otherwise."""
    model = writes(task.feature)
    if not model or not task.sources:
        return None
    row = Writing.objects.filter(key=_key(task, model)).first()
    return _from_row(row) if row else None


def written(task: Task, wait: float | None = None) -> Written | Job | None:
    """Return what was written, beginning it now if need be; the job where it takes longer than `wait` seconds.

    None where nothing writes at this moment: no engine, it rests after faults, the day's limit is reached, its hands are full.
    """
    try:
        return kept(task) or _begun(task, settings.LLM_WAIT if wait is None else wait)
    except (AssistError, seam.EngineError, DatabaseError):
        log.exception("nothing is written of %s", task.feature)
        return None


def _begun(task: Task, wait: float) -> Written | Job | None:
    job = begin(task)
    if job is None:
        return None
    if not job.ended.wait(wait):
        return job
    return job.written


def begin(task: Task) -> Job | None:
    """Return the job that writes this task, started now or before; None where none may start."""
    model = writes(task.feature)
    if not model or not task.sources:
        return None
    key = _key(task, model)
    with _lock:
        if key in _jobs:
            return _jobs[key]
    if cache.get(f"octavo.llm.failed.{key}") or over_limit(now()):
        return None
    with _lock:
        if key in _jobs:
            return _jobs[key]
        if len(_jobs) >= settings.LLM_AT_ONCE or not _breaker(task.port).open(time.monotonic()):
            return None
        job = _jobs[key] = Job(task, model, key)
    threading.Thread(target=_work, args=(job,), name=f"octavo-writes-{task.feature}", daemon=True).start()
    return job


def judges(feature: str) -> bool:
    """Say whether what is written for a feature is asked about once more. A translation is not: its sentences are not its text's."""
    return bool(settings.LLM_JUDGE) and feature != "translate"


def _key(task: Task, model: str) -> str:
    """Return what a piece is kept under: what was written without a judge is none of a site with one."""
    return task.key(f"{model}, judged" if judges(task.feature) else model)


def over_limit(moment: datetime) -> bool:
    """Say whether the day's tokens or money are spent, over all processes. One query where there is a limit, none otherwise."""
    if not settings.LLM_TOKENS_A_DAY and not settings.LLM_COST_A_DAY:
        return False
    spent = Call.objects.filter(made__gt=moment - timedelta(days=1)).aggregate(
        tokens=Sum("tokens_in", default=0) + Sum("tokens_out", default=0), cost=Sum("cost", default=0.0)
    )
    tokens, cost = settings.LLM_TOKENS_A_DAY, settings.LLM_COST_A_DAY
    return bool((tokens and spent["tokens"] >= tokens) or (cost and spent["cost"] >= cost))


def resting(port: str) -> bool:
    """Say whether this process leaves the engine of `port` alone after faults."""
    with _lock:
        return _breaker(port).resting


def at_work() -> int:
    """Return how many pieces this process is writing."""
    return len(_jobs)


def forget() -> None:
    """Wait for what is being written and forget the engines' health: a clean start, for tests and after a change of settings."""
    for job in list(_jobs.values()):
        job.ended.wait(10)
    with _lock:
        _breakers.clear()


def _breaker(port: str) -> Breaker:
    return _breakers.setdefault(port, Breaker(settings.LLM_REST))


@dataclass(frozen=True, slots=True)
class _Result:
    lines: tuple[Passed, ...]
    withheld: tuple[str, ...]
    prompt: str
    tokens_in: int
    tokens_out: int


def _work(job: Job) -> None:
    started, outcome, result = time.monotonic(), "ok", None
    after: float | None = None
    try:
        result = _translate(job) if job.task.feature == "translate" else _write(job)
    except ModelError as error:
        outcome, after = error.kind, getattr(error, "after", None)
        log.warning("%s", error)
    except Exception:  # an engine may be anyone's; whatever it raises, readers get what was picked
        outcome = "broken"
        log.exception("the engine of %s failed", job.task.port)
    took = round((time.monotonic() - started) * 1000)
    with _lock:
        breaker = _breaker(job.task.port)
        breaker.well() if outcome == "ok" else breaker.failed(time.monotonic(), after)
    if outcome != "ok" and settings.LLM_REST:
        cache.set(f"octavo.llm.failed.{job.key}", 1, settings.LLM_REST)
    try:
        _keep(job, outcome, result, took)
    except DatabaseError:
        log.exception("what was written of %s could not be kept", job.task.feature)
    finally:
        connection.close()
        with _lock:
            _jobs.pop(job.key, None)
        job.ended.set()


def _write(job: Job) -> _Result:
    task = job.task
    form = "summary-story" if task.feature == "summary" and len(task.sources) > 1 else task.feature
    asked = f"{task.question} (asked after: {' '.join(task.earlier)})" if task.earlier else task.question
    told = prompt(form, task.sources, task.language, question=asked, names=task.names)
    if not told.given:
        return _Result((), (), told.digest, 0, 0)
    gate = Gate(told.given, task.language, MOST[form])
    if task.feature == "ask":
        gate.fits = lambda grounds: touches(task.question, grounds, task.earlier)

    judged = judges(task.feature)
    shown: list[Passed] = [] if judged else job.lines  # what waits for its judge is not shown as it comes

    def hear(piece: str) -> None:
        shown.extend(gate.hear(piece))

    engine: LanguageModel = seam.engine(MODEL)
    answer = engine.complete(Prompt(told.system, told.user, job.model), settings.LLM_TIMEOUT, hear)
    if not gate.heard:  # an engine that tells nothing on the way
        gate.heard = answer.text
    shown.extend(gate.close(whole=answer.whole))
    if gate.foreign:
        raise ModelAnswerError("language", f"it is in “{gate.foreign}”, not in “{task.language}”")
    reasons = [w.reason for w in gate.withheld]
    tokens_in, tokens_out = answer.tokens_in, answer.tokens_out
    if judged and shown:
        second = _judge(engine, job, shown, told.given)
        tokens_in, tokens_out = tokens_in + second.tokens_in, tokens_out + second.tokens_out
        verdicts = confirmed(second.text, len(shown))
        job.lines.extend(line for line, sure in zip(shown, verdicts, strict=True) if sure)
        reasons += [UNSURE] * verdicts.count(False)
    return _Result(tuple(job.lines), tuple(reasons), told.digest, tokens_in, tokens_out)


def _judge(engine: LanguageModel, job: Job, lines: Sequence[Passed], given: Sequence[Passage]) -> Completion:
    """Ask about lines that passed the first gate. Raises ModelError: then nothing was written."""
    sentences = {(p.source.id, p.start): p.text for p in given}
    model = settings.LLM_MODELS.get("judge") or job.model
    return engine.complete(Prompt(*judgement(lines, sentences), model), settings.LLM_TIMEOUT)


def _translate(job: Job) -> _Result:
    task = job.task
    engine: Translator = seam.engine(TRANSLATOR)
    reasons: list[str] = []
    tokens_in = tokens_out = 0
    for part in _parts(task.lines):
        source = task.sources[0].language
        answer = engine.translate([line.text for line in part], source, task.language, settings.LLM_TIMEOUT)
        tokens_in, tokens_out = tokens_in + answer.tokens_in, tokens_out + answer.tokens_out
        if len(answer.lines) != len(part):
            raise ModelAnswerError("schema", "it does not hold one translation for each line")
        if not in_language(answer.lines, task.language):
            raise ModelAnswerError("language", f"it is not in “{task.language}”")
        for line, made in zip(part, answer.lines, strict=True):
            fault = lost(line.text, made, source, task.language, task.names)
            if fault:
                reasons.append(fault)
            else:
                job.lines.append(Passed(made, ((line.article, line.start, line.end),), 1.0))
    digest = hashlib.blake2b("\0".join(line.text for line in task.lines).encode(), digest_size=16).hexdigest()
    return _Result(tuple(job.lines), tuple(reasons), digest, tokens_in, tokens_out)


def _parts(lines: Sequence[Line]) -> list[list[Line]]:
    out: list[list[Line]] = [[]]
    letters = whole = 0
    for line in lines:
        whole += len(line.text)
        if whole > MOST_TRANSLATED:
            break
        if letters and letters + len(line.text) > CHUNK:
            out.append([])
            letters = 0
        out[-1].append(line)
        letters += len(line.text)
    return [part for part in out if part]


def _keep(job: Job, outcome: str, result: _Result | None, took: int) -> None:
    moment, task = now(), job.task
    tokens = (result.tokens_in, result.tokens_out) if result else (0, 0)
    price_in, price_out = settings.LLM_PRICES
    call = Call(
        feature=task.feature, model=job.model[:200], outcome=outcome, tokens_in=tokens[0], tokens_out=tokens[1],
        cost=(tokens[0] * price_in + tokens[1] * price_out) / 1_000_000, milliseconds=took, made=moment,
        passed=len(result.lines) if result else 0, withheld=len(result.withheld) if result else 0,
    )  # fmt: skip
    if result:
        row = Writing(
            key=job.key, feature=task.feature, model=job.model[:200], prompt=result.prompt,
            sources=[[s.id, s.publisher or ""] for s in task.sources],
            lines=[[p.text, [list(place) for place in p.places], p.score] for p in result.lines],
            withheld=list(result.withheld[:MOST_REASONS]), tokens_in=tokens[0], tokens_out=tokens[1], milliseconds=took, made=moment,
        )  # fmt: skip
        job.written = _from_row(row)  # told even if it could not be kept
        store_writing(row, [int(s.id) for s in task.sources])
        job.written = _from_row(row)
    note_call(call)


def _from_row(row: Writing) -> Written:
    return Written(
        tuple(Passed(text, tuple((a, s, e) for a, s, e in places), score) for text, places, score in row.lines),
        len(row.withheld),
        row.model,
        row.prompt,
        tuple(dict.fromkeys(publisher for _, publisher in row.sources)),
        row.tokens_in + row.tokens_out,
        row.milliseconds,
        row.made,
        row.pk,
    )
