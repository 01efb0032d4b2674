// On paper all that is folded is open; afterwards it is as it was.
const unfolded = [];

addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details:not([open])")) {
    one.open = true;
    unfolded.push(one);
  }
});

addEventListener("afterprint", () => {
  for (const one of unfolded.splice(0)) one.open = false;
});
