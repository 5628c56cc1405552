// Reads the sentences of the page aloud with the browser's own voice, marking the one being read. No text leaves the page.
(() => {
  "use strict";
  const voice = window.speechSynthesis;
  if (!voice || !window.SpeechSynthesisUtterance) return;
  let box = null, said = [], at = 0, playing = false, turn = 0;

  const part = (name) => box && box.querySelector(`[data-listen-${name}]`);

  function begin(found) {
    halt();
    box = found; at = 0;
    said = [...document.querySelectorAll(box.dataset.listen)].filter((s) => s.textContent.trim());
    if (!said.length) return;
    part("off").hidden = true;
    part("on").hidden = false;
    part("on").querySelector("progress").max = said.length;
    show();
  }

  function mark(on) {
    const s = said[at];
    if (!s) return;
    s.classList.toggle("spoken", on);
    if (on && box && !box.contains(s)) s.scrollIntoView({ block: "nearest" });
  }

  function show() {
    if (!box) return;
    const button = box.querySelector('[data-listen-act="play"]');
    button.setAttribute("aria-label", playing ? button.dataset.pause : button.dataset.play);
    const use = button.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, playing ? "#pause" : "#play"));
    box.querySelector("progress").value = playing || at ? at + 1 : 0;
    part("place").textContent = part("place").dataset.said.replace("{at}", Math.min(at + 1, said.length)).replace("{all}", said.length);
    part("now").textContent = said[at] ? said[at].textContent : "–";
  }

  function speak() {
    const mine = ++turn;
    voice.cancel();
    if (!said[at] || !said[at].isConnected) return halt();
    const words = new SpeechSynthesisUtterance(said[at].textContent);
    words.lang = (said[at].closest("[lang]") || document.documentElement).lang || "en";
    words.rate = Number(box.querySelector("[data-listen-rate]").value) || 1;
    words.onend = () => { if (mine === turn && playing) step(1); };
    words.onerror = (e) => { if (mine === turn && e.error !== "interrupted" && e.error !== "canceled") halt(); };
    mark(true); show();
    voice.speak(words);
  }

  function step(by) {
    mark(false);
    if (at + by >= said.length) { at = 0; return halt(); }
    at = Math.max(0, at + by);
    if (playing) speak(); else show();
  }

  function halt() {
    turn++; playing = false;
    voice.cancel();
    mark(false);
    if (box && box.isConnected) show();
  }

  document.addEventListener("click", (event) => {
    const act = event.target.closest && event.target.closest("[data-listen-act]");
    if (!act || !box || !box.contains(act)) return;
    if (act.dataset.listenAct === "back") return step(-1);
    if (act.dataset.listenAct === "on") return step(1);
    if (act.dataset.listenAct === "stop") { halt(); at = 0; return show(); }
    if (playing) { turn++; playing = false; voice.cancel(); show(); } else { playing = true; speak(); }
  });
  document.addEventListener("change", (event) => {
    if (playing && event.target.matches("[data-listen-rate]")) speak();
  });
  const look = () => {
    const found = document.querySelector("[data-listen]");
    if (found && found !== box) begin(found); else if (!found && box) { halt(); box = null; }
  };
  document.addEventListener("htmx:afterSwap", look);
  window.addEventListener("pagehide", halt);
  look();
})();
