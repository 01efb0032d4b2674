"""A value that threads share, behind a pointer that must not leave its thread."""

from typing import Final

from bench.escalation.faults.fault import Fault, Kind, Splice, crate

_SHARED: Final = "src/shared.rs"
_SHARED_TEXT: Final = """//! Settings that several owners read and write.

use crate::ini::Ini;
use std::sync::{Arc, Mutex};

/// Settings with several owners.
#[derive(Debug, Clone)]
pub struct Shared {
    inner: Arc<Mutex<Ini>>,
}

impl Shared {
    /// Takes settings over.
    pub fn new(ini: Ini) -> Shared {
        Shared { inner: Arc::new(Mutex::new(ini)) }
    }

    /// Sets one value.
    pub fn set(&self, section: &str, key: &str, value: &str) {
        self.inner.lock().unwrap().setstr(section, key, Some(value));
    }

    /// Gives one value.
    pub fn get(&self, section: &str, key: &str) -> Option<String> {
        self.inner.lock().unwrap().get(section, key)
    }
}
"""
_FILLING_TEXT: Final = """//! Fills settings from several threads.

use crate::shared::Shared;
use std::thread;

/// Sets each key to its own name, a thread for each.
pub fn fill(shared: &Shared, keys: &[&str]) {
    let mut threads = Vec::new();
    for key in keys {
        let shared = shared.clone();
        let key = key.to_string();
        threads.push(thread::spawn(move || shared.set("filled", &key, &key)));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}
"""
_SHARED_TEST_TEXT: Final = """use configparser::filling::fill;
use configparser::ini::Ini;
use configparser::shared::Shared;

#[test]
fn all_keys_are_filled() {
    let shared = Shared::new(Ini::new());
    fill(&shared, &["a", "b", "c"]);
    for key in ["a", "b", "c"] {
        assert_eq!(Some(key.to_string()), shared.get("filled", key));
    }
}
"""

THREAD: Final = Fault(
    "thread",
    Kind.COMPLEX,
    crate("configparser"),
    "a value behind `Rc<RefCell<_>>` is sent to threads that another file starts",
    (
        Splice(_SHARED, "use std::sync::{Arc, Mutex};", "use std::cell::RefCell;\nuse std::rc::Rc;"),
        Splice(_SHARED, "inner: Arc<Mutex<Ini>>,", "inner: Rc<RefCell<Ini>>,"),
        Splice(_SHARED, "Arc::new(Mutex::new(ini))", "Rc::new(RefCell::new(ini))"),
        Splice(_SHARED, "self.inner.lock().unwrap().setstr", "self.inner.borrow_mut().setstr"),
        Splice(_SHARED, "self.inner.lock().unwrap().get", "self.inner.borrow().get"),
    ),
    (
        Splice("src/lib.rs", "*/\npub mod ini;", "*/\npub mod ini;\npub mod shared;\npub mod filling;"),
        Splice(_SHARED, "", _SHARED_TEXT),
        Splice("src/filling.rs", "", _FILLING_TEXT),
        Splice("tests/shared.rs", "", _SHARED_TEST_TEXT),
    ),
)
