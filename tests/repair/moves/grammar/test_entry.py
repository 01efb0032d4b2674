"""Programs without `main`."""

from repair.moves.mending import mend


def test_a_name_one_letter_off() -> None:
    """It is the one that was meant."""
    mended = mend({"main.rs": "fn mian() { println!(); }\n"})
    assert mended.text == "fn main() { println!(); }\n"
    assert mended.moves == ("name-main",)


def test_a_program_of_items() -> None:
    """It does nothing, which is what it says."""
    mended = mend({"main.rs": "struct A;\nimpl A { fn main(&self) {} }\n"})
    assert mended.text == "struct A;\nimpl A { fn main(&self) {} }\nfn main() {}\n"


def test_a_test_is_no_program() -> None:
    """A `main` that is a test stays one."""
    mended = mend({"main.rs": "#[test]\nfn main() {}\n"})
    assert not mended.compiles
    assert mended.moves == ()


def test_main_reads_the_command_line() -> None:
    """It has no parameters."""
    mended = mend({"main.rs": 'fn main(args: Vec<String>) {\n    println!("{}", args.len());\n}\n'})
    assert mended.text == (
        'fn main() {\n    let args: Vec<String> = std::env::args().collect();\n    println!("{}", args.len());\n}\n'
    )


def test_main_without_what_it_does_not_use() -> None:
    """A parameter that nobody reads is left out."""
    assert mend({"main.rs": "fn main(_args: u8) {\n}\n"}).text == "fn main() {\n}\n"


def test_main_keeps_what_nobody_can_give() -> None:
    """A value of another type comes from nowhere."""
    assert not mend({"main.rs": 'fn main(n: u8) {\n    println!("{n}");\n}\n'}).compiles
