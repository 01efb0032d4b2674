"""When a task needs a design that says how it fails, and which answers say something."""

import pytest

from ferrule.tasks.design import ANSWERS, missing, says_something, touches

FAR = [
    "Implement a Raft consensus module with batching",
    "add log replication with snapshots",
    "Replicate writes to two followers before acknowledging",
    "make the leader election deterministic",
    "Support quorum reads",
    "Add a gRPC service for the scheduler",
    "add an RPC layer with timeouts",
    "Write an HTTP server that serves metrics",
    "add an HTTP client with retries",
    "expose the queue as a REST API",
    "listen on a Unix domain socket",
    "open a TCP connection per shard and pool them",
    "sync state between nodes every second",
    "Synchronise the cache across all peers",
    "send heartbeats to followers",
    "handle network partitions gracefully",
    "Tolerate a partition of the cluster",
    "cluster membership with gossip",
    "let a new node join the cluster",
    "store sessions in Redis",
    "Keep the state in PostgreSQL",
    "publish events to Kafka",
    "use a lock file between processes",
    "cross-process cache invalidation",
    "build a distributed lock",
    "implement linearizable reads",
    "add a CRDT counter",
    "Shard the keyspace across machines",
    "upload results to S3",
    "add a websocket endpoint for updates",
    "peer-to-peer file exchange",
    "a two-phase commit coordinator",
    "review the distributed cache for race conditions",
    "optimise the RPC hot path to 120us",
    "service discovery over the network",
    "replicas must converge after a crash",
    "Rewrite the replication log to use io_uring",
]
NEAR = [
    "partition the slice by a predicate",
    "speed up partition_point for sorted input",
    "HTTP status enum docs",
    "add Display for the HTTP status enum",
    "a cluster of tests fails on Windows",
    "cluster similar strings with k-means",
    "fix a typo in the Raft docs",
    "improve the documentation of the replication module",
    "rename the raft module to consensus_log",
    "parse HTTP headers faster",
    "parse socket addresses without allocation",
    "validate URLs before they are stored",
    "replicate the bug from issue 12 in a test",
    "make the parser consistent with the lexer",
    "a crate distributed under the MIT licence",
    "random numbers that are uniformly distributed",
    "implement quicksort with Lomuto partition",
    "the iterator should be fused",
    "add a leader line to the plot",
    "use a thread pool for hashing",
    "share state between threads with an Arc",
    "send values through a channel to a worker thread",
    "add a Mutex around the cache",
    "make the node of the syntax tree smaller",
    "insert nodes into the B-tree in batches",
    "synchronize access to the buffer with a lock",
    "stream the file line by line",
    "fetch the next token",
    "a raft of small clean-ups",
    "draft the changelog",
    "reach consensus of the reviewers on naming",
    "add no network access to the tests",
    "port the encoder to no_std",
    "support serde for the peer struct",
    "implement `Iterator::partition` for chunks",
    "quote the server name in the error message",
    "sort the log entries by time",
    "write a snapshot test for the formatter",
    "optimise memory use of the arena",
    "add a builder for the client options struct",
    "make the primary key type generic",
]


@pytest.mark.parametrize("text", FAR)
def test_far(text: str) -> None:
    """A task over network, copies or shared state asks for a design."""
    assert touches(text)


@pytest.mark.parametrize("text", NEAR)
def test_near(text: str) -> None:
    """A task within one process does not, whatever its words are elsewhere used for."""
    assert touches(text) == ""


def test_crates_tell() -> None:
    """A crate for the network makes the task one, whatever its text says."""
    assert touches("make it faster", ["serde", "tokio_tungstenite"]) == "`tokio_tungstenite` is a crate for the network"
    assert "replication" in touches("", ["openraft"])
    assert touches("", ["aws-sdk-s3"])
    assert touches("make it faster", ["serde", "tokio", "hypergraph", "h2o"]) == ""


def test_the_reason_names_the_words() -> None:
    """The user sees which words made the question."""
    assert touches("Add a gRPC\n service") == "`gRPC` speaks of the network"


GOOD = {
    "failure-model": "Nodes crash and come back with their disk; messages are lost, late or doubled.",
    "partition-behaviour": "The side without a majority stops taking writes and answers reads as stale.",
    "consistency-level": "Writes are linearizable; reads from followers may be one heartbeat old.",
}


def test_good_answers() -> None:
    """Three answers that say something leave nothing open."""
    assert missing(GOOD) == ()
    assert missing({}) == ANSWERS


@pytest.mark.parametrize(
    "text",
    ["", "  ", "n/a", "N/A.", "none", "TBD", "todo", "to be decided", "not applicable", "n/a: ", "n/a: none",
     "n/a - no",      "yes", "works as expected", "see above", "fail stop", "???", "it depends", "good good good good"],
)  # fmt: skip
def test_empty_answers(text: str) -> None:
    """A word to be rid of the question is no answer."""
    assert missing(GOOD | {"failure-model": text}) == ("failure-model",)


@pytest.mark.parametrize(
    "text",
    ["n/a: one process, no peer", "N/A - only the parser is touched here", "na: the client never retries writes",
     "Crash-stop: a lost node never returns"],
)  # fmt: skip
def test_reasons(text: str) -> None:
    """`n/a` with a reason counts, as do short and full answers."""
    assert says_something(text)


def test_one_text_for_all() -> None:
    """The same words cannot answer three questions; a waiver may hold for all."""
    same = dict.fromkeys(ANSWERS, "Everything is retried until it works again.")
    assert missing(same) == ANSWERS[1:]
    assert missing(dict.fromkeys(ANSWERS, "n/a: only the name of a metric changes")) == ()
