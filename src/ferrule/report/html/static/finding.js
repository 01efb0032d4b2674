// One finding of the data as an element: a copy of the page's own skeleton, filled with text and never with markup.
const setup = JSON.parse(document.getElementById("setup")?.textContent ?? '{"total": 0, "shapes": [], "tones": {}}');
const shapes = setup.shapes.map(([kind, form]) => [kind, new RegExp(form, "u")]);
const FIELDS = ["level", "rule", "file", "place", "message", "rows", "status", "id", "text", "cut", "suggestions"];

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function ticked(text) {
  const parts = text.split("`");
  return parts.length % 2 ? parts.map((part, at) => (at % 2 ? element("code", part) : part)) : [text];
}

function shaped(line) {
  for (const [kind, form] of shapes) {
    const found = form.exec(line);
    if (found) return [element("i", found[1]), element("span", found[2], kind), "\n"];
  }
  return [element("i", ""), line + "\n"];
}

// Gives the findings of one chunk as objects, with the names that the chunk holds only once.
function opened({ first, files, rules, links, rows, findings }) {
  return findings.map((values, at) => {
    const one = Object.fromEntries(FIELDS.map((name, place) => [name, values[place]]));
    const link = links[one.rule];
    return { ...one, number: first + at, link, rule: rules[one.rule], file: files[one.file], rows: one.rows.map((row) => rows[row]) };
  });
}

function built(one) {
  const article = document.getElementById("finding").content.firstElementChild.cloneNode(true);
  const slot = (name, value, parts) => {
    const place = article.querySelector(`[data-slot=${name}]`);
    if (value && value.length !== 0) place.replaceChildren(...parts(value));
    else place.remove();
    return place;
  };
  const plain = (text) => [String(text)];
  article.id = `f${one.number}`;
  article.classList.add(one.level);
  slot("level", one.level, plain);
  slot("link", one.link && one.rule, plain).setAttribute("href", one.link || "#");
  slot("rule", one.link ? "" : one.rule, plain);
  slot("message", one.message, ticked);
  slot("place", one.place, plain);
  slot("rows", one.rows, (rows) => [rows.join(", ")]);
  slot("status", one.status, plain).classList.add(setup.tones[one.status] ?? "quiet");
  slot("id", one.id, plain);
  slot("text", one.text, (text) => text.split("\n").flatMap(shaped));
  slot("cut", one.cut, (cut) => [`${cut.toLocaleString("en")} characters more were left out here; the log has them all.`]);
  slot("suggestions", one.suggestions, (lines) => lines.map((line) => {
    const item = document.createElement("li");
    item.replaceChildren(...ticked(line));
    return item;
  }));
  return article;
}
