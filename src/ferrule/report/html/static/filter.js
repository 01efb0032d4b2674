// What the reader sees of the findings: those that fit the filter, more of them at the press of a button.
const STEP = 500;
const form = document.getElementById("filter");

function asked() {
  const data = new FormData(form);
  return {
    levels: new Set(data.getAll("level")),
    everyLevel: data.getAll("level").length === form.querySelectorAll("[name=level]").length,
    rule: data.get("rule"),
    file: data.get("file").trim().toLowerCase(),
    words: data.get("words").trim().toLowerCase().split(/\s+/u).filter(Boolean),
  };
}

function fits(wish, one) {
  return (
    wish.levels.has(one.level) &&
    (!wish.rule || one.rule === wish.rule) &&
    (!wish.file || one.file.toLowerCase().includes(wish.file)) &&
    wish.words.every((word) => words(one).includes(word))
  );
}

// Gives the findings that stand in the page, in the same form as those of the data.
function standing() {
  return [...document.querySelectorAll("#files article")].map((article) => ({
    article,
    level: article.dataset.level,
    rule: article.dataset.rule,
    file: article.parentElement.dataset.file,
    words: article.textContent.toLowerCase(),
  }));
}

function counted() {
  for (const group of document.querySelectorAll("#files > section")) {
    const number = group.querySelectorAll("article:not([hidden])").length;
    group.hidden = number === 0;
    group.querySelector("h3 .total").textContent = number.toLocaleString("en");
  }
}

if (form) {
  const here = standing();
  const all = here.length + setup.total;
  const more = document.getElementById("more");
  const showing = document.getElementById("showing");
  let turn = 0;
  let want = 0;
  let state = null;

  const tell = (done) => {
    const seen = state.here + state.drawn;
    const found = state.free ? all : state.here + state.found.length;
    const number = (count) => count.toLocaleString("en");
    showing.textContent = done
      ? `${number(seen)} of ${number(found)} findings shown${state.free ? "" : `, ${number(all)} in all`}`
      : `Looking: ${number(found)} findings so far`;
    if (!more) return;
    const left = found - seen;
    more.hidden = !done || left <= 0;
    more.textContent = `Show ${number(Math.min(STEP, left))} more of ${number(left)}`;
  };

  // Goes on reading until enough is shown; with a filter to the end, so that the count is right.
  const fill = async () => {
    const mine = turn;
    for (;;) {
      while (state.drawn < Math.min(want, state.found.length)) place(state.found[state.drawn++]);
      if (state.next >= chunks.length || (state.free && state.found.length >= want)) break;
      const found = await chunk(state.next);
      if (mine !== turn) return;
      state.next += 1;
      for (const one of found) if (fits(state.wish, one)) state.found.push(one);
      tell(false);
      await breath();
      if (mine !== turn) return;
    }
    counted();
    tell(true);
  };

  const choose = () => {
    turn += 1;
    for (const one of document.querySelectorAll("[data-later]")) one.remove();
    const wish = asked();
    const free = wish.everyLevel && !wish.rule && !wish.file && wish.words.length === 0;
    for (const one of here) one.article.hidden = !fits(wish, one);
    want = free ? 0 : STEP;
    state = { wish, free, here: here.filter((one) => !one.article.hidden).length, found: [], drawn: 0, next: 0 };
    counted();
    fill();
  };

  let wait = 0;
  const soon = () => {
    clearTimeout(wait);
    wait = setTimeout(choose, 150);
  };
  form.hidden = false;
  showing.hidden = false;
  form.addEventListener("input", soon);
  form.addEventListener("reset", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  more?.addEventListener("click", () => {
    want += STEP;
    fill();
  });
  choose();
}
