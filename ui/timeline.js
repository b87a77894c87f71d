// The tab of the timeline. `server.timeline` asks the server and gives its reply.
window.panelTimeline?.abort();
window.panelTimeline = new AbortController();
const signal = window.panelTimeline.signal;
const find = (selector) => element.querySelector(selector);
const LOST = "The page cannot reach its program. Is it still running? Please load the page again.";
let asked = 0;

async function show(wanted, { focus = false } = {}) {
  const mine = ++asked;
  const said = find(".said");
  find(".timeline").dataset.state = "loading";
  if (wanted) said.textContent = "Reading the papers…";
  let reply;
  try {
    reply = (await server.timeline(wanted ?? {})) ?? { problem: LOST };
  } catch {
    reply = { problem: LOST };
  }
  if (mine !== asked) return;
  find(".timeline").dataset.state = "ready";
  said.classList.toggle("wrong", Boolean(reply.problem));
  if (reply.problem) {
    said.textContent = reply.problem;
    return;
  }
  if (!find(".timeline-form")) find(".asking").innerHTML = reply.form;
  if (find("#timeline-aim")) find("#timeline-aim").value = reply.aim ?? "";
  find("#timeline-topic").value = reply.topic ?? "";
  find(".line").innerHTML = reply.line;
  said.textContent = reply.said;
  if (focus) {
    window.scrollTo(0, 0);
    (find(".line h2") ?? find("#timeline-topic")).focus({ preventScroll: true });
  }
}

element.addEventListener("submit", (event) => {
  event.preventDefault();
  show({ aim: find("#timeline-aim")?.value ?? "", topic: find("#timeline-topic").value });
}, { signal });
element.addEventListener("change", (event) => {
  const kind = event.target.dataset.kind;
  if (kind === undefined) {
    if (event.target.id === "timeline-aim") event.target.form.requestSubmit();
    return;
  }
  for (const entry of element.querySelectorAll(`.moments > [data-what="${kind}"]`)) {
    entry.hidden = !event.target.checked;
  }
}, { signal });

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-timeline]");
  if (!button) return;
  show(JSON.parse(button.dataset.timeline), { focus: true });
  document.dispatchEvent(new CustomEvent("panel:show", { detail: "timeline" }));
}, { signal });

document.addEventListener("panel:part", (event) => {
  if (event.detail === "timeline" && asked === 0) show(null);
}, { signal });
if (document.body.dataset.part === "timeline") show(null);
