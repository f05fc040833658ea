"""Everything that is known of a person, as one file."""

import json
import tempfile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from .registry import Person, parts

# Above this (octets) the file is kept on disk while it is written.
IN_MEMORY = 5_000_000


def everything_about(user: Person) -> dict[str, Any]:
    """What the parts of the site know, by their keys."""
    return {"written_at": timezone.now(), **{part.key: part.export(user) for part in parts() if part.export}}


def write_archive(user: Person) -> IO[bytes]:
    """A zip with ``data.json`` and the files of every part, open at its beginning."""
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    with ZipFile(archive, "w", ZIP_DEFLATED) as folder:
        text = json.dumps(everything_about(user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        folder.writestr("data.json", text)
        for part in parts():
            for name, content in part.files(user) if part.files else ():
                folder.writestr(name, content)
    archive.seek(0)
    return archive
