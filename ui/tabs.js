// The tabs: one part of the page is shown at a time. Anything on the page can ask for a part with the
// event "panel:show"; "panel:part" says that it is shown. The address remembers the part, so that a
// page loaded again shows it.
window.panelTabs?.abort();
window.panelTabs = new AbortController();
const signal = window.panelTabs.signal;
const tabs = [...element.querySelectorAll('[role="tab"]')];
const names = tabs.map((tab) => tab.dataset.part);

for (const tab of tabs) {
  const part = document.getElementById(`part-${tab.dataset.part}`);
  part.setAttribute("role", "tabpanel");
  part.setAttribute("aria-labelledby", tab.id);
}

function show(name) {
  if (!names.includes(name) || document.body.dataset.part === name) return;
  document.body.dataset.part = name;
  for (const tab of tabs) {
    const chosen = tab.dataset.part === name;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  const address = name === names[0] ? location.pathname + location.search : `#${name}`;
  history.replaceState(history.state, "", address);
  document.dispatchEvent(new CustomEvent("panel:part", { detail: name }));
}

element.addEventListener("click", (event) => {
  const tab = event.target.closest('[role="tab"]');
  if (tab) show(tab.dataset.part);
}, { signal });

element.addEventListener("keydown", (event) => {
  const at = tabs.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const tab = tabs[(to + tabs.length) % tabs.length];
  show(tab.dataset.part);
  tab.focus();
}, { signal });

document.addEventListener("panel:show", (event) => show(event.detail), { signal });
show(names.includes(location.hash.slice(1)) ? location.hash.slice(1) : names[0]);
