// The pages in the browser: moving, typing, dragging, undo and redo. What a change does
// is asked of the server each time; nothing is judged here.
"use strict";

const alive = new EventSource("/alive");
alive.onopen = () => { document.getElementById("gone").hidden = true; };
alive.onerror = () => { document.getElementById("gone").hidden = false; };

const week = document.getElementById("week");
if (week) editor(week);

function editor(week) {
  const at = id => document.getElementById(id);
  const sheet = at("sheet"), told = at("told");
  let typed = new Map(); // "id|date" -> text, of cells that are not saved
  const past = [], coming = []; // of typed, for undo and redo
  let here = ""; // key of the cell that holds the focus
  let turn = 0; // of questions to the server: an answer that was overtaken is dropped

  const cells = () => [...sheet.querySelectorAll(".c")];
  const cell = key => cells().find(c => c.dataset.key === key);
  const wish = text => { told.hidden = !text; told.textContent = text; };

  function focus(key) {
    const next = cell(key) || cells()[0];
    if (!next) return;
    for (const c of cells()) c.tabIndex = -1;
    next.tabIndex = 0;
    here = next.dataset.key;
    return next;
  }

  function ask(path, edits) {
    const body = new URLSearchParams({ shop: week.dataset.shop, week: week.dataset.week, seen: week.dataset.seen });
    body.set("edits", JSON.stringify([...edits].map(([key, text]) => {
      const k = key.lastIndexOf("|");
      return { id: key.slice(0, k), date: key.slice(k + 1), text };
    })));
    return fetch(path, { method: "POST", body });
  }

  async function reason(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    wish(page.body.textContent.trim());
  }

  function buttons() {
    at("undo").disabled = past.length === 0;
    at("redo").disabled = coming.length === 0;
    at("save").disabled = typed.size === 0;
  }

  // Shows the sheet with the edits and takes them, or says why they cannot be.
  async function judge(edits, taken) {
    const mine = ++turn;
    let answer;
    try { answer = await ask("/judge", edits); } catch { return; } // the banner says that the server has gone
    if (mine !== turn) return;
    if (!answer.ok) { await reason(answer); return; }
    const html = await answer.text();
    if (mine !== turn) return;
    const held = sheet.contains(document.activeElement);
    sheet.innerHTML = html;
    typed = edits;
    taken();
    wish("");
    buttons();
    const c = focus(here);
    if (held && c) c.focus();
  }

  function change(list) {
    const next = new Map(typed);
    for (const [key, text] of list) next.set(key, text);
    const before = typed;
    return judge(next, () => { past.push(before); coming.length = 0; });
  }
  function undo() { if (past.length) { const now = typed; judge(past[past.length - 1], () => { past.pop(); coming.push(now); }); } }
  function redo() { if (coming.length) { const now = typed; judge(coming[coming.length - 1], () => { coming.pop(); past.push(now); }); } }

  // The text of a cell as the workbook has it: a locked one ends with "!".
  const text = c => c.dataset.text + (c.dataset.locked === "true" ? "!" : "");

  function lock(c) { if (c) change([[c.dataset.key, c.dataset.text + (c.dataset.locked === "true" ? "" : "!")]]); }

  function edit(c, first) {
    const input = document.createElement("input");
    input.className = "type";
    input.setAttribute("list", "words");
    input.setAttribute("aria-label", c.getAttribute("aria-label"));
    input.value = first;
    c.hidden = true;
    c.after(input);
    input.focus();
    let over = false;
    const end = keep => {
      if (over) return;
      over = true;
      const value = input.value.trim();
      input.remove();
      c.hidden = false;
      c.focus();
      if (keep && value !== "" && value !== c.dataset.text) change([[c.dataset.key, value]]);
    };
    input.addEventListener("keydown", e => {
      e.stopPropagation();
      if (e.isComposing) return;
      if (e.key === "Enter") end(true);
      if (e.key === "Escape") end(false);
    });
    input.addEventListener("blur", () => end(true));
  }

  async function save() {
    if (typed.size === 0) return;
    const answer = await ask("/save", typed);
    if (!answer.ok) { await reason(answer); return; }
    typed = new Map();
    location.reload();
  }

  sheet.addEventListener("focusin", e => { const c = e.target.closest(".c"); if (c) focus(c.dataset.key); });
  sheet.addEventListener("dblclick", e => { const c = e.target.closest(".c"); if (c) edit(c, c.dataset.text); });
  sheet.addEventListener("click", e => {
    const go = e.target.closest("[data-go]");
    if (go) focus(go.dataset.go).focus();
  });

  sheet.addEventListener("keydown", e => {
    const c = e.target.closest(".c");
    if (!c || e.isComposing) return;
    const row = [...c.closest("tr").querySelectorAll(".c")], k = row.indexOf(c);
    const all = cells(), n = all.indexOf(c), wide = row.length;
    const move = to => { if (to) { e.preventDefault(); focus(to.dataset.key).focus(); } };
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    switch (e.key) {
      case "ArrowLeft": return move(row[k - 1]);
      case "ArrowRight": return move(row[k + 1]);
      case "ArrowUp": return move(all[n - wide]);
      case "ArrowDown": return move(all[n + wide]);
      case "Home": return move(row[0]);
      case "End": return move(row[wide - 1]);
      case "Enter": case "F2": e.preventDefault(); return edit(c, c.dataset.text);
      case "Delete": case "Backspace": e.preventDefault(); change([[c.dataset.key, week.dataset.off]]); return;
    }
    if (e.shiftKey && e.code === "KeyL") { e.preventDefault(); lock(c); return; }
    if (e.key.length === 1 && e.key !== " ") { e.preventDefault(); edit(c, e.key); }
    if (e.key === "Process") edit(c, ""); // an input method begins
  });

  document.addEventListener("keydown", e => {
    if (!(e.ctrlKey || e.metaKey) || e.target.closest("input")) return;
    const key = e.key.toLowerCase();
    if (key === "z" && !e.shiftKey) { e.preventDefault(); undo(); }
    if (key === "y" || key === "z" && e.shiftKey) { e.preventDefault(); redo(); }
    if (key === "s") { e.preventDefault(); save(); }
  });

  // A cell that is dragged onto another one changes places with it.
  let from = null, over = null, x = 0, y = 0, dragged = false;
  const put = () => { if (over) over.classList.remove("over"); over = null; if (from) from.classList.remove("drag"); from = null; };
  sheet.addEventListener("pointerdown", e => {
    const c = e.target.closest(".c");
    if (c && e.button === 0 && e.pointerType !== "touch") { from = c; x = e.clientX; y = e.clientY; dragged = false; }
  });
  document.addEventListener("pointermove", e => {
    if (!from) return;
    dragged = dragged || Math.hypot(e.clientX - x, e.clientY - y) > 5;
    if (!dragged) return;
    from.classList.add("drag");
    const under = document.elementFromPoint(e.clientX, e.clientY);
    const c = under && under.closest(".c");
    if (over) over.classList.remove("over");
    over = c && c !== from ? c : null;
    if (over) over.classList.add("over");
  });
  document.addEventListener("pointerup", () => {
    if (from && over) change([[from.dataset.key, text(over)], [over.dataset.key, text(from)]]);
    put();
  });
  document.addEventListener("pointercancel", put);

  if (at("save")) {
    at("undo").onclick = undo;
    at("redo").onclick = redo;
    at("save").onclick = save;
    at("lock").onclick = () => lock(cell(here));
    at("publish").onclick = async () => {
      if (typed.size) { wish(week.dataset.unsaved); return; }
      if (!confirm(week.dataset.ask)) return;
      const answer = await ask("/publish", new Map());
      if (answer.ok) location.reload(); else reason(answer);
    };
  }
  at("plan").form.addEventListener("submit", e => { if (typed.size) { e.preventDefault(); wish(week.dataset.unsaved); } });
  window.addEventListener("beforeunload", e => { if (typed.size) e.preventDefault(); });

  if (week.dataset.busy) {
    const query = new URLSearchParams({ shop: week.dataset.shop, week: week.dataset.week });
    const steps = new EventSource("/progress?" + query);
    at("busy").hidden = false;
    at("stop").onclick = () => fetch("/stop", { method: "POST", body: query });
    steps.addEventListener("step", e => { at("step").textContent = JSON.parse(e.data); });
    steps.addEventListener("done", e => {
      steps.close();
      const wrong = JSON.parse(e.data);
      at("busy").hidden = true;
      at("plan").disabled = false;
      if (wrong) wish(wrong); else location.reload();
    });
  }
  focus("");
}
