"""ferrule: the playbook of a Rust team as a program that runs it and proves it."""

__version__ = "0.1.0"
