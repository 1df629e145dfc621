"""What is done to one input: bytes in, bytes out, wherever it runs.

A worker opens nothing and writes nothing, so that one that dies, or is left over from a run
that was killed, has done no harm; and it need not see the same disk.
"""

import io
import json
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from layoutfix.corpus.inputs import kind_of
from layoutfix.corpus.packing import pack, packing_of, unpack
from layoutfix.files import sources
from layoutfix.files.encodings import Encoding
from layoutfix.files.screen import one_line
from layoutfix.files.sources import Source
from layoutfix.files.views import View, json_line
from layoutfix.model.errors import LayoutfixError, SourceError
from layoutfix.model.settings import Settings
from layoutfix.pipeline.run import fix

Outcome = Literal["repaired", "unchanged", "left alone", "up to date", "failed", "timed out"]


class Job(NamedTuple):
    """What is asked for, the same for all inputs.

    ``text_field``: where the records of JSON Lines have their text; None where such files are
    texts like others.
    ``one_file``: whether the results go into one file, so that they are not packed.
    ``max_bytes``: inputs that are larger, unpacked, are refused.
    ``timeout``: seconds that one text may take; 0 for as long as it takes.
    """

    settings: Settings = Settings()
    view: View = View()
    encoding: str = "auto"
    keep: bool = False
    text_field: str | None = None
    one_file: bool = False
    max_bytes: int = 100_000_000
    timeout: float = 0


class Task(NamedTuple):
    """One input: its name for messages, its place below the source for records, its bytes."""

    name: str
    place: str
    raw: bytes


class Result(NamedTuple):
    """What became of an input: bytes to write, or the reason why there are none."""

    outcome: Outcome
    data: bytes = b""
    reason: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()


def work(job: Job, task: Task, beat: Callable[[], None] = lambda: None) -> Result:
    """Repair one input; ``beat`` is called before each text of it.

    What is wrong with the input, or goes wrong in the repair, is a result as well.
    """
    try:
        return _worked(job, task, beat)
    except LayoutfixError as error:
        return Result("failed", reason=error.what, hint=error.hint)
    except MemoryError:
        return Result("failed", reason=f"{one_line(task.name)} takes more memory than there is")
    except Exception as error:  # noqa: BLE001 - one bad file does not stop the others
        said = one_line(f"{type(error).__name__}: {error}")[:200]
        reason = f"{one_line(task.name)} could not be repaired: {said}"
        return Result(
            "failed", reason=reason, hint="That is a mistake in layoutfix: please report it."
        )


class _Made(NamedTuple):
    """What was made of one text."""

    data: bytes
    changed: bool
    warnings: tuple[str, ...] = ()


def _worked(job: Job, task: Task, beat: Callable[[], None]) -> Result:
    if packing_of(task.place):
        task = task._replace(raw=unpack(task.name, task.raw, job.max_bytes))
    records = kind_of(task.place) == "records" and job.text_field is not None
    made = list(_records(job, task, beat) if records else _text(job, task, beat))
    data = b"".join(each.data for each in made)
    return Result(
        "repaired" if any(each.changed for each in made) else "unchanged",
        data if job.one_file else pack(data, task.place),
        warnings=tuple(warning for each in made for warning in each.warnings),
    )


def _text(job: Job, task: Task, beat: Callable[[], None]) -> Iterator[_Made]:
    beat()
    source = sources.take(task.name, task.raw, job.encoding, keep=job.keep)
    document = fix(source.text, job.settings)
    data = job.view.render(document, source._replace(name=task.place))
    yield _Made(data, document.changed, document.warnings)


def _records(job: Job, task: Task, beat: Callable[[], None]) -> Iterator[_Made]:
    """Repair the text of each record; a line without a change stays as it is."""
    for number, line in enumerate(io.BytesIO(task.raw), 1):
        beat()
        if line.isspace():
            yield _Made(line, changed=False)
        else:
            yield _record(job, task, number, line)


def _record(job: Job, task: Task, number: int, line: bytes) -> _Made:
    record, text = _read_record(line, job.text_field or "", f"{one_line(task.name)}, line {number}")
    document = fix(text, job.settings)
    if job.view.to in ("text", "md"):
        after = job.view.text(document)
        data = line if after == text else json_line({**record, job.text_field or "": after})
    else:
        data = job.view.render(document, Source(f"{task.place}:{number}", b"", text, Encoding()))
    return _Made(data, document.changed, document.warnings)


def _read_record(line: bytes, field: str, where: str) -> tuple[dict[str, object], str]:
    """Read a line of JSON Lines; raises SourceError where it has no text in ``field``."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        what = f"{where}: not JSON: {one_line(str(error))}"
        raise SourceError(what, "Mend that line, or take it out.") from None
    text = record.get(field) if isinstance(record, dict) else None
    if not isinstance(text, str):
        what = f"{where}: no text in the field {one_line(field)}"
        raise SourceError(what, "Name the field that holds the text with --text-field.")
    return record, text
