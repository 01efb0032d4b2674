"""Which prebuilt file fits which machine."""

import pytest

from ferrule.tools.machine import fitting, told
from ferrule.tools.pins import WheelFile
from toolbox import tiny

PIN = tiny(
    *(
        WheelFile(f"cargo_tiny-1.0.0-py3-none-{tag}.whl", "", 1)
        for tag in (
            "manylinux_2_17_x86_64.manylinux2014_x86_64",
            "manylinux_2_27_aarch64.manylinux_2_28_aarch64",
            "macosx_11_0_arm64",
            "win_amd64",
        )
    )
)


@pytest.mark.parametrize(
    ("machine", "end"),
    [
        (("linux", "x86_64", (2, 36)), "manylinux2014_x86_64"),
        (("linux", "x86_64", (2, 17)), "manylinux2014_x86_64"),
        (("linux", "x86_64", (2, 12)), None),
        (("linux", "x86_64", ()), None),
        (("linux", "aarch64", (2, 27)), "manylinux_2_28_aarch64"),
        (("linux", "riscv64", (2, 39)), None),
        (("darwin", "arm64", (15, 1)), "macosx_11_0_arm64"),
        (("darwin", "x86_64", (15, 1)), None),
        (("win32", "AMD64", (10, 0)), None),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, tuple) else str(value),
)
def test_files_fit_by_system_processor_and_age(machine: tuple[str, str, tuple[int, ...]], end: str | None) -> None:
    """A file fits where the system is no older than it was built for; musl, other processors and Windows get none."""
    file = fitting(PIN, machine)

    assert (file.name.removesuffix(".whl").endswith(end) if file and end else file) == (True if end else None)


def test_a_machine_is_told_in_words() -> None:
    """What has no file is told as users know it."""
    assert "linux x86_64, glibc 2.36" == told(("linux", "x86_64", (2, 36)))
    assert "linux x86_64, without glibc" == told(("linux", "x86_64", ()))
    assert "darwin arm64, macOS 15.1" == told(("darwin", "arm64", (15, 1)))
