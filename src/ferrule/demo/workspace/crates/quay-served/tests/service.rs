//! The service under several threads, and its text sessions.

use std::num::NonZeroUsize;
use std::thread;

use quay_plan::{FirstFit, Harbour, Manifest};
use quay_served::{serve, Request, Response, Service, Stopped};

fn start(workers: usize) -> Service {
    let manifest = Manifest::parse("berth B1 200 9\nberth B2 100 5").expect("a manifest");
    let harbour = Harbour::new(FirstFit, manifest.berths);
    Service::start(harbour, NonZeroUsize::new(workers).expect("a worker"))
}

fn request(line: &str) -> Request {
    line.parse().expect(line)
}

#[test]
fn two_berths_take_two_of_many_rivals() {
    let service = start(4);
    let rivals: Vec<_> = (0..16)
        .map(|number| {
            let client = service.client();
            let visit = request(&format!("book Rival-{number} 50 2 8..14 low"));
            thread::spawn(move || client.call(visit))
        })
        .collect();
    let booked = rivals
        .into_iter()
        .map(|rival| rival.join().expect("no panic"))
        .filter(|answer| matches!(answer, Ok(Response::Booked(_))))
        .count();
    assert_eq!(booked, 2);
    assert_eq!(service.shutdown(), 16);
}

#[test]
fn a_client_outlives_the_service() {
    let service = start(2);
    let client = service.client();
    assert!(client.call(request("free 0..24")).is_ok());
    assert_eq!(service.shutdown(), 1);
    assert_eq!(client.call(request("free 0..24")), Err(Stopped));
}

#[test]
fn a_session_answers_line_by_line() {
    let service = start(1);
    let input = "book Aurora 95 6.2 8..14 high\n\nfree 0..24\nsail\ncancel Aurora\nquit\nfree";
    let mut output = Vec::new();
    let answered = serve(&service.client(), input.as_bytes(), &mut output);
    assert_eq!(answered.expect("no stream fails"), 4);
    let answers = String::from_utf8(output).expect("text");
    assert_eq!(
        answers.lines().collect::<Vec<_>>(),
        [
            "ok Aurora lies at B1 for hours 8..14",
            "ok B1:0..8 B1:14..24 B2:0..24",
            "error unexpected \"sail\"",
            "ok 1 cancelled",
        ]
    );
}
