"""Receiving files: a body or a file that is too large is refused with a sentence, before anything keeps it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from kapok.compiler.readers.refusals import MEGABYTE, MOST_BYTES
from kapok.plans.review.taking import RefusedError, clean_name, refuse_name

MOST_FILES = 5
MOST_BODY = 2 * MOST_BYTES
DRAINED = 8 * MOST_BYTES  # bytes of a refused body that are read and thrown away, so that the browser hears why
CHUNK = 1024 * 1024
BROKEN, TOO_LARGE = 400, 413
View = Callable[..., HttpResponse]


class Bounded(FileUploadHandler):
    """Drops a file as soon as it is too large, or for its name; ``request.refused_files`` says which and why."""

    received = 0

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.received = 0
        try:
            refuse_name(self.file_name or "")
        except RefusedError as error:
            self._drop(str(error))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  (Django gives it by place)
        self.received += len(raw_data)
        if self.received > MOST_BYTES:
            name = clean_name(self.file_name or "")
            words = _("{name}：文件超过了 {most} MB 的上限，没有收完。请删去图片和附件，或把文件分成几份，再交来。")
            self._drop(words.format(name=name, most=MOST_BYTES // MEGABYTE))
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002  (the handlers behind keep the file)
        return None

    def _drop(self, sentence: str) -> None:
        refused_files(self.request).append(sentence)
        raise SkipFile


def refused_files(request: Any) -> list[str]:
    """Why files of a request were dropped while they came in."""
    kept: list[str] | None = getattr(request, "kapok_refused_files", None)
    if kept is None:
        kept = request.kapok_refused_files = []
    return kept


def receives_files(permit: Callable[[HttpRequest], object], turn_away: View) -> Callable[[View], View]:
    """For a view that takes files: who ``permit`` refuses sends nothing, and ``turn_away`` answers with the sentence
    where the body is out of bounds or cannot be read.

    The body is not to be read before that is known, so the check against forgery comes after it and not before.
    """

    def wrap(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def received(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            if request.method == "POST":
                permit(request)
                if sentence := _over(request):
                    _drain(request)
                    return turn_away(request, sentence, TOO_LARGE)
                request.upload_handlers.insert(0, Bounded(request))
            try:
                answer: HttpResponse = protected(request, *args, **options)
            except MultiPartParserError:
                sentence = _("文件名太长，或者上传中断了，没有读到文件。什么都没有保存。请把文件名改短，再交一次。")
                return turn_away(request, sentence, BROKEN)
            except (RequestDataTooBig, TooManyFilesSent):
                sentence = _("粘贴的文字或文件的份数超过了上限。什么都没有保存。请存成文件，分几次交。")
                return turn_away(request, sentence, TOO_LARGE)
            return answer

        return received

    return wrap


def _over(request: HttpRequest) -> str:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length <= MOST_BODY:
        return ""
    return _(
        "一次交来的文件共有 {size} MB，超过了 {most} MB 的上限。什么都没有保存。请分几次交，每份不超过 {each} MB。"
    ).format(size=length // MEGABYTE, most=MOST_BODY // MEGABYTE, each=MOST_BYTES // MEGABYTE)


def _drain(request: HttpRequest) -> None:
    left = DRAINED
    while left > 0 and (chunk := request.read(min(CHUNK, left))):
        left -= len(chunk)
