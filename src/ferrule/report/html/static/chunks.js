// The findings that are data: unpacked chunk by chunk, each only when it is needed, and kept then.
const chunks = [...document.querySelectorAll("script.chunk")];
const read = new Map();

async function chunk(at) {
  if (!read.has(at)) {
    const packed = Uint8Array.from(atob(chunks[at].textContent), (sign) => sign.charCodeAt(0));
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    read.set(at, opened(await new Response(plain).json()));
  }
  return read.get(at);
}

// Lets the browser draw and answer between two chunks.
function breath() {
  return new Promise((go) => setTimeout(go));
}

function words(one) {
  one.words ??= `${one.message}\n${one.rule}\n${one.text}`.toLowerCase();
  return one.words;
}

// Puts a finding below the heading of its file, which is made where there is none yet.
function place(one) {
  const list = document.getElementById("files");
  groups.made ??= new Map([...list.children].map((group) => [group.dataset.file, group]));
  let group = groups.made.get(one.file);
  if (!group) {
    group = element("section", "", "file");
    group.dataset.file = one.file;
    const head = document.createElement("h3");
    head.append(element("code", one.file || "without a file"), " ", element("span", "", "total"));
    group.append(head);
    list.append(group);
    groups.made.set(one.file, group);
  }
  const article = built(one);
  article.dataset.later = "";
  group.append(article);
}

const groups = { made: null };
