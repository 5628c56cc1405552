// Shows a written answer line by line while it comes, then asks for the whole panel anew. Without it a link says "Look again".
(() => {
  "use strict";
  if (!window.EventSource || !window.htmx) return;
  let source = null;

  function begin(box) {
    const note = box.querySelector("[data-stream]");
    if (source) source.close();
    if (!note) { source = null; return; }
    const mine = source = new EventSource(note.dataset.stream);
    mine.addEventListener("line", (event) => add(note, JSON.parse(event.data)));
    mine.addEventListener("done", () => end(mine, note));
    mine.onerror = () => end(mine, null); // what was picked stands, and so does the link
  }

  function add(note, line) {
    const dd = document.createElement("dd");
    dd.lang = line.language; dd.dir = "auto"; dd.textContent = line.text;
    for (const ref of line.refs) {
      const a = document.createElement("a");
      a.className = "ref"; a.href = ref.href; a.textContent = ref.text;
      a.setAttribute("aria-label", ref.label);
      dd.append(" ", a);
    }
    note.before(dd);
  }

  function end(mine, note) {
    mine.close();
    if (mine !== source) return;
    source = null;
    if (note && note.isConnected) window.htmx.ajax("GET", note.dataset.then.split("#")[0], { target: "#ai-panel", swap: "innerHTML" });
  }

  const panel = () => document.getElementById("ai-panel");
  document.addEventListener("htmx:afterSwap", () => { if (panel()) begin(panel()); });
  if (panel()) begin(panel());
})();
