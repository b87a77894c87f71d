// What the page does in the browser. Gradio runs this once, with `element` (the conversation) and
// `trigger` (sends an event to the server). One listener each on the document serves every button,
// also those that arrive later.
const PHONE = window.matchMedia("(max-width: 899px)");
const byId = (id) => document.getElementById(id);
const questionBox = () => byId("question").querySelector("textarea");
const panel = () => byId("source-panel");
const OPENERS = "[data-turn][data-number]"; // buttons that open a source
const isOpen = () => document.body.classList.contains("source-open");

// If Gradio mounts the conversation again, the listeners of the first time must go.
window.panelPage?.abort();
window.panelPage = new AbortController();
const listen = (target, type, handle, capture = false) =>
  target.addEventListener(type, handle, { capture, signal: window.panelPage.signal });
const observe = (target, handle) => {
  const observer = new MutationObserver(handle);
  observer.observe(target, { childList: true, subtree: true, attributes: true });
  window.panelPage.signal.addEventListener("abort", () => observer.disconnect());
};

document.documentElement.lang = "en-GB";

// --- the source panel ---------------------------------------------------------------------------
let opener = null; // the button that opened the panel; focus goes back to it
let wanted = null; // "turn:number" of the source that was asked for and has not arrived

function openSource(button) {
  if (!panel().contains(button)) opener = button;
  // An exchange is known by its number; what stands in another part of the page by a key.
  const name = button.dataset.turn;
  const turn = /^\d+$/.test(name) ? Number(name) : name;
  const number = Number(button.dataset.number);
  const key = `${turn}:${number}`;
  if (panel().querySelector(".source")?.dataset.key === key) {
    showSource();
    return;
  }
  wanted = key;
  trigger("select", { turn, number });
}

function showSource() {
  const source = panel().querySelector(".source");
  const wasOpen = isOpen();
  document.body.classList.add("source-open");
  fitToScreen();
  if (PHONE.matches && !wasOpen) history.pushState({ source: true }, "");
  const [turn, number] = source.dataset.key.split(":");
  for (const button of byId("main-column").querySelectorAll(OPENERS)) {
    const current = button.dataset.turn === turn && button.dataset.number === number;
    if (current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  const text = source.querySelector(".surroundings");
  const target = text?.querySelector("mark") ?? text?.querySelector(".cited");
  if (target) {
    const offset = target.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += offset - text.clientHeight / 4;
  }
  source.focus({ preventScroll: true });
}

// On a phone the panel covers the page, so the page behind it must not take focus.
function fitToScreen() {
  const covers = isOpen() && PHONE.matches;
  byId("main-column").inert = covers;
  panel().querySelector(".source")?.setAttribute("aria-modal", String(covers));
}

function closeSource() {
  if (!isOpen()) return;
  const focusWasInside = panel().contains(document.activeElement);
  document.body.classList.remove("source-open");
  fitToScreen();
  for (const button of byId("main-column").querySelectorAll("[data-number][aria-current]")) {
    button.removeAttribute("aria-current");
  }
  if (focusWasInside || document.activeElement === document.body) {
    // What stood there may have been written anew; its id then leads to the button in its place.
    const back = opener?.isConnected ? opener : opener?.id && byId(opener.id);
    const tab = document.querySelector('#tabs [aria-selected="true"]');
    (back || (questionBox().checkVisibility() ? questionBox() : tab)).focus();
  }
}

// On a phone the way back closes the panel: leaving the page would lose the conversation.
function leaveSource() {
  if (history.state?.source && isOpen()) history.back();
  else closeSource();
}

observe(panel(), () => {
  const source = panel().querySelector(".source");
  if (!source) {
    if (isOpen()) leaveSource();
  } else if (wanted && source.dataset.key === wanted) {
    wanted = null;
    showSource();
  }
});
listen(window, "popstate", closeSource);
listen(document, "panel:part", leaveSource); // another part of the page is shown
listen(PHONE, "change", fitToScreen);

// --- copying ------------------------------------------------------------------------------------
async function copy(button) {
  const text = button.dataset.copy;
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    // Without HTTPS, browsers have no clipboard but on localhost; the old way still works there.
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    button.parentElement.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    button.focus();
  }
  // It stays until something else is copied; emptied first, so that it is read out each time.
  for (const said of document.querySelectorAll(".copied")) said.textContent = "";
  await new Promise(requestAnimationFrame);
  const status = button.parentElement.querySelector(".copied");
  status.textContent = done ? "Copied" : "Please copy it by hand";
}

// --- long lists ---------------------------------------------------------------------------------
// The page is written anew with every answer, so what was opened is remembered here.
const opened = new Set();

function showLists() {
  for (const button of element.querySelectorAll(".show-all")) {
    const open = opened.has(button.dataset.show);
    const name = open ? button.dataset.less : button.dataset.more;
    byId(button.dataset.show).classList.toggle("open", open);
    if (button.textContent !== name) button.textContent = name;
  }
}

function toggleList(button) {
  const name = button.dataset.show;
  if (!opened.delete(name)) opened.add(name);
  showLists();
  if (!opened.has(name)) button.scrollIntoView({ block: "nearest" });
}

// Whoever tabs on into the part of a list that is not shown opens it.
listen(element, "focusin", (event) => {
  const rest = event.target.closest(".rest");
  if (!rest || opened.has(rest.id)) return;
  opened.add(rest.id);
  showLists();
  event.target.scrollIntoView({ block: "nearest" });
});

// --- the words behind a written sentence --------------------------------------------------------
// Shown by the style sheet while pointed at or focused; here is said where, and when no longer.
function placeSupport(event) {
  const claim = event.target.closest?.(".claim");
  for (const other of element.querySelectorAll(".claim:is(.hushed, .open)")) {
    if (other === claim) continue;
    other.classList.remove("open");
    // Closed by Escape, it stays so until neither the pointer nor the focus is there any more.
    if (!other.matches(":hover, :focus-within")) other.classList.remove("hushed");
  }
  claim?.style.setProperty("--below", `${claim.offsetTop + claim.offsetHeight}px`);
}
listen(element, "pointerover", placeSupport);
listen(element, "focusin", placeSupport);
listen(document, "pointerdown", (event) => {
  if (!element.contains(event.target)) placeSupport(event);
});

function hushSupport() {
  const shown = [...element.querySelectorAll(".claim .support")].filter((e) => e.checkVisibility());
  for (const support of shown) {
    support.parentElement.classList.remove("open");
    support.parentElement.classList.add("hushed");
  }
  return shown.length > 0;
}

// --- asking -------------------------------------------------------------------------------------
let clickedQuestion = false; // the button that was clicked may vanish, and its focus with it
let settledTurns = 0;
let begun = 0; // turns that were scrolled to when they began
let scrolled = false; // whether the person has moved the page since the last turn began

function follow(turn) {
  if (!scrolled) turn.scrollIntoView({ block: "start" });
}
for (const moving of ["wheel", "touchmove"]) listen(window, moving, () => (scrolled = true), true);
listen(window, "keydown", (event) => {
  scrolled ||= ["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"].includes(event.key);
}, true);

// A second press before the server has answered the first would ask twice.
let pressed = -Infinity; // when, in milliseconds since the page opened
function isRepeat() {
  const now = performance.now();
  if (element.querySelector('.turn[data-state="pending"]') || now - pressed < 1000) return true;
  pressed = now;
  return false;
}

// A new conversation begins anew: its first question repeats nothing.
listen(document, "click", (event) => {
  if (event.target.closest?.("#new-conversation")) pressed = -Infinity;
});

function ask(button) {
  if (isRepeat()) return;
  clickedQuestion = true;
  if (button.dataset.without === undefined) trigger("submit", { question: button.dataset.ask });
  else trigger("submit", { turn: Number(button.dataset.turn), without: button.dataset.without });
}

function stop(button) {
  button.disabled = true; // a second press has nothing more to stop
  trigger("stop");
}

// A new answer takes the focus if the person is not typing the next question, so that Tab leads
// to its first source and a phone's keyboard folds away.
observe(element, () => {
  showLists();
  const settled = element.querySelectorAll('.turn:not([data-state="pending"])').length;
  const last = element.querySelector(".turn:last-child");
  if (settled < settledTurns) settledTurns = begun = settled;
  if (!last) opened.clear();
  if (last?.dataset.state === "pending") {
    if (settled >= begun) scrolled = false;
    begun = settled + 1;
    follow(last);
    return;
  }
  if (settled === settledTurns) return;
  settledTurns = settled;
  pressed = -Infinity;
  follow(last);
  const active = document.activeElement;
  const idle = !active || active === document.body || active === byId("send");
  const waiting = active === questionBox() && questionBox().value === "";
  if (clickedQuestion || idle || waiting) last.querySelector(".answer").focus({ preventScroll: true });
  clickedQuestion = false;
});

// On the window and on the way down, so that it comes before Gradio's own listeners.
const swallowRepeat = (event) => {
  const enter = event.type === "keydown" && event.key === "Enter" && !event.isComposing;
  const asks = enter ? event.target === questionBox() : byId("send").contains(event.target);
  if (!asks || (event.type === "keydown" && !enter) || questionBox().value.trim() === "") return;
  if (isRepeat()) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
};
listen(window, "click", swallowRepeat, true);
listen(window, "keydown", swallowRepeat, true);

listen(document, "click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) {
    const claim = event.target.closest?.(".claim");
    if (claim && !event.target.closest(".support")) claim.classList.toggle("open");
    return;
  }
  if (button.dataset.ask !== undefined || button.dataset.without !== undefined) ask(button);
  else if (button.dataset.stop !== undefined) stop(button);
  else if (button.dataset.show !== undefined) toggleList(button);
  else if (button.dataset.number !== undefined) openSource(button);
  else if (button.dataset.copy !== undefined) copy(button);
  else if (button.dataset.close !== undefined) leaveSource();
});

listen(document, "keydown", (event) => {
  if (event.key === "Escape" && hushSupport()) return;
  if (event.key === "Escape" && isOpen()) {
    event.preventDefault();
    leaveSource();
    return;
  }
  // Typing while an answer has the focus goes on in the question box.
  const typing = event.key.length === 1 && event.key !== " ";
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (typing && plain && document.activeElement?.classList.contains("answer")) questionBox().focus();
});
