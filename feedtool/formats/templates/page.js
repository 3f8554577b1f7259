"use strict";
(() => {
  // Reports up to this size are open from the start.
  const SMALL = 20;
  const form = document.getElementById("filters");
  const status = document.getElementById("shown");
  const hideInfos = document.getElementById("hide-infos");
  const boxes = [...form.elements.namedItem("severity")];
  const { q: search, rule: ruleList, feed: feedList } = form.elements;

  const feeds = [...document.querySelectorAll(".feed")].map((element) => ({
    element,
    file: element.dataset.file,
    groups: [...element.querySelectorAll(".group")].map((group) => ({
      element: group,
      severity: group.dataset.severity,
      rule: group.dataset.rule,
      size: Number(group.dataset.count),
      count: group.querySelector(".count"),
      findings: null,
    })),
  }));
  const groups = feeds.flatMap((feed) => feed.groups);
  const total = groups.reduce((sum, group) => sum + group.size, 0);

  const number = (value) => value.toLocaleString("en");
  const counted = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

  /* The texts of findings are read when somebody first searches. */
  function findingsOf(group, feed) {
    if (!group.findings) {
      const title = group.element.querySelector("h4").textContent;
      const message = group.element.querySelector("summary .message").textContent;
      const common = `${feed.file}\n${group.rule}\n${title}\n`;
      group.findings = [...group.element.querySelectorAll(".finding")].map((element) => {
        const own = element.querySelector(".message") ? "" : message;
        return { element, text: `${common}${own}\n${element.textContent}`.toLowerCase() };
      });
    }
    return group.findings;
  }

  function show(element, shown) {
    if (element.hidden === shown) element.hidden = !shown;
  }

  /* Shows the findings of a group that have the words, and returns how many these are. */
  function searchIn(group, feed, words) {
    if (!words.length && !group.findings) return group.size;
    let shown = 0;
    for (const finding of findingsOf(group, feed)) {
      const matches = words.every((word) => finding.text.includes(word));
      show(finding.element, matches);
      shown += matches;
    }
    return shown;
  }

  function applyFilters() {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const whole = severities.size === boxes.length && !ruleList.value && !words.length;
    let [shown, where] = [0, 0];
    for (const feed of feeds) {
      const wanted = !feedList.value || feed.file === feedList.value;
      let here = 0;
      for (const group of wanted ? feed.groups : []) {
        const matches = severities.has(group.severity) && [group.rule, ""].includes(ruleList.value);
        const found = matches ? searchIn(group, feed, words) : 0;
        const part = found < group.size ? `${number(found)} of ` : "";
        group.count.textContent = part + counted(group.size, "finding");
        show(group.element, found > 0);
        here += found;
      }
      show(feed.element, wanted && (here > 0 || whole));
      shown += here;
      where += here > 0;
    }
    const place = feeds.length > 1 && shown ? ` in ${counted(where, "feed")}` : "";
    status.textContent = shown || !total
      ? `Showing ${number(shown)} of ${counted(total, "finding")}${place}`
      : `No finding matches; there are ${number(total)}`;
    hideInfos.setAttribute("aria-pressed", String(!severities.has("info")));
  }

  /* The filters as the part of the address behind #, "" if nothing is filtered. */
  function stateOf() {
    const state = new URLSearchParams();
    const checked = boxes.filter((box) => box.checked).map((box) => box.value);
    if (checked.length < boxes.length) state.set("severity", checked.join(","));
    for (const field of [ruleList, feedList, search]) {
      if (field.value) state.set(field.name, field.value);
    }
    return state.toString();
  }

  function choose(list, value) {
    const known = [...list.options].some((option) => option.value === value);
    if (!known) list.add(new Option(`${value} (0)`, value));
    list.value = value;
  }

  function readState(text) {
    const state = new URLSearchParams(text);
    const severities = state.get("severity")?.split(",");
    for (const box of boxes) box.checked = !severities || severities.includes(box.value);
    choose(ruleList, state.get("rule") ?? "");
    choose(feedList, state.get("feed") ?? "");
    search.value = state.get("q") ?? "";
    applyFilters();
  }

  /* The address names filters (`#severity=error`) or a place in the page (`#feed-2`). */
  function readAddress() {
    const hash = location.hash.slice(1);
    if (hash.includes("=") || !hash) return readState(hash);
    const target = document.getElementById(hash);
    if (target?.closest("[hidden]")) readState("");
    target?.scrollIntoView();
  }

  function filter() {
    applyFilters();
    const state = stateOf();
    history.replaceState(null, "", state ? `#${state}` : location.pathname + location.search);
  }

  function setOpen(open) {
    for (const group of groups) {
      if (!group.element.hidden) group.element.open = open;
    }
  }

  /* Copies the explanation of a rule into an open group, so that nobody has to look for it. */
  function explain(group) {
    const place = group.querySelector(".explanation");
    const rule = document.getElementById(`rule-${group.dataset.rule}`);
    if (!rule || group.querySelector(".more")) return;
    place.before(...[...rule.querySelectorAll(".more")].map((part) => part.cloneNode(true)));
  }

  function fillLists() {
    const sizes = new Map();
    for (const { rule, size } of groups) sizes.set(rule, (sizes.get(rule) ?? 0) + size);
    for (const [rule, size] of [...sizes].sort()) {
      ruleList.add(new Option(`${rule} (${number(size)})`, rule));
    }
    for (const file of new Set(feeds.map((feed) => feed.file))) {
      feedList.add(new Option(file, file));
    }
  }

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  hideInfos.addEventListener("click", () => {
    const infos = boxes.find((box) => box.value === "info");
    infos.checked = !infos.checked;
    filter();
  });
  document.getElementById("expand").addEventListener("click", () => setOpen(true));
  document.getElementById("collapse").addEventListener("click", () => setOpen(false));
  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches(".group")) explain(target);
  }, true);
  addEventListener("hashchange", readAddress);

  fillLists();
  form.hidden = false;
  if (total <= SMALL) setOpen(true);
  readState("");
  readAddress();
})();
