// Comforts, and nothing that a page needs: copy an address, sort a table, find something in a long list.
"use strict";
(() => {
  const main = document.getElementById("main"), words = main.dataset;
  const made = (tag, attributes) => {
    const one = document.createElement(tag);
    for (const name in attributes) one.setAttribute(name, attributes[name]);
    return one;
  };
  const icon = name => {
    const [svg, use] = ["svg", "use"].map(tag => document.createElementNS("http://www.w3.org/2000/svg", tag));
    use.setAttribute("href", "#s-" + name);
    svg.setAttribute("aria-hidden", "true");
    svg.append(use);
    return svg;
  };
  const status = made("p", { role: "status", class: "hide" });
  main.append(status);

  if (navigator.clipboard)
    for (const link of main.querySelectorAll("a.self")) {
      const button = made("button", { type: "button", class: "copy", "aria-label": words.copy + ": " + link.textContent });
      button.append(icon("copy"));
      button.onclick = () => navigator.clipboard.writeText(link.href).then(() => { status.textContent = words.copied; }, () => {});
      link.after(" ", button);
    }

  const value = (row, at) => row.cells[at] ? row.cells[at].textContent.trim() : "";
  const number = text => /^[-\u2212]?[\d.,]+\s*%?$/.test(text) ? parseFloat(text.replace(/[^\d.]/g, "")) : Date.parse(text);
  const compare = (a, b) => {
    const x = number(a), y = number(b);
    return x === x && y === y ? x - y : (x === x) - (y === y) || a.localeCompare(b, undefined, { numeric: true });
  };
  for (const body of main.querySelectorAll("table:not([data-still]) > tbody")) {
    if (body.rows.length < 8) continue;
    const heads = [...body.parentNode.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = made("button", { type: "button", class: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      button.onclick = () => {
        const up = head.getAttribute("aria-sort") === "descending" || (at === 0 && !head.hasAttribute("aria-sort"));
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        body.append(...[...body.rows].sort((a, b) => (up ? 1 : -1) * compare(value(a, at), value(b, at))));
      };
    });
  }

  const searched = (before, all) => {
    if (all.length < 20) return;
    const input = made("input", { type: "search", class: "find", "aria-label": words.find, placeholder: words.find });
    before.before(input);
    input.oninput = () => {
      const wanted = input.value.trim().toLowerCase();
      let found = 0;
      for (const one of all) found += !(one.hidden = !one.textContent.toLowerCase().includes(wanted));
      status.textContent = words.found.replace("#", found).replace("#", all.length);
    };
  };
  for (const body of main.querySelectorAll("table:not([data-still]) > tbody")) searched(body.closest(".wide"), [...body.rows]);
  const cards = main.querySelectorAll(".cards > li");
  if (cards.length) {
    const list = cards[0].parentNode, head = list.previousElementSibling;
    searched(head && head.matches("h2") ? head : list, [...cards]);
  }
})();
