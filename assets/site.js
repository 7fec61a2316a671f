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

  // The clock where the site is: a Date whose UTC fields are the local ones there, whatever the reader's time zone.
  // Other scripts of a page, which run after this one, go by the same clock.
  const siteClock = () => {
    const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(document.documentElement.dataset.offset);
    return new Date(Date.now() + (sign === "-" ? -1 : 1) * (hours * 60 + +minutes) * 60000);
  };
  const siteToday = () => siteClock().toISOString().slice(0, 10);
  window.gongkai = { siteToday };

  // Within the hours of a telephone or an office? Nothing is said of days that the hours do not name.
  const hoursState = (written, now) => {
    const day = now.getUTCDay() || 7;
    const time = now.getUTCHours() * 100 + now.getUTCMinutes();
    const groups = written.split(";").map((group) => group.split(" "));
    if (groups[0][0] === "?" && day > 5) return "";
    const spans = groups.filter(([days]) => days === "?" || days.includes(day)).flatMap((group) => group.slice(1));
    const isWithin = (span) => { const [start, end] = span.split("-"); return start <= time && time < end; };
    if (spans.some(isWithin)) return "within";
    return groups[0][0] === "12345" && day > 5 && groups[0].slice(1).some(isWithin) ? "weekend" : "outside";
  };

  // What depends on the moment of reading: the state of a period for comments, and of the hours of each contact.
  const tellTime = () => {
    for (const state of document.querySelectorAll(".state[data-upcoming]")) {
      const { start, end, upcoming, open, closed } = state.dataset;
      const today = siteToday();
      const now = start && today < start ? "upcoming" : end && today > end ? "closed" : "open";
      state.dataset.state = now;
      state.textContent = { upcoming, open, closed }[now];
      state.hidden = false;
    }
    for (const link of document.querySelectorAll("[data-until]")) {
      link.hidden = siteToday() > link.dataset.until;
    }
    for (const hours of document.querySelectorAll("[data-hours]")) {
      const words = hours.closest("[data-within]").dataset;
      const now = hoursState(hours.dataset.hours, siteClock());
      let said = hours.nextElementSibling;
      if (!said) {
        said = document.createElement("span");
        hours.after(said);
      }
      said.className = "hours-state";
      said.hidden = !now;
      said.dataset.state = now;
      said.textContent = now && words[now];
    }
  };
  tellTime();
  setInterval(tellTime, 60000);

  // Copy an address: with the clipboard's own interface, else with the old command, else by the reader's hand.
  const live = document.createElement("p");
  live.className = "unseen";
  live.setAttribute("role", "status");
  document.body.append(live);
  const copyByCommand = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch { /* as if it had said no */ }
    field.remove();
    return done;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyByCommand(text);
    }
  };
  const addCopyButton = (place, text, words, name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button copy";
    button.textContent = words.copyLabel;
    if (name) button.setAttribute("aria-label", `${words.copyLabel}: ${name}`);
    button.addEventListener("click", async () => {
      const done = await copy(text);
      button.focus();
      live.textContent = "";
      if (done) {
        button.textContent = words.copiedLabel;
        setTimeout(() => { button.textContent = words.copyLabel; live.textContent = ""; }, 3000);
      } else {
        const field = document.createElement("textarea");
        field.readOnly = true;
        field.value = text;
        field.setAttribute("aria-label", words.failedLabel);
        button.replaceWith(field);
        field.select();
      }
      requestAnimationFrame(() => { live.textContent = done ? words.copiedLabel : words.failedLabel; });
    });
    place.after(button);
  };
  for (const place of document.querySelectorAll("[data-copy]")) addCopyButton(place, place.dataset.copy, place.dataset);
  const canonical = document.querySelector("link[rel=canonical]");
  for (const link of canonical ? document.querySelectorAll(".permalink") : []) {
    const heading = link.closest(".problem-head").firstElementChild.textContent;
    addCopyButton(link, canonical.href + link.getAttribute("href"), link.closest("[data-copy-label]").dataset, heading);
  }

  // A letter that names the problem, where the page leads to the contacts: their beginning is in the page once.
  const letters = document.querySelector("[data-letter]");
  for (const link of letters && canonical ? letters.querySelectorAll(".about[href='#feedback']") : []) {
    const head = link.closest(".problem-head");
    const heading = head.firstElementChild.textContent;
    const written = head.querySelector(".problem-number");
    const number = written ? written.textContent.slice(written.textContent.indexOf(" ") + 1) : "";
    const name = [...(heading.startsWith(number) ? heading : `${number} ${heading}`)];
    const brief = name.length > 60 ? `${name.slice(0, 59).join("")}…` : name.join("");
    const place = canonical.href + head.querySelector(".permalink").getAttribute("href");
    link.href = `${letters.dataset.letter}${encodeURIComponent(brief)}&body=${encodeURIComponent(place)}`;
    link.textContent = letters.dataset.letterLabel;
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

  // The bar of jumps would lie on the line being read: it is away at the top, where the contents are, and while the reader
  // reads on; it comes with any other move.
  const jumps = document.querySelector(".jump");
  if (jumps) {
    let last = scrollY;
    jumps.classList.toggle("jump-here", last > 200);
    addEventListener("scroll", () => {
      const moved = scrollY - last;
      const isAtTop = scrollY < 200;
      const isAtEnd = scrollY + innerHeight > document.documentElement.scrollHeight - 200;
      if (Math.abs(moved) < 8 && !isAtTop && !isAtEnd) return;
      jumps.classList.toggle("jump-here", isAtEnd || (moved < 0 && !isAtTop));
      last = scrollY;
    }, { passive: true });
  }

  // Paper shows what is folded; afterwards all is as it was.
  let folded = [];
  addEventListener("beforeprint", () => {
    const today = siteToday();
    for (const place of document.querySelectorAll("[data-printed]")) {
      place.textContent = place.dataset.printed.replace("{}", today);
    }
    folded = [...document.querySelectorAll("main details:not([open], .fold-reference)")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
})();
