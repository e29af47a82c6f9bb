"use strict";
// Only filters, copies and opens: everything there is to read is on the page without it.
(() => {
  const form = document.querySelector(".filter");
  const said = form.querySelector("output");
  const contracts = [...document.querySelectorAll(".contract")].map((box) => ({
    box,
    name: box.querySelector(".path").textContent,
    text: box.querySelector("summary").textContent.toLowerCase(),
    open: box.open,
    findings: [...box.querySelectorAll(".finding")].map((item) => ({
      item,
      check: item.querySelector(".check").textContent,
      severity: item.querySelector(".sev").textContent,
      text: (item.querySelector("summary") || item).textContent.toLowerCase(),
    })),
    notes: box.querySelector(".notes"),
  }));
  const total = contracts.reduce((sum, one) => sum + one.findings.length, 0);

  const offer = (select, values) => {
    for (const value of values) select.add(new Option(value, value));
  };
  offer(form.contract, contracts.map((one) => one.name).sort());
  offer(form.check, [...new Set(contracts.flatMap((one) => one.findings.map((each) => each.check)))].sort());

  const show = (element, visible) => {
    if (element.hidden === visible) element.hidden = !visible;
  };

  const filter = () => {
    const wanted = form.text.value.trim().toLowerCase();
    const severe = ["error", "warning", "note"].filter((name) => form[name].checked);
    const narrowed = wanted || form.check.value || severe.length < 3;
    let seen = 0;
    for (const one of contracts) {
      const named = one.text.includes(wanted);
      const here = !form.contract.value || one.name === form.contract.value;
      let count = 0;
      let notes = 0;
      for (const each of one.findings) {
        const fits =
          severe.includes(each.severity) &&
          (!form.check.value || each.check === form.check.value) &&
          (named || each.text.includes(wanted));
        show(each.item, fits);
        count += fits;
        notes += fits && each.severity === "note";
      }
      if (one.notes) show(one.notes, notes > 0);
      const only = severe.length === 3 && !form.check.value;
      const visible = here && (count > 0 || !narrowed || (named && only));
      show(one.box, visible);
      seen += visible ? count : 0;
    }
    said.textContent = `${seen} of ${total} findings shown`;
  };

  const openAll = (open) => {
    for (const one of contracts) if (!one.box.hidden) one.box.open = open;
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  form.addEventListener("reset", () => setTimeout(() => {
    for (const one of contracts) one.box.open = one.open;
    filter();
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.open.addEventListener("click", () => openAll(true));
  form.elements.close.addEventListener("click", () => openAll(false));
  form.hidden = false;
  filter();

  const copy = async (button, source) => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      button.textContent = document.execCommand("copy") ? "Copied" : "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };

  // A button for each text that may be taken elsewhere, made when its finding is first opened.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.open || !target.matches(".finding") || target.querySelector(".title button")) return;
    for (const title of target.querySelectorAll(".title")) {
      const source = title.nextElementSibling;
      if (source.matches(".steps")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.setAttribute("aria-label", `Copy ${title.firstChild.textContent.trim()}`);
      button.addEventListener("click", () => copy(button, source));
      title.append(button);
    }
    const excerpt = target.querySelector(".excerpt");
    if (excerpt && excerpt.scrollWidth > excerpt.clientWidth) {
      const rows = excerpt.textContent.split("\n");
      const caret = rows[rows.length - 1].indexOf("^") / Math.max(...rows.map((row) => row.length));
      excerpt.scrollLeft = caret * excerpt.scrollWidth - excerpt.clientWidth / 2;
    }
  }, true);

  // A link to a finding opens whatever it lies in.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let box = target; box; box = box.parentElement) if (box.localName === "details") box.open = true;
    target.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", () => { for (const box of document.querySelectorAll("details")) box.open = true; });
})();
