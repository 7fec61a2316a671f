// Adds comfort only: every page is complete without it.
(() => {
  "use strict";

  // Large letters, wide spaces, strong contrast: kept for the next page and the next visit.
  const reading = document.querySelector(".reading");
  if (reading) {
    const root = document.documentElement;
    const show = () => reading.setAttribute("aria-pressed", String(root.dataset.reading === "large"));
    reading.addEventListener("click", () => {
      root.dataset.reading = root.dataset.reading === "large" ? "ordinary" : "large";
      try { localStorage.setItem("gongkai.reading", root.dataset.reading); } catch { /* holds for this page */ }
      show();
      dispatchEvent(new Event("reading"));
    });
    show();
  }

  // A period for comments: open or closed today, in the site's time zone.
  for (const state of document.querySelectorAll(".state[data-offset]")) {
    const { start, end, offset, upcoming, open, closed } = state.dataset;
    const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) || [0, "+", 8, 0];
    const shift = (sign === "-" ? -1 : 1) * (hours * 60 + +minutes) * 60000;
    const today = new Date(Date.now() + shift).toISOString().slice(0, 10);
    const now = start && today < start ? "upcoming" : end && today > end ? "closed" : "open";
    state.dataset.state = now;
    state.textContent = { upcoming, open, closed }[now];
  }

  // Copy the permanent address.
  for (const link of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = link.dataset.copyLabel;
    const said = document.createElement("span");
    said.className = "unseen";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.dataset.copy);
      button.textContent = said.textContent = link.dataset.copiedLabel;
      setTimeout(() => { button.textContent = link.dataset.copyLabel; said.textContent = ""; }, 2000);
    });
    link.after(button, said);
  }

  // The contents stand open beside the text where there is room, and show where the reader is.
  const contents = document.querySelector(".contents");
  if (contents) {
    const details = contents.querySelector("details");
    const wide = matchMedia("(min-width: 64em)");
    const isBeside = () => wide.matches && document.documentElement.dataset.reading !== "large";
    const fit = () => {
      details.open = isBeside();
      details.firstElementChild.tabIndex = details.open ? -1 : 0;
    };
    wide.addEventListener("change", fit);
    addEventListener("reading", fit);
    fit();
    contents.addEventListener("click", (event) => {
      if (!isBeside() && event.target.closest("a")) details.open = false;
    });
    for (const jump of document.querySelectorAll("a[href='#contents']")) {
      jump.addEventListener("click", () => { details.open = true; });
    }
    const links = [...contents.querySelectorAll("a")];
    const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let waiting = false;
    const follow = () => {
      waiting = false;
      let current = -1;
      places.forEach((place, index) => { if (place && place.getBoundingClientRect().top < 120) current = index; });
      links.forEach((link, index) => {
        if (index !== current) link.removeAttribute("aria-current");
        else if (!link.hasAttribute("aria-current")) {
          link.setAttribute("aria-current", "true");
          if (isBeside()) contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
        }
      });
    };
    addEventListener("scroll", () => {
      if (!waiting) { waiting = true; requestAnimationFrame(follow); }
    }, { passive: true });
  }

  // Paper shows what is folded; afterwards all is as it was.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
})();
