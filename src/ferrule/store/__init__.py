"""What ferrule keeps between runs: the history in SQL, the logs by content, scratch folders."""
