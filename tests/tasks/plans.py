"""Plan files as people write them, and what they become."""

from typing import Final

from ferrule.tasks.plan_entry import Entry

TASK: Final = Entry("T-1", "add retries to the client")
MARKED: Final = "add retries to the client <!-- task: T-1 -->"

NEW: Final = f"""# TODO

## In Progress

- {MARKED}

## Planned

## Completed

## Triage

## Won't Fix
"""

GROWN: Final = """---
owner: "## Planned"
---
# Plan of the team

Words in front, with [a link](x).

## \U0001f6a7 In progress
- [ ] P2 tidy the logs
- [ ] !! the crash at start
  - [ ] seen on arm

### planned:

* [ ] [high] Add retries to the **client**.
  more words of the same line

  - a detail
    ```sh
    ## In Progress
    - no entry
    ```
* [ ] the rest

<!--
## Completed
- a template
-->

## Notes

```
## Triage
```
Free words.\tEnd"""

BEGUN: Final = """---
owner: "## Planned"
---
# Plan of the team

Words in front, with [a link](x).

## \U0001f6a7 In progress
- [ ] [high] Add retries to the **client**.
  more words of the same line <!-- task: T-1 -->

  - a detail
    ```sh
    ## In Progress
    - no entry
    ```
- [ ] !! the crash at start
  - [ ] seen on arm
- [ ] P2 tidy the logs

### planned:

* [ ] the rest

<!--
## Completed
- a template
-->

### Completed

### Triage

### Won't Fix

## Notes

```
## Triage
```
Free words.\tEnd"""
"""The same when the task with these words has begun: five sections, moved, in order, all else as it was."""

GROWN_TASK: Final = Entry("T-1", "Add retries to the **client**. more words of the same line")
