// The box: what is asked of the server about a cell or an hour, shown over the grid.
"use strict";

// opener returns a function that shows the answer of the server in the box.
export function opener(ask, heard) {
  const box = document.getElementById("box"), boxed = document.getElementById("boxed");
  let back = null;
  box.addEventListener("close", () => { if (back && back.isConnected) back.focus(); });
  const show = content => {
    back = back && back.isConnected && box.open ? back : document.activeElement;
    boxed.replaceChildren(content);
    if (!box.open) box.showModal();
    const first = boxed.querySelector("button");
    if (first) first.focus();
  };
  return {
    close() { box.close(); },
    fill(id) { show(document.getElementById(id).content.cloneNode(true)); return boxed; },
    async open(path, more) {
      const answer = await ask(path, more);
      if (!await heard(answer)) { box.close(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const all = document.createDocumentFragment();
      all.append(...page.body.childNodes);
      show(all);
    },
  };
}
