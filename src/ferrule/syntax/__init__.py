"""Rust text as trees and tokens: open it to read source without a compiler."""
