"use strict";
// The page of the preview: pictures of the pages, the words behind them, what is wrong, and a form for one fact.
// Every value reaches the page as text; where things stand is said by the server, in points.

const at = (id) => document.getElementById(id);
const make = (tag, text, cls) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (cls) element.className = cls;
  return element;
};
let paper = new URLSearchParams(location.hash.slice(1)).get("paper") || "";
let state = null, shown = null, stream = null, here = -1, spans = [], order = [], boxes = new Map(), pictures = [], seen = "", editing = "";

function query(what, more) {
  return what + "?" + new URLSearchParams(Object.assign({ paper }, more));
}

function listen() {
  if (stream) stream.close();
  stream = new EventSource(query("events"));
  stream.onmessage = (event) => receive(JSON.parse(event.data));
  stream.onerror = () => say("The preview has ended, or cannot be reached.");
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) { if (stream) stream.close(); stream = null; } else if (!stream) listen();
});

function say(text) { at("status").textContent = text; }

function receive(news) {
  if (news.papers) listPapers(news.papers, news.paper);
  if (news.only) return;
  if (news.making) { paper = news.paper; say("Making the pages …"); return; }
  paper = news.paper;
  state = news;
  at("word").href = query("word"); at("pdf").href = query("pdf");
  at("undo").hidden = !news.undo;
  listProblems(news.problems);
  document.body.classList.toggle("stale", news.stale);
  if (news.shown) show(news);
  const errors = news.problems.filter((each) => each.severity === "error").length;
  const changes = news.shown ? changedPages(news.shown) : [];
  say(news.stale ? "Not made: " + errors + (errors === 1 ? " problem" : " problems") + ". The last good pages are shown."
    : (news.shown ? news.shown.pages.length + (news.shown.pages.length === 1 ? " page" : " pages") : "")
      + (changes.length ? ", changed on page " + changes.join(", ") : ""));
  document.documentElement.dataset.version = news.version;
}

function changedPages(now) {
  const changed = new Set(now.changed);
  return [...new Set(now.places.filter((place) => changed.has(place[5])).map((place) => place[0]))].sort((a, b) => a - b);
}

function listPapers(papers, open) {
  const select = at("paper");
  const options = papers.map((each) => {
    const count = each.errors < 0 ? "" : each.errors || each.warnings ? " (" + [each.errors ? each.errors + " wrong" : "",
      each.warnings ? each.warnings + " warned of" : ""].filter(Boolean).join(", ") + ")" : "";
    const option = make("option", each.name + count);
    option.value = each.name;
    option.selected = each.name === open;
    return option;
  });
  select.replaceChildren(...options);
}

at("paper").addEventListener("change", (event) => {
  paper = event.target.value;
  location.hash = new URLSearchParams({ paper }).toString();
  shown = null; here = -1; closeForm();
  listen();
});

function listProblems(problems) {
  const list = at("problems");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  at("no-problems").hidden = problems.length > 0;
  list.replaceChildren(...problems.map((each) => {
    const item = make("li", undefined, each.severity);
    item.append(make("span", (each.severity === "error" ? "Error " : "Warning ") + each.code, "code"), " ", each.message, " ");
    const where = each.open ? make("a", each.at) : make("span", each.at, "where");
    if (each.open) { where.href = each.open; where.dataset.key = each.code + each.at; }
    item.append(where);
    if (each.hint) item.append(make("div", each.hint, "hint"));
    return item;
  }));
  if (focused) for (const link of list.querySelectorAll("a")) if (link.dataset.key === focused) link.focus();
}

function show(news) {
  const before = shown;
  shown = news.shown;
  at("title").textContent = shown.title;
  document.title = shown.title + " – preview";
  at("gone").textContent = shown.gone.length ? "Left out: " + shown.gone.join("; ") : "";
  showPages(news.sizes, before ? before.pages : []);
  showWords();
  drawChanged();
  if (here >= 0) { const kept = here; here = -1; if (kept < spans.length && spans[kept] && shown.facts[kept].length) select(kept, false); }
}

function showPages(sizes, before) {
  const region = at("pages");
  while (pictures.length > sizes.length) pictures.pop().frame.remove();
  sizes.forEach(([width, height], index) => {
    let one = pictures[index];
    if (!one) {
      const frame = make("div", undefined, "page");
      const image = make("img");
      image.alt = "Page " + (index + 1) + ", as printed";
      frame.append(image);
      region.append(frame);
      one = { frame, image, key: "" };
      pictures.push(one);
      watcher.observe(frame);
      frame.addEventListener("pointermove", (event) => pointed(event, index + 1, false));
      frame.addEventListener("click", (event) => pointed(event, index + 1, true));
    }
    one.width = width; one.height = height; one.number = index + 1;
    one.frame.style.aspectRatio = width + " / " + height;
    one.wanted = shown.pages[index];
    one.frame.setAttribute("aria-busy", one.key !== one.wanted);
    if (one.key !== one.wanted && one.visible) load(one);
  });
}

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const one = pictures.find((each) => each.frame === entry.target);
    if (!one) continue;
    one.visible = entry.isIntersecting;
    if (one.visible && one.wanted && one.wanted !== one.key) load(one);
  }
}, { rootMargin: "400px" });

async function load(one) {
  const wanted = one.wanted;
  const width = Math.round(one.frame.clientWidth * Math.min(window.devicePixelRatio || 1, 3)) || 800;
  const fresh = new Image();
  fresh.src = query("picture", { page: one.number, width, key: wanted });
  try { await fresh.decode(); } catch (fault) { return; }
  if (one.wanted !== wanted) return;
  one.image.src = fresh.src;
  one.key = wanted;
  one.frame.dataset.key = wanted;
  one.frame.setAttribute("aria-busy", "false");
  performance.mark("page-" + one.number + "-" + wanted);
}

function element(node) {
  if (node.x !== undefined) {
    const span = make("span", node.x);
    for (const mark of node.m || []) span.classList.add(mark);
    if (node.l) { span.lang = node.l; span.dir = node.d; }
    spans[node.s] = span;
    if (node.f) {
      span.classList.add("fact");
      span.tabIndex = -1;
      span.setAttribute("role", "button");
      span.dataset.span = node.s;
      order.push(node.s);
    }
    return span;
  }
  const made = make(node.t);
  for (const [name, value] of Object.entries(node.a || {})) made.setAttribute(name, value);
  made.append(...node.c.map(element));
  return made;
}

function showWords() {
  const region = at("words");
  const focused = region.contains(document.activeElement) && document.activeElement !== region;
  const top = region.parentElement.parentElement.scrollTop;
  spans = []; order = [];
  region.lang = shown.language;
  region.replaceChildren(...shown.words.map(element));
  region.parentElement.parentElement.scrollTop = top;
  const first = order.includes(here) ? here : order[0];
  if (first !== undefined) { spans[first].tabIndex = 0; region.tabIndex = -1; } else region.tabIndex = 0;
  if (focused && first !== undefined) spans[first].focus({ preventScroll: true });
  for (const changed of shown.changed) if (spans[changed]) spans[changed].classList.add("changed");
}

function outline(kind, numbers) {
  for (const box of boxes.get(kind) || []) box.remove();
  const wanted = new Set(numbers);
  const drawn = [];
  for (const [page, left, bottom, right, top, span] of shown.places) {
    const one = pictures[page - 1];
    if (!wanted.has(span) || !one) continue;
    const box = make("div", undefined, "box " + kind);
    box.style.left = 100 * left / one.width + "%";
    box.style.width = 100 * (right - left) / one.width + "%";
    box.style.top = 100 * (one.height - top) / one.height + "%";
    box.style.height = 100 * (top - bottom) / one.height + "%";
    one.frame.append(box);
    drawn.push(box);
  }
  boxes.set(kind, drawn);
  return drawn;
}

function drawChanged() { outline("changed", shown.changed); }

function sentenceOf(number) {
  const wanted = shown.sentences[number];
  return order.filter((each) => shown.sentences[each] === wanted);
}

function pointed(event, page, clicked) {
  if (!shown || (editing && !clicked)) return;
  const one = pictures[page - 1], frame = one.frame.getBoundingClientRect();
  const x = (event.clientX - frame.left) / frame.width * one.width;
  const y = one.height - (event.clientY - frame.top) / frame.height * one.height;
  const hit = shown.places.find(([number, left, bottom, right, top, span]) =>
    number === page && x >= left && x <= right && y >= bottom && y <= top && shown.facts[span] && shown.facts[span].length);
  if (hit && hit[5] !== here) select(hit[5], false, true);
}

function select(number, scroll, fromPage) {
  if (here >= 0 && spans[here]) spans[here].tabIndex = -1;
  here = number;
  for (const marked of document.querySelectorAll("#words .here")) marked.classList.remove("here");
  const sentence = sentenceOf(number);
  for (const each of sentence) spans[each].classList.add("here");
  spans[number].tabIndex = 0;
  const drawn = outline("here", sentence);
  if (scroll && drawn.length) drawn[0].scrollIntoView({ block: "nearest" });
  if (fromPage) { const side = at("side").getBoundingClientRect(), word = spans[number].getBoundingClientRect();
    if (word.bottom > side.bottom || word.top < side.top) { /* the panel stays where the reader left it */ } }
  showFacts([...new Set(sentence.flatMap((each) => shown.facts[each]))]);
}

function showFacts(ids) {
  const key = JSON.stringify(ids.map((id) => shown.known[id]));
  const panel = at("fact");
  if (panel.dataset.key === key) return;
  panel.dataset.key = key;
  const list = make("dl");
  for (const id of ids) if (shown.known[id]) list.append(...described(id, shown.known[id], true));
  panel.replaceChildren(list);
}

function described(id, fact, own) {
  const name = make("dt", id + " = " + fact.written);
  const parts = [name];
  if (fact.at) {
    const where = make("dd");
    const link = make("a", fact.at);
    link.href = fact.open;
    where.append(link);
    if (own) {
      const change = make("button", "Change");
      change.type = "button";
      change.setAttribute("aria-label", "Change " + id);
      change.addEventListener("click", () => openForm(id));
      where.append(" ", change);
    }
    parts.push(where);
  }
  if (fact.formula) parts.push(make("dd", "reckoned: " + fact.formula));
  for (const each of fact.sources) {
    const line = make("dd", each.title + (each.at ? ", " + each.at : ""));
    for (const said of each.says) line.append(" “" + said + "”");
    parts.push(line);
  }
  for (const each of fact.behind) {
    const inside = make("dd");
    const list = make("dl");
    list.append(...described(each.id, each, false));
    inside.append(list);
    parts.push(inside);
  }
  return parts;
}

at("words").addEventListener("focusin", (event) => {
  const number = event.target.dataset.span;
  if (number !== undefined && Number(number) !== here) select(Number(number), true);
});
at("words").addEventListener("click", (event) => {
  const target = event.target.closest("[data-span]");
  if (target) target.focus();
});
at("words").addEventListener("keydown", (event) => {
  if (!order.length || event.ctrlKey || event.metaKey || event.altKey) return;
  const place = Math.max(order.indexOf(here), 0);
  const starts = order.filter((each, index) => index === 0 || shown.sentences[each] !== shown.sentences[order[index - 1]]);
  const sentence = starts.findIndex((each) => shown.sentences[each] === shown.sentences[order[place]]);
  const go = (number) => { if (number !== undefined) { spans[number].focus(); event.preventDefault(); } };
  switch (event.key) {
    case "ArrowDown": go(starts[sentence + 1]); break;
    case "ArrowUp": go(starts[sentence - 1]); break;
    case "ArrowRight": go(order[place + 1]); break;
    case "ArrowLeft": go(order[place - 1]); break;
    case "Home": go(order[0]); break;
    case "End": go(order[order.length - 1]); break;
    case "Enter": case " ": { const link = at("fact").querySelector("a"); if (link) link.click(); event.preventDefault(); break; }
    case "e": case "E": { const first = shown.facts[here][0]; if (first) openForm(first); event.preventDefault(); break; }
    case "n": case "N": { const link = at("problems").querySelector("a"); if (link) link.focus(); event.preventDefault(); break; }
    default:
  }
});

const LABELS = { value: "Value", source: "Source", at: "Place in the source", says: "Words of the source", use: "Use (background, public, or nothing)" };

async function openForm(id) {
  const answer = await fetch(query("fact", { id }));
  if (!answer.ok) { say("This fact cannot be changed here: open its place."); return; }
  const about = await answer.json();
  editing = id; seen = about.seen;
  at("form-title").textContent = "Change " + id;
  at("fields").replaceChildren(...about.fields.map((each) => {
    const line = make("p");
    const label = make("label", LABELS[each.name] || each.name);
    label.htmlFor = "field-" + each.name;
    const field = make(each.text.length > 60 ? "textarea" : "input");
    field.id = "field-" + each.name; field.name = each.name; field.value = each.text; field.dataset.before = each.text;
    line.append(label, field);
    return line;
  }));
  at("change").replaceChildren(); at("save").hidden = true; at("form").hidden = false;
  const first = at("fields").querySelector("input, textarea");
  if (first) first.focus();
}

function closeForm() {
  const back = editing && here >= 0 && spans[here];
  editing = ""; at("form").hidden = true;
  if (back) back.focus();
}

function changes() {
  const found = {};
  for (const field of at("fields").querySelectorAll("input, textarea")) if (field.value !== field.dataset.before) found[field.name] = field.value;
  return found;
}

async function post(what, more) {
  const answer = await fetch(what, { method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify(Object.assign({ paper, fact: editing, changes: changes(), seen }, more)) });
  return answer.json().catch(() => ({ refused: "The preview did not answer." }));
}

at("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await post("look");
  at("save").hidden = true;
  if (answer.refused) { at("change").replaceChildren(make("p", answer.refused)); return; }
  if (!answer.lines.length) { at("change").replaceChildren(make("p", "Nothing would change.")); return; }
  const wrong = answer.problems.filter((each) => each.severity === "error").map((each) => make("p", each.at + ": " + each.message));
  at("change").replaceChildren(make("pre", answer.lines.join("\n")), ...wrong);
  seen = answer.seen;
  at("save").hidden = false;
});
at("fields").addEventListener("input", () => { at("save").hidden = true; });
at("save").addEventListener("click", async () => {
  const answer = await post("save");
  if (answer.refused) { at("change").replaceChildren(make("p", answer.refused)); at("save").hidden = true; return; }
  say("Written to the file."); closeForm();
});
at("cancel").addEventListener("click", closeForm);
at("undo").addEventListener("click", async () => {
  const answer = await post("undo", { changes: {} });
  say(answer.refused || "Taken back.");
});

listen();
