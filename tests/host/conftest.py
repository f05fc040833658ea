"""The wheel, built once, and clean Wagtail projects that install it."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
import wagtail
from django.conf import settings

PROJECTS = Path(__file__).parent / "projects"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command outside this project's environment; its output, or a failure that shows it."""
    inherited = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "DJANGO_SETTINGS_MODULE"}}
    inherited.pop("DATABASE_URL", None)
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=inherited, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it would be published."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "site/manage.py", "compilemessages", cwd=settings.ROOT_DIR)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=settings.ROOT_DIR)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def clean_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel and what it asks for, nothing of this repository."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "-q"]
    run(*install, wheel, f"wagtail=={wagtail.__version__}", cwd=folder)
    return python


@pytest.fixture
def host(clean_python: Path, tmp_path: Path) -> Callable[[str], Callable[..., str]]:
    """Make a plain ``wagtail start`` project, lay one of ``projects/`` over it; gives its ``manage``."""

    def start(name: str) -> Callable[..., str]:
        run(clean_python.parent / "wagtail", "start", "hostsite", cwd=tmp_path)
        project = tmp_path / "hostsite"
        shutil.copytree(PROJECTS / name, project, dirs_exist_ok=True)
        return lambda *args: run(clean_python, "manage.py", *args, cwd=project)

    return start
