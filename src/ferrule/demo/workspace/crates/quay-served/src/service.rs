//! The worker threads and the channel that feeds them.

use std::error::Error;
use std::num::NonZeroUsize;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::{fmt, panic};

use quay_plan::{Harbour, Policy};

use crate::{Request, Response};

enum Message {
    Work {
        request: Request,
        reply: Sender<Response>,
    },
    Stop,
}

/// Worker threads that carry out requests on a harbour they share.
#[derive(Debug)]
pub struct Service {
    inbox: Sender<Message>,
    workers: Vec<JoinHandle<usize>>,
}

/// A way to reach a [`Service`]; each thread takes a clone of its own.
#[derive(Debug, Clone)]
pub struct Client {
    inbox: Sender<Message>,
}

/// The service has been shut down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl Service {
    /// Starts `workers` threads on `harbour`.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use quay_plan::{FirstFit, Harbour};
    /// use quay_served::{Response, Service};
    ///
    /// let service = Service::start(Harbour::new(FirstFit, []), NonZeroUsize::MIN);
    /// let request = "cancel Aurora".parse().unwrap();
    /// assert_eq!(service.client().call(request), Ok(Response::Cancelled(0)));
    /// assert_eq!(service.shutdown(), 1);
    /// ```
    pub fn start<P>(harbour: Harbour<P>, workers: NonZeroUsize) -> Self
    where
        P: Policy + Send + 'static,
    {
        let (inbox, messages) = mpsc::channel();
        let messages = Arc::new(Mutex::new(messages));
        let harbour = Arc::new(Mutex::new(harbour));
        let workers = (0..workers.get())
            .map(|_| {
                let messages = Arc::clone(&messages);
                let harbour = Arc::clone(&harbour);
                thread::spawn(move || work(&messages, &harbour))
            })
            .collect();
        Self { inbox, workers }
    }

    /// A client of this service.
    pub fn client(&self) -> Client {
        let inbox = self.inbox.clone();
        Client { inbox }
    }

    /// Finishes the requests that are waiting, ends the threads, and says how many requests
    /// they carried out. Clients that call later get [`Stopped`].
    ///
    /// # Panics
    ///
    /// Passes on the panic of a worker, if one panicked.
    pub fn shutdown(self) -> usize {
        for _ in &self.workers {
            // It fails only when every worker is gone, and then nobody is left to stop.
            self.inbox.send(Message::Stop).ok();
        }
        self.workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|p| panic::resume_unwind(p)))
            .sum()
    }
}

impl Client {
    /// Sends `request` and waits for the response.
    pub fn call(&self, request: Request) -> Result<Response, Stopped> {
        let (reply, response) = mpsc::channel();
        let message = Message::Work { request, reply };
        self.inbox.send(message).map_err(|_| Stopped)?;
        response.recv().map_err(|_| Stopped)
    }
}

/// One worker: carries out requests until it is told to stop, and counts them.
fn work<P: Policy>(messages: &Mutex<Receiver<Message>>, harbour: &Mutex<Harbour<P>>) -> usize {
    let mut served = 0;
    while let Some((request, reply)) = next_request(messages) {
        let response = request.apply(&mut lock(harbour));
        served += 1;
        // A client that no longer waits has no use for the response.
        reply.send(response).ok();
    }
    served
}

/// Takes one message, and lets go of the channel before the work begins.
fn next_request(messages: &Mutex<Receiver<Message>>) -> Option<(Request, Sender<Response>)> {
    match lock(messages).recv() {
        Ok(Message::Work { request, reply }) => Some((request, reply)),
        Ok(Message::Stop) | Err(_) => None,
    }
}

/// Locks `mutex` even if a worker panicked: no request leaves a harbour half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service has been shut down")
    }
}

impl Error for Stopped {}
