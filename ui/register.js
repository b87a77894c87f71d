// The tab of the commitments. `server.register` asks the server and gives its reply; the list is the
// server's HTML, put in place whole. What is filtered, and which entry stands open, is kept here.
window.panelRegister?.abort();
window.panelRegister = new AbortController();
const signal = window.panelRegister.signal;
const find = (selector) => element.querySelector(selector);
const START = { text: "", owner: "", meeting: "", status: "", kind: "", aim: "", sort: "urgent" };
const PAGE = 40;
const LOST = "The page cannot reach its program. Is it still running? Please load the page again.";
let view = { ...START, open: "", limit: PAGE };
let asked = 0; // replies to all but the last question for the list are out of date
let begun = false;

// A person's name is kept for this browser session, and nowhere else.
const NAME = "panel-name";
const signed = () => sessionStorage.getItem(NAME) ?? "";

async function call(what) {
  try {
    return (await server.register({ view, ...what })) ?? { problem: LOST };
  } catch {
    return { problem: LOST };
  }
}

// --- the list -----------------------------------------------------------------------------------
function put(place, html) {
  if (place.innerHTML !== html) place.innerHTML = html;
}

function write(reply) {
  const focus = document.activeElement?.id;
  const typed = find("#filter-text")?.value ?? "";
  put(find(".problems"), reply.problems ?? "");
  if (reply.filters !== undefined && reply.filters !== write.filters) {
    write.filters = reply.filters;
    find(".filter-place").innerHTML = reply.filters;
    for (const field of element.querySelectorAll("[data-filter]")) {
      field.value = view[field.dataset.filter];
    }
    if (find("#filter-text")) find("#filter-text").value = typed || view.text;
  }
  find(".register").classList.toggle("empty", !reply.any);
  find(".count").textContent = reply.count;
  find(".looking").hidden = true;
  find(".list").innerHTML = reply.list;
  find(".more").hidden = !reply.more;
  if (!find(".adding-place .adding")) find(".adding-place").innerHTML = reply.adding;
  for (const by of element.querySelectorAll(".by")) by.value ||= signed();
  for (const time of element.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (isNaN(at)) continue;
    time.textContent = at.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  }
  if (focus && document.activeElement === document.body) document.getElementById(focus)?.focus();
}

async function refresh() {
  const mine = ++asked;
  find(".register").dataset.state = "loading";
  const reply = await call({ do: "show" });
  if (mine !== asked) return false;
  find(".register").dataset.state = "ready";
  if (reply.problem) {
    find(".looking").hidden = true;
    tell(find(".problems"), reply.problem);
    return false;
  }
  write(reply);
  return true;
}

function tell(place, words) {
  const line = document.createElement("p");
  line.className = "notice";
  line.setAttribute("role", "alert");
  line.textContent = words;
  place.replaceChildren(line);
}

function begin() {
  if (begun) return;
  begun = true;
  find(".narrowing").open = !window.matchMedia("(max-width: 899px)").matches;
  refresh();
}

async function openEntry(id, { scroll = false } = {}) {
  begun = true;
  view.open = view.open === id && !scroll ? "" : id;
  if (!(await refresh())) return;
  const entry = document.getElementById(id);
  if (scroll) entry?.scrollIntoView({ block: "start" });
  if (scroll) entry?.querySelector("article").focus({ preventScroll: true });
}

// --- filters ------------------------------------------------------------------------------------
let later = 0;
function filter(field, wait) {
  view[field.dataset.filter] = field.value;
  view.open = "";
  view.limit = PAGE;
  clearTimeout(later);
  later = setTimeout(refresh, wait);
}
element.addEventListener("input", (event) => {
  if (event.target.matches("input[data-filter]")) filter(event.target, 300);
}, { signal });
element.addEventListener("change", (event) => {
  if (event.target.matches("select[data-filter]")) filter(event.target, 0);
  if (event.target.matches(".by")) {
    sessionStorage.setItem(NAME, event.target.value.trim());
  }
}, { signal });
element.addEventListener("submit", (event) => event.preventDefault(), { signal });

// --- decisions ----------------------------------------------------------------------------------
function changed(form) {
  const fields = {};
  for (const field of form.querySelectorAll("[data-field]")) {
    if (field.value !== field.dataset.was) fields[field.dataset.field] = field.value;
  }
  return fields;
}

async function decide(button) {
  // The evidence and the history stand beside the form; what is signed stands in it.
  const form = (button.closest("article") ?? button.closest(".adding")).querySelector("form.decide");
  const said = form.querySelector(".said");
  const by = form.querySelector(".by");
  const what = {
    do: button.dataset.do,
    id: form.dataset.about,
    by: by.value,
    note: form.querySelector(".note").value,
    fields: changed(form),
    into: form.querySelector(".into")?.value,
    event: button.dataset.event,
    words: form.querySelector("#add-words")?.value,
  };
  if (button.dataset.evidence) {
    what.evidence = Number(button.dataset.evidence);
    what.verdict = button.parentElement.querySelector("select").value;
  }
  const spot = form.querySelector("[name=spot]:checked");
  if (spot) what.spot = Number(spot.value);
  const adding = what.do === "add";
  if (adding) what.view = { ...view, open: "" };
  button.disabled = true; // a second press would decide twice
  said.className = "said";
  said.textContent = "Saving…";
  const mine = ++asked;
  const reply = await call(what);
  button.disabled = false;
  if (reply.problem) {
    said.classList.add("wrong");
    said.textContent = reply.problem;
    if (reply.spots) form.querySelector(".spots").innerHTML = reply.spots;
    (by.value.trim() ? button : by).focus();
    return;
  }
  if (mine !== asked) return;
  view.open = reply.open;
  if (adding) find(".adding-place").replaceChildren();
  write(reply);
  find(".register").dataset.state = "ready";
  const entry = document.getElementById(reply.open);
  const told = entry?.querySelector(".said");
  if (told) told.textContent = reply.said;
  if (!document.activeElement || document.activeElement === document.body || adding) {
    entry?.querySelector("article").focus();
  }
}

// --- files --------------------------------------------------------------------------------------
async function save(button) {
  button.disabled = true;
  const meeting = find("#save-meeting").value;
  const file = await call({ do: "save", form: button.dataset.save, meeting });
  button.disabled = false;
  if (file.problem) {
    tell(find(".problems"), file.problem);
    return;
  }
  const bytes = Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.entry !== undefined) openEntry(button.dataset.entry);
  else if (button.dataset.do !== undefined) decide(button);
  else if (button.dataset.save !== undefined) save(button);
  else if (button.id === "filter-clear") {
    view = { ...START, open: "", limit: PAGE };
    write.filters = undefined;
    find("#filter-text").value = "";
    refresh();
  } else if (button.id === "show-more") {
    view.limit += PAGE;
    refresh();
  }
}, { signal });

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-commitment]");
  if (!button) return;
  openEntry(button.dataset.commitment, { scroll: true });
  document.dispatchEvent(new CustomEvent("panel:show", { detail: "commitments" }));
}, { signal });

document.addEventListener("panel:part", (event) => {
  if (event.detail === "commitments") begin();
}, { signal });
if (document.body.dataset.part === "commitments") begin();
