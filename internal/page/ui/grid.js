// The grid: which cell holds the focus, typing, dragging, tapping, the keyboard.
"use strict";

// grid makes the cells of a sheet editable; what is done with them is asked of do.
export function grid(sheet, todo) {
  let here = ""; // key of the cell that holds the focus
  let lifted = ""; // key of the cell that changes places with the next one chosen
  const all = () => [...sheet.querySelectorAll(".c")];
  const cell = key => all().find(c => c.dataset.key === key);
  // The text of a cell as the workbook has it: a locked one ends with "!".
  const bare = c => c.dataset.text || todo.off;
  const text = c => bare(c) + (c.dataset.locked === "true" ? "!" : "");

  function choose(key) {
    const next = cell(key) || all()[0];
    if (!next) return null;
    for (const c of all()) { c.tabIndex = -1; c.classList.remove("here"); }
    next.tabIndex = 0;
    next.classList.add("here");
    here = next.dataset.key;
    return next;
  }
  function mark() {
    for (const c of all()) c.classList.toggle("drag", c.dataset.key === lifted);
    const b = document.getElementById("swap");
    if (b) b.setAttribute("aria-pressed", lifted !== "");
  }
  function lift(c) { lifted = lifted || !c ? "" : c.dataset.key; mark(); }
  function drop(c) {
    const from = cell(lifted);
    lifted = "";
    mark();
    if (from && c && from !== c) todo.change([[from.dataset.key, text(c)], [c.dataset.key, text(from)]]);
  }

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
      if (keep && value !== "" && value !== c.dataset.text) todo.change([[c.dataset.key, value]]);
    };
    input.addEventListener("keydown", e => {
      e.stopPropagation();
      if (e.isComposing) return;
      if (e.key === "Enter") end(true);
      if (e.key === "Escape") end(false);
    });
    input.addEventListener("blur", () => end(true));
  }

  let dragged = false;
  sheet.addEventListener("focusin", e => { const c = e.target.closest(".c"); if (c) choose(c.dataset.key); });
  sheet.addEventListener("dblclick", e => { const c = e.target.closest(".c"); if (c) edit(c, c.dataset.text); });
  sheet.addEventListener("contextmenu", e => { const c = e.target.closest(".c"); if (c) { e.preventDefault(); choose(c.dataset.key); todo.menu(c.dataset.key); } });
  sheet.addEventListener("click", e => { const c = e.target.closest(".c"); if (!c) return; choose(c.dataset.key); if (lifted && !dragged) drop(c); }); // a tap does not always give the focus

  sheet.addEventListener("keydown", e => {
    const c = e.target.closest(".c");
    if (!c || e.isComposing) return;
    const row = [...c.closest("tr").querySelectorAll(".c")], k = row.indexOf(c);
    const list = all(), n = list.indexOf(c), wide = row.length;
    const move = to => { e.preventDefault(); if (to) choose(to.dataset.key).focus(); };
    const act = f => { e.preventDefault(); f(); };
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    switch (e.key) {
      case "ArrowLeft": return move(row[k - 1]);
      case "ArrowRight": return move(row[k + 1]);
      case "ArrowUp": return move(list[n - wide]);
      case "ArrowDown": return move(list[n + wide]);
      case "Home": return move(row[0]);
      case "End": return move(row[wide - 1]);
      case "PageUp": case "PageDown":
        return act(() => document.querySelector(`[data-page="${e.key === "PageUp" ? -1 : 1}"]`).click());
      case " ": return act(() => lift(c));
      case "Escape": return act(() => { lifted = ""; mark(); });
      case "Enter": return act(() => lifted ? drop(c) : edit(c, c.dataset.text));
      case "F2": return act(() => edit(c, c.dataset.text));
      case "Delete": case "Backspace": return act(() => todo.change([[c.dataset.key, todo.off]]));
      case "ContextMenu": return act(() => todo.menu(c.dataset.key));
    }
    const days = [...sheet.querySelectorAll("button[data-day]")], day = days.findIndex(d => d.getAttribute("aria-pressed") === "true");
    if (e.shiftKey && e.key === "F10") return act(() => todo.menu(c.dataset.key));
    if (e.shiftKey && e.code === "KeyL") return act(() => todo.lock(c));
    if (e.shiftKey && e.code === "KeyW") return act(() => todo.why(c.dataset.key));
    if (e.shiftKey && e.code === "KeyD") return act(() => todo.see(days[k] && days[k].dataset.day));
    if (e.key === "[" || e.key === "]") return act(() => { const d = days[day + (e.key === "[" ? -1 : 1)]; todo.see(d && d.dataset.day); });
    if (e.key.length === 1) act(() => edit(c, e.key));
    if (e.key === "Process") edit(c, ""); // an input method begins
  });

  // A cell that is dragged onto another one changes places with it.
  let from = null, over = null, x = 0, y = 0;
  const put = () => { if (over) over.classList.remove("over"); over = null; if (from && !lifted) from.classList.remove("drag"); from = null; };
  sheet.addEventListener("pointerdown", e => {
    const c = e.target.closest(".c");
    dragged = false;
    if (c && e.button === 0 && e.pointerType !== "touch") { from = c; x = e.clientX; y = e.clientY; }
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
    if (from && over) todo.change([[from.dataset.key, text(over)], [over.dataset.key, text(from)]]);
    put();
  });
  document.addEventListener("pointercancel", put);

  return {
    bare,
    here: () => cell(here),
    lift: () => lift(cell(here)),
    focus(key, quiet) { const c = choose(key); if (c && !quiet) { c.focus(); c.scrollIntoView({ block: "nearest" }); } },
    // Changes the sheet and gives the focus back to the cell that had it.
    hold(replace) {
      const was = document.activeElement, mine = sheet.contains(was) || was === document.body;
      replace();
      const c = choose(here);
      if (mine && c) c.focus({ preventScroll: true });
    },
  };
}
