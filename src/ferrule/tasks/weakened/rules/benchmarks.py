"""Benchmarks that are gone or do something else: what they measure cannot be compared with before."""

from collections.abc import Iterator
from typing import Final

from ferrule.tasks.rust.tests import Placed, is_benchmark
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted

ID: Final = "benchmark"
_B = "#[bench]\nfn b(b: &mut Bencher) { b.iter(|| f(1000)); }"
_C = 'fn sums(c: &mut Criterion) { c.bench_function("sum", |b| b.iter(|| f(1000))); }'
EXAMPLES: Final = (
    noted(_B, ""),
    noted(_B, _B.replace("1000", "10")),
    noted({"benches/b.rs": _C}, {"benches/b.rs": _C.replace("f(1000)", "f(1)")}),
    noted({"benches/b.rs": _C}, {}),
    fine("", _B),
    fine({"benches/b.rs": _C}, {"benches/b.rs": _C + _C.replace("sums", "more")}),
    fine("fn f(n: u32) -> u32 { n + 1 }\n" + _B, "fn f(n: u32) -> u32 { 1 + n }\n" + _B),
)


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give each benchmark that is not what it was."""
    after = {_key(one): one for one in scene.after if is_benchmark(one)}
    for old in scene.before:
        if not is_benchmark(old):
            continue
        new = after.get(_key(old))
        if new is None:
            yield Weakened(ID, old.path, old.piece.line, f"the benchmark `{old.name}` is gone", is_note=True)
        elif new.piece.body != old.piece.body:
            words = f"the benchmark `{old.name}` measures something else now"
            yield Weakened(ID, new.path, new.piece.line, words, is_note=True)


def _key(one: Placed) -> tuple[str, tuple[str, ...], str]:
    return one.path, one.piece.around, one.piece.name
