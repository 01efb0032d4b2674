"""`ferrule task begin|status|finish|run|answer|accept|abandon|list`."""

import typer

from ferrule.cli.task.looking import list_tasks, status
from ferrule.cli.task.running import run
from ferrule.cli.task.saying import abandon, accept, answer, hook
from ferrule.cli.task.working import begin, finish

app = typer.Typer(help="Begin a task, and end it in a commit that its boxes allow.", no_args_is_help=True)
for command in (begin, status, finish, run, answer, accept, abandon):
    app.command()(command)
app.command("list")(list_tasks)
app.command(hidden=True)(hook)
