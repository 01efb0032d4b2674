//! The `quay` binary: its exit codes, and what goes to which stream.

use std::io::Write;
use std::process::{Command, Stdio};

const DAY: &str = "
berth B1 200 9
berth B2 100 5
visit Aurora 95 6.2 8..14 high
visit Dinghy 10 1 14..18 low
visit Leviathan 300 9 0..24 high
";

/// Runs `quay` with [`DAY`] on its standard input.
#[track_caller]
fn assert_ends(args: &[&str], code: i32, stdout: &str, stderr: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quay"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // A child that ends before it reads its input closes the pipe: that is no failure here.
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(DAY.as_bytes()).ok();
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
    assert_eq!(String::from_utf8_lossy(&output.stderr), stderr);
    assert_eq!(output.status.code(), Some(code));
}

#[test]
fn refusals_go_to_the_error_stream() {
    let placed = "Aurora lies at B2 for hours 8..14\nDinghy lies at B2 for hours 14..18\n";
    let refused = "Leviathan fits no berth\n";
    assert_ends(&["plan", "--policy", "tightest", "-"], 1, placed, refused);
}

#[test]
fn busy_hours_are_joined() {
    assert_ends(&["busy", "-"], 0, "B1 10h 8..18\nB2 0h\n", "");
}

#[test]
fn failures_have_their_own_codes() {
    let usage = "quay: unexpected \"sail\" (try --help)\n";
    assert_ends(&["sail"], 2, "", usage);
    let unreadable = "quay: no/such/day: No such file or directory (os error 2)\n";
    assert_ends(&["busy", "no/such/day"], 3, "", unreadable);
}
