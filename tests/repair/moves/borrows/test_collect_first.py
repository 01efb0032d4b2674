"""What a loop runs over is collected before it where the loop changes its source."""

from repair.moves.mending import mend

DRAIN = """pub struct Work {
    jobs: Vec<u32>,
}
impl Work {
    pub fn round(&mut self) {
        for job in self.jobs.drain(..) {
            if job > 5 {
                self.jobs.push(job - 5);
            }
        }
    }
}
"""


def test_what_is_drained_is_gone_before_the_loop() -> None:
    """New jobs are for the next round."""
    mended = mend(DRAIN)
    assert mended.text == DRAIN.replace("drain(..)", "drain(..).collect::<Vec<_>>()")
    assert mended.moves == ("collect-first",)


def test_references_are_not_collected() -> None:
    """A list of references lends as long as the references."""
    mended = mend(DRAIN.replace("drain(..)", "iter()").replace("job > 5", "*job > 5"))
    assert "collect-first" not in mended.moves
    assert mended.faults == ()
