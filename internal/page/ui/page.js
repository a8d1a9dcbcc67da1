// The pages in the browser: what is typed, taken back and saved. What a change does is asked
// of the server each time; nothing is judged here.
"use strict";
import { grid } from "./grid.js";
import { opener } from "./box.js";

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
  let turn = 0; // of questions to the server: an answer that was overtaken is dropped
  let day = ""; // that is drawn; "" is the server's choice
  let leaving = false;

  const wish = text => { told.hidden = !text; told.textContent = text; };
  const listed = edits => [...edits].map(([key, text]) => {
    const k = key.lastIndexOf("|");
    return { id: key.slice(0, k), date: key.slice(k + 1), text };
  });

  function post(path, edits, more) {
    const body = new URLSearchParams({ shop: week.dataset.shop, week: week.dataset.week, seen: week.dataset.seen, day });
    body.set("edits", JSON.stringify(listed(edits)));
    for (const [k, v] of Object.entries(more || {})) body.set(k, v);
    return fetch(path, { method: "POST", body });
  }

  // Tells what is wrong with an answer; true is nothing.
  async function heard(answer) {
    if (!answer) return false; // the banner says that the server has gone
    if (answer.headers.get("X-Paiban") === "changed") {
      at("changed").innerHTML = await answer.text();
      at("both").onclick = both;
      return false;
    }
    if (answer.ok) return true;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    wish(page.body.textContent.trim());
    return false;
  }
  const ask = (path, more) => post(path, typed, more).catch(() => null);

  function buttons() {
    at("undo").disabled = past.length === 0;
    at("redo").disabled = coming.length === 0;
    at("save").disabled = typed.size === 0;
  }

  // Shows the sheet with the edits and takes them, or says why they cannot be.
  async function judge(edits, taken) {
    const mine = ++turn;
    const answer = await post("/judge", edits).catch(() => null);
    if (mine !== turn) return false;
    if (!await heard(answer)) { figures(mine); return false; } // those asked for before were overtaken
    const html = await answer.text();
    if (mine !== turn) return false;
    const stats = at("stats"), rates = at("rates");
    const eating = at("eat") && at("eat").getAttribute("aria-pressed") === "true";
    cells.hold(() => { sheet.innerHTML = html; });
    if (stats && stats.dataset.full) { // the old figures stay until the new ones are there
      const short = at("shortage");
      at("stats").replaceWith(stats);
      at("shortage").replaceWith(short);
      at("rates").replaceWith(rates);
      stats.classList.add("dim");
    }
    if (eating) eat();
    day = at("live").dataset.day;
    typed = edits;
    taken();
    wish("");
    buttons();
    figures(mine);
    return true;
  }

  async function figures(mine) {
    const answer = await ask("/figures");
    if (mine !== turn || !answer || !answer.ok || answer.headers.get("X-Paiban")) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn) return;
    const stats = at("stats"), rates = at("rates"), list = page.querySelector("dl");
    stats.classList.remove("dim");
    if (!list.children.length) return;
    list.append(at("shortage").cloneNode(true));
    stats.replaceChildren(list);
    stats.dataset.full = "1";
    const row = page.querySelector("tr");
    if ([...row.cells].some(c => c.textContent)) {
      rates.replaceChildren(rates.firstElementChild, ...row.cells);
      rates.hidden = false;
    }
  }

  function change(list) {
    const next = new Map(typed);
    for (const [key, text] of list) next.set(key, text);
    const before = typed;
    return judge(next, () => { past.push(before); coming.length = 0; });
  }
  function undo() { if (past.length) { const now = typed; judge(past[past.length - 1], () => { past.pop(); coming.push(now); }); } }
  function redo() { if (coming.length) { const now = typed; judge(coming[coming.length - 1], () => { coming.pop(); past.push(now); }); } }

  const box = opener(ask, heard);
  const split = key => { const k = key.lastIndexOf("|"); return { person: key.slice(0, k), date: key.slice(k + 1) }; };
  const who = (date, from, to) => box.open("/who", { date, from, to });
  const why = key => box.open("/why", split(key));
  const menu = key => box.open("/cell", split(key));
  const lock = c => { if (c) change([[c.dataset.key, cells.bare(c) + (c.dataset.locked === "true" ? "" : "!")]]); };
  const see = to => { if (to) { day = to; judge(typed, () => {}); } };
  const cells = grid(sheet, { change, lock, why, menu, see, off: week.dataset.off, wish });

  function eat() {
    const on = at("eat").getAttribute("aria-pressed") !== "true";
    at("eat").setAttribute("aria-pressed", on);
    at("meals").hidden = !on;
  }

  async function save() {
    if (typed.size === 0) return true;
    if (!await heard(await ask("/save"))) return false;
    typed = new Map();
    leaving = true;
    return true;
  }
  async function saved() { if (typed.size && await save()) location.reload(); }

  // Takes what was changed elsewhere, and keeps what is typed here.
  async function both() {
    const b = at("changed").firstElementChild;
    week.dataset.seen = b.dataset.seen;
    const kept = new Map((JSON.parse(b.dataset.typed) || []).map(t => [t.id + "|" + t.date, t.text]));
    at("changed").replaceChildren();
    past.length = 0;
    coming.length = 0;
    await judge(kept, () => {});
  }

  sheet.addEventListener("click", e => {
    const go = e.target.closest("[data-go]"), w = e.target.closest("[data-who]"), hole = e.target.closest(".hit"), d = e.target.closest("button[data-day]");
    if (go) cells.focus(go.dataset.go);
    if (w) who(w.dataset.who, w.dataset.from, w.dataset.to);
    if (hole) who(at("live").dataset.day, hole.dataset.from, hole.dataset.to);
    if (d) see(d.dataset.day);
    if (e.target.closest("#eat")) eat();
  });
  sheet.addEventListener("keydown", e => {
    const hole = e.target.closest(".hit");
    if (hole && (e.key === "Enter" || e.key === " ")) { e.preventDefault(); who(at("live").dataset.day, hole.dataset.from, hole.dataset.to); }
  });

  const submit = () => { leaving = true; at("plan").form.submit(); };
  at("boxed").addEventListener("click", async e => {
    const b = e.target.closest("button");
    if (!b) return;
    const { cells: list, set, word } = b.dataset;
    if (list) { box.close(); change(JSON.parse(list).map(t => [t.id + "|" + t.date, t.text])); }
    if (set) { box.close(); change([[set, word]]); }
    switch (b.dataset.do) {
      case "lock": box.close(); return lock(cells.here());
      case "why": return box.open("/why", { person: b.dataset.person, date: b.dataset.date });
      case "repair": return box.open("/repair", { person: b.dataset.person, date: b.dataset.date, kind: b.dataset.kind });
      case "repaired":
        b.disabled = true;
        if (await heard(await ask("/repaired", { id: b.dataset.id }))) location.reload(); else box.close();
        return;
      case "publish":
        b.disabled = true;
        if (await heard(await post("/publish", new Map()).catch(() => null))) location.reload(); else box.close();
        return;
      case "lockplan":
        box.close();
        if (await change(JSON.parse(at("live").dataset.loose).map(t => [t.id + "|" + t.date, t.text])) && await save()) submit();
    }
  });

  document.addEventListener("keydown", e => {
    if (!(e.ctrlKey || e.metaKey) || e.target.closest("input")) return;
    const key = e.key.toLowerCase();
    if (key === "z" && !e.shiftKey) { e.preventDefault(); undo(); }
    if (key === "y" || key === "z" && e.shiftKey) { e.preventDefault(); redo(); }
    if (key === "s") { e.preventDefault(); saved(); }
  });

  if (at("save")) {
    at("undo").onclick = undo;
    at("redo").onclick = redo;
    at("save").onclick = saved;
    at("lock").onclick = () => lock(cells.here());
    at("more").onclick = () => menu(cells.here().dataset.key);
    at("swap").onclick = () => cells.lift();
    at("publish").onclick = () => {
      if (typed.size) { wish(week.dataset.unsaved); return; }
      box.fill("askpublish").querySelector("[data-verdict]").textContent = sheet.querySelector(".verdict h2").textContent;
    };
    figures(turn);
    // A file that was changed elsewhere is noticed without a word typed.
    const look = async () => {
      if (document.hidden || at("changed").firstElementChild || week.dataset.busy) return;
      const answer = await fetch("/seen?" + new URLSearchParams({ shop: week.dataset.shop, week: week.dataset.week })).catch(() => null);
      const seen = answer && answer.status === 200 ? await answer.text() : "";
      if (seen && seen !== week.dataset.seen && !leaving) heard(await ask("/judge"));
    };
    window.addEventListener("focus", look);
    setInterval(look, 4000);
  }
  at("plan").form.addEventListener("submit", e => {
    const live = at("live");
    if (live && (JSON.parse(live.dataset.loose) || []).length) { e.preventDefault(); box.fill("askplan"); return; }
    if (typed.size) { e.preventDefault(); save().then(ok => { if (ok) submit(); }); }
  });
  window.addEventListener("beforeunload", e => { if (typed.size && !leaving) e.preventDefault(); });

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
      delete week.dataset.busy;
      if (wrong) wish(wrong); else location.reload();
    });
  }
  cells.focus("", true);
}
