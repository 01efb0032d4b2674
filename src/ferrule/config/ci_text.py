"""The files that make GitHub or GitLab run the ladder: few rights, a cache, reports where each server shows them."""

import json
import shlex
from typing import Final

MARK: Final = "# Written by `ferrule init --ci"
"""How each of these files begins, so that one of somebody else's is never written over."""
_GITHUB: Final = """\
{mark} github`. Yours to change; then `ferrule init` leaves it alone.
name: ferrule

on:
  push:
    branches: [main, master]
  pull_request:

permissions:
  contents: read

concurrency:
  group: ferrule-${{{{ github.ref }}}}
  cancel-in-progress: ${{{{ github.event_name == 'pull_request' }}}}

jobs:
  ferrule:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      actions: read # for the same in private repositories
      contents: read
      security-events: write # for the upload to code scanning alone
    env:
      CARGO_TERM_COLOR: never
      FERRULE_TRUST: "1" # a checkout that lasts for one job; nobody is there to be asked
{defaults}    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - name: Rust, as rust-toolchain.toml or the runner has it
        run: |
          rustup show active-toolchain || rustup toolchain install
          rustup component add rustfmt clippy
      - uses: actions/cache@v4
        with:
          path: |
            ~/.cargo/registry
            ~/.cargo/git
            {folder}target
          key: ferrule-${{{{ runner.os }}}}-${{{{ hashFiles('**/Cargo.lock', '**/rust-toolchain*') }}}}
          restore-keys: ferrule-${{{{ runner.os }}}}-
      - name: Install ferrule and the tools that its gates need
        run: pip install "ferrule[tools]"
      - name: Climb the ladder
        run: |
          ferrule check --profile standard --format github \\
            --output sarif=ferrule.sarif --output junit=ferrule-junit.xml --output html=ferrule.html
      - name: Findings for code scanning
        if: >-
          !cancelled() && hashFiles('{folder}ferrule.sarif') != '' &&
          (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository)
        uses: github/codeql-action/upload-sarif@v4
        continue-on-error: true # code scanning may be switched off
        with:
          sarif_file: {quote}{folder}ferrule.sarif{quote}
          category: ferrule
      - name: Reports
        if: ${{{{ !cancelled() }}}}
        uses: actions/upload-artifact@v4
        with:
          name: ferrule
          path: |
            {folder}ferrule-junit.xml
            {folder}ferrule.html
          if-no-files-found: ignore
"""
_GITLAB: Final = """\
{mark} gitlab`. Yours to change; then `ferrule init` leaves it alone.
ferrule:
  image: rust:1
  timeout: 1h
  interruptible: true
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    CARGO_HOME: $CI_PROJECT_DIR/.ci-cargo
    CARGO_TERM_COLOR: never
    FERRULE_TRUST: "1" # a checkout that lasts for one job; nobody is there to be asked
    PIP_CACHE_DIR: $CI_PROJECT_DIR/.ci-pip
  cache:
    key:
      files:
        - {quote}{folder}Cargo.lock{quote}
      prefix: ferrule
    paths:
      - .ci-cargo/registry
      - .ci-cargo/git
      - .ci-pip
      - {quote}{folder}target{quote}
  before_script:
{change}    - apt-get update && apt-get install --yes --no-install-recommends python3-venv
    - rustup component add rustfmt clippy
    - python3 -m venv /opt/ferrule
    - /opt/ferrule/bin/pip install "ferrule[tools]"
    - export PATH="/opt/ferrule/bin:$PATH"
  script:
    - >-
      ferrule check --profile standard
      --output gitlab=gl-code-quality-report.json --output junit=ferrule-junit.xml --output html=ferrule.html
  artifacts:
    when: always
    expire_in: 1 week
    paths:
      - {quote}{folder}ferrule.html{quote}
    reports:
      codequality: {quote}{folder}gl-code-quality-report.json{quote}
      junit: {quote}{folder}ferrule-junit.xml{quote}
"""


def github_text(folder: str) -> str:
    """Give the workflow for GitHub; `folder`: of the workspace in the repository, empty where it is the root."""
    defaults = (
        f"    defaults:\n      run:\n        working-directory: {json.dumps(folder, ensure_ascii=False)}\n"
        if folder
        else ""
    )
    return _GITHUB.format(mark=MARK, defaults=defaults, **_placed(folder))


def gitlab_text(folder: str) -> str:
    """Give the job for GitLab; `folder` as for GitHub."""
    front = "-- " if folder.startswith("-") else ""
    words = json.dumps(f"cd {front}{shlex.quote(folder)}", ensure_ascii=False)
    change = f"    - {words}\n" if folder else ""
    return _GITLAB.format(mark=MARK, change=change, **_placed(folder))


def _placed(folder: str) -> dict[str, str]:
    """Give what stands before the names of files, and what keeps its signs from being YAML's."""
    return {"folder": f"{folder}/", "quote": '"'} if folder else {"folder": "", "quote": ""}
