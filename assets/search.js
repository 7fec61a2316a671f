// The page of the search: the question, which stands in the address, and what answers it.
//
// search_index.js knows which notices may answer, search_text.js whether they do, and where.
(() => {
  "use strict";

  const form = document.getElementById("search");
  const said = document.getElementById("said");
  const found = document.getElementById("found");
  const words = form.dataset;
  const FILTERS = ["organization", "year", "status"];
  const PAGE = 10; // results shown at once
  const CHECKED = 40; // texts checked for them before the reader is asked
  const SETTLED = 40; // texts checked besides, to tell their number
  const PLACES = 3; // places shown of a notice
  const NAMED = 3; // organizations shown

  if (!window.gongkaiSearch) {
    said.textContent = words.saidOld;
    form.hidden = true;
    found.className = "found-old";
    return;
  }
  found.textContent = "";
  const { fold, origins, Index, Gone, parse, has, answerOf, spansOf, around, lineOf, fragment, OPEN } = window.gongkaiSearch;

  // --- what is shown ---

  const make = (name, className, ...inside) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...inside);
    return element;
  };
  const marked = (text, asked, start = 0, end = text.length) => {
    const parts = [];
    let done = start;
    for (const [from, to] of spansOf(text, asked.words)) {
      if (from < done || from >= end) continue;
      parts.push(text.slice(done, from), make("mark", "", text.slice(from, Math.min(to, end))));
      done = Math.min(to, end);
    }
    return [...parts, text.slice(done, end)];
  };
  const excerpt = (line, from, asked) => {
    const [start, end] = around(line, from);
    return [start ? "…" : "", ...marked(line, asked, start, end), end < line.length ? "…" : ""];
  };
  const label = (status) => form.elements.status.querySelector(`[value="${status}"]`).textContent;
  const shownPlace = (text, place, lacked, asked) => {
    const item = make("li", "hit-place");
    const line = lineOf(place, lacked, asked);
    const [span] = line === null ? [] : [...spansOf(line, lacked), ...spansOf(line, asked.words)];
    const marks = span ? fragment(text, line, span) : "";
    const address = words.base + text.address + (place.anchor || marks ? "#" + encodeURIComponent(place.anchor) + marks : "");
    if (place.heading) {
      const link = make("a", "", ...marked(place.heading, asked));
      link.href = address;
      item.append(make("p", "hit-heading", link, ...(place.status ? [" ", badge(place.status)] : [])));
    }
    if (line !== null) {
      const shown = excerpt(line, span ? span[0] : 0, asked);
      if (place.heading) item.append(make("p", "hit-text", ...shown));
      else {
        const link = make("a", "", ...shown);
        link.href = address;
        item.append(make("p", "hit-text", link));
      }
    }
    return item;
  };
  const badge = (status) => {
    const element = make("span", "badge");
    element.dataset.status = status;
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    picture.setAttribute("class", "mark");
    picture.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "#mark." + status);
    picture.append(use);
    element.append(picture, label(status));
    return element;
  };
  const shownHit = ({ text, lacked, places }, asked) => {
    const link = make("a", "", ...marked(text.title, asked));
    link.href = words.base + text.address;
    const title = make("h2", "line-title", link);
    const meta = make("p", "meta", make("span", "", text.published), ...text.names.map((name) => make("span", "", ...marked(name, asked))));
    title.lang = "zh-CN";
    const item = make("li", "line", title, meta);
    if (places.length) {
      const list = make("ul", "hit-places", ...places.slice(0, PLACES).map((place) => shownPlace(text, place, lacked, asked)));
      list.lang = "zh-CN";
      item.append(list);
    }
    if (places.length > PLACES) item.append(make("p", "meta", words.places.replace("{n}", places.length - PLACES)));
    return item;
  };
  // An address, and a number to call: gongkai/theme.py makes the same of what follows 转.
  const tel = (number) => {
    const [line, ...extension] = number.normalize("NFKC").split("转");
    const inner = extension.join("").replace(/[^0-9]/g, "");
    return "tel:" + line.replace(/[^0-9+]/g, "") + (inner ? ";ext=" + inner : "");
  };
  const linked = (address, ...inside) => {
    const link = make("a", "", ...inside);
    link.href = address;
    return link;
  };

  const organizations = [...form.elements.organization.options].slice(1).map((option) => ({
    id: option.value,
    name: option.textContent,
    phone: option.dataset.phone,
    folded: [option.textContent, option.dataset.short || ""].map(fold),
  }));
  const named = (one, word) => one.folded.some((name) => name.indexOf(word) >= 0);
  // The organizations that any word names, the best match first. A word that most of them have names none.
  const namedBy = (asked) => {
    const naming = asked.words.filter((word) => {
      const having = organizations.filter((one) => named(one, word)).length;
      return having <= Math.max(NAMED, organizations.length / 2);
    });
    return organizations.map((one, index) => ({
      one,
      index,
      words: naming.filter((word) => named(one, word)).length,
      begins: naming.some((word) => one.folded.some((name) => name.indexOf(word) === 0)) ? 1 : 0,
    })).filter((match) => match.words)
      .sort((one, two) => two.words - one.words || two.begins - one.begins || one.index - two.index)
      .map((match) => match.one);
  };
  const shownOrganizations = (asked) => {
    if (FILTERS.some((name) => asked[name])) return [];
    const items = namedBy(asked).slice(0, NAMED).map(({ id, name, phone }) => {
      const item = make("li", "", linked(`${words.base}/organizations/${id}/`, ...marked(name, asked)));
      if (phone) item.append(linked(tel(phone), phone));
      item.lang = "zh-CN";
      return item;
    });
    if (!items.length) return [];
    return [make("section", "search-organizations", make("h2", "", words.organizations), make("ul", "plain", ...items))];
  };

  // --- what may help ---

  // What readers call an organization: its names, and the place they begin with, 洛阳市 or 洛阳.
  const PLACE = /^(.{2,7}?)(?:省|市|地区|盟|州|县|区|旗|自治区|自治州|自治县|自治旗|特别行政区)/;
  const callsOf = ({ folded }) => {
    const place = PLACE.exec(folded[0]) || [];
    return [...folded, ...place].filter(Boolean);
  };
  // The longest such name within words that nothing parts: its organization, and the words parted at its ends.
  const parting = (raw) => {
    const folded = fold(raw), at = origins(raw);
    let best = null;
    for (const one of organizations) {
      for (const call of callsOf(one)) {
        const place = folded.indexOf(call);
        if (place >= 0 && (!best || call.length > best.length)) best = { id: one.id, name: one.name, length: call.length, place };
      }
    }
    if (!best) return null;
    const ends = [0, at[best.place], at[best.place + best.length], raw.length];
    const parts = [0, 1, 2].map((part) => raw.slice(ends[part], ends[part + 1]).trim()).filter(Boolean);
    return { id: best.id, name: best.name, parts };
  };
  // Statuses asked for in words are better chosen in the page of problems. Who asks for what is not done means all that
  // is open.
  const shownStatuses = (asked, owner, isAsked) => {
    if (!words.problems) return [];
    return [...form.elements.status.options].slice(1).filter((option) => isAsked(fold(option.textContent))).map((option) => {
      const query = new URLSearchParams();
      for (const status of option.value === "not_done" ? OPEN : [option.value]) query.append("status", status);
      if (owner) query.set("organization", owner.id);
      const text = words.problemsOf.replace("{status}", () => option.textContent);
      return make("li", "", linked(`${words.problems}?${query}`, owner ? `${text} - ${owner.name}` : text));
    });
  };
  const advice = (asked, isNothing) => {
    const raw = asked.raw.trim();
    const chosen = organizations.find((one) => one.id === asked.organization);
    const items = shownStatuses(asked, chosen || namedBy(asked)[0], (status) =>
      asked.words.some((word) => (isNothing ? word.indexOf(status) >= 0 : word === status)));
    const help = isNothing && raw.length > 2 && !/\s/.test(raw) ? [make("p", "", words.parting)] : [];
    return [...help, ...(items.length ? [make("ul", "plain", ...items)] : [])];
  };

  // --- the question, which stands in the address ---

  const askedOf = (query) => {
    const unique = (list) => list.filter((word, index) => word && list.indexOf(word) === index);
    const asked = { raw: query.get("q") || "", words: unique((query.get("q") || "").split(/\s+/).map(fold)) };
    for (const name of FILTERS) asked[name] = query.get(name) || "";
    return asked;
  };
  // The same question with its words parted at the organization they name; null where nothing parts them.
  const partedOf = (asked) => {
    const raw = asked.raw.trim();
    const parted = /\s/.test(raw) || asked.typed ? null : parting(raw);
    if (!parted || parted.parts.length < 2) return null;
    const query = new URLSearchParams(location.search);
    query.set("q", parted.parts.join(" "));
    return Object.assign(askedOf(query), { typed: raw });
  };
  // On a narrow screen the filters are folded away unless one is set; the style sees to it until this has run.
  const box = form.querySelector("details");
  const narrow = matchMedia("(max-width: 40em)");
  const unfold = () => {
    box.open = !narrow.matches || box.contains(document.activeElement) || FILTERS.some((name) => form.elements[name].value);
    box.dataset.ready = "";
  };
  narrow.addListener(unfold); // what browsers of 2017 call it
  const title = document.title;
  let index = new Index(words.index, words.base);
  let turn = 0; // a later question makes earlier ones fall silent
  const run = async (retried) => {
    const mine = ++turn;
    const asked = askedOf(new URLSearchParams(location.search));
    form.elements.q.value = asked.raw;
    for (const name of FILTERS) form.elements[name].value = asked[name];
    unfold();
    document.title = asked.raw ? `${asked.raw} - ${title}` : title;
    found.textContent = "";
    said.textContent = "";
    if (!asked.words.length && !FILTERS.some((name) => asked[name])) return;
    said.textContent = words.saidBusy;
    try {
      const candidates = await index.ask(asked);
      if (mine === turn) await new Search(asked, candidates, () => mine === turn).begin();
    } catch (error) {
      if (mine !== turn) return;
      if (error instanceof Gone && !retried && await renew()) return run(true);
      said.textContent = words.saidFailed;
    }
  };
  // The site was published anew since this page was loaded: the index has other names.
  const renew = async () => {
    const answer = await fetch(location.pathname, { cache: "reload" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("search");
    if (!fresh || fresh.dataset.index === form.dataset.index) return false;
    form.dataset.index = fresh.dataset.index;
    index = new Index(words.index, words.base);
    return true;
  };

  // --- the results ---

  // One question: candidates are checked in their order until a page is full, then as many more as tell their number.
  class Search {
    // `isCurrent`: whether no other question was asked since.
    constructor(asked, candidates, isCurrent) {
      Object.assign(this, { asked, candidates, isCurrent, answers: new Map() });
      this.parted = partedOf(asked); // to be asked where nothing is found
      this.left = candidates.ordered(); // those that no page has reached yet
      this.help = make("div", "search-advice");
      this.list = make("ol", "lines hits");
      this.more = make("button", "button");
      this.more.type = "button";
      this.more.addEventListener("click", () => this.goOn());
    }

    async begin() {
      const results = await this.page();
      if (!this.isCurrent()) return;
      this.help.append(...advice(this.asked, false));
      this.list.append(...results);
      found.append(...shownOrganizations(this.asked), this.help, this.list);
      await this.settle();
    }

    async goOn() {
      this.more.remove();
      said.textContent = words.saidBusy;
      try {
        const results = await this.page();
        if (!this.isCurrent()) return;
        this.list.append(...results);
        const link = results.length && results[0].querySelector("a");
        if (link) link.focus();
        await this.settle();
      } catch (error) {
        if (this.isCurrent()) said.textContent = words.saidFailed;
      }
    }

    // Return the next page of results. Of texts that may have the words, as many are asked for as likely fill it.
    async page() {
      const results = [];
      let checked = 0;
      if (this.candidates.isDoubtful) await this.refine();
      while (results.length < PAGE && checked < CHECKED && this.left.length) {
        const likely = checked ? Math.max(results.length, 1) / checked : 1;
        const wanted = Math.min(Math.ceil((PAGE - results.length) / likely), PAGE, CHECKED - checked);
        for (const candidate of await this.check(this.left.slice(0, wanted))) {
          if (results.length === PAGE) break;
          checked++;
          this.left.splice(this.left.indexOf(candidate), 1);
          const answer = this.answers.get(candidate);
          if (answer) results.push(shownHit(answer, this.asked));
        }
        if (results.length < PAGE && this.left.length) await this.refine();
      }
      return results;
    }

    // Read the texts of candidates, and keep what they answer; what one tells about others is learnt. Returns them.
    async check(candidates) {
      const texts = await Promise.all(candidates.map((candidate) => index.text(candidate, parse)));
      let isLess = false;
      candidates.forEach((candidate, at) => {
        if (this.answers.has(candidate)) return;
        this.answers.set(candidate, answerOf(texts[at], this.asked));
        if (this.candidates.learn(candidate, this.asked.words.map((word) => has(texts[at], word)))) isLess = true;
      });
      if (isLess) this.keepPossible(candidates);
      return candidates;
    }

    // Look up all of long words.
    async refine() {
      if (!this.candidates.isCoarse) return;
      this.candidates.refine(await index.ask(this.asked, true));
      this.keepPossible();
    }

    // Drop the candidates that have been ruled out; `but` stay, as they are being looked at.
    keepPossible(but = []) {
      const possible = new Set(this.candidates.ordered());
      this.left = this.left.filter((candidate) => possible.has(candidate) || but.indexOf(candidate) >= 0);
    }

    async settle() {
      await this.count();
      if (!this.parted || this.number() || !this.isCurrent()) return;
      const candidates = await index.ask(this.parted);
      if (!this.isCurrent()) return;
      found.textContent = "";
      await new Search(this.parted, candidates, this.isCurrent).begin();
    }

    // Say how many there are. Where the index cannot tell at once, find out, if that takes few texts.
    async count() {
      const isUnsure = !this.isExact() && (this.candidates.isCoarse || this.telling().length > 0);
      this.tell(isUnsure);
      if (!isUnsure) return;
      try {
        await this.refine();
        const few = this.isExact() ? [] : this.telling();
        for (let at = 0; at < few.length && this.isCurrent(); at += PAGE) await this.check(few.slice(at, at + PAGE));
      } catch (error) {
        // What was said holds.
      }
      if (this.isCurrent()) this.tell(false);
    }

    // A few texts that tell the number; none where it would take many.
    telling() {
      const tellers = this.candidates.tellers();
      if (tellers.length || this.candidates.number - this.answers.size > SETTLED) return tellers;
      return this.candidates.ordered().filter((candidate) => !this.answers.has(candidate));
    }

    number() {
      return this.candidates.number - this.lacking();
    }

    isExact() {
      return this.candidates.isExact || this.candidates.number <= this.lacking() + this.hits();
    }

    hits() {
      return Array.from(this.answers.values()).filter(Boolean).length;
    }

    // How many candidates were found to lack the words.
    lacking() {
      return Array.from(this.answers).filter(([candidate, answer]) => !answer && this.candidates.includes(candidate)).length;
    }

    tell(isSettling) {
      const { asked } = this;
      const number = this.number();
      // What was asked, where it is not what was typed.
      const before = asked.typed
        ? words.saidParted.replace("{typed}", () => asked.typed).replace("{words}", () => asked.raw) : "";
      if (!number && this.parted) {
        said.textContent = words.saidBusy; // it is asked for in parts
      } else if (!number) {
        this.help.textContent = "";
        this.help.append(...advice(asked, true));
        said.textContent = before + (asked.raw.trim() ? words.saidNone.replace("{words}", () => asked.raw.trim()) : words.saidNothing);
      } else {
        const sentence = this.isExact() ? words.saidCount : isSettling ? words.saidChecking : words.saidMost;
        said.textContent = before + sentence.replace("{n}", number).replace("{k}", this.answers.size).replace("{m}", this.hits());
      }
      said.classList.toggle("settling", isSettling);
      this.more.textContent = this.list.children.length ? words.more : words.on;
      if (this.left.length) found.append(this.more);
      else this.more.remove();
    }
  }

  // --- the form ---

  const go = () => {
    const query = new URLSearchParams();
    for (const name of ["q", ...FILTERS]) {
      const value = form.elements[name].value.trim();
      if (value) query.set(name, value);
    }
    const address = query.toString() ? "?" + query : location.pathname;
    if (address !== location.search) history.pushState(null, "", address);
    run();
  };
  let composing = false; // an input method is at work: its Enter chooses a word
  form.elements.q.addEventListener("compositionstart", () => { composing = true; });
  form.elements.q.addEventListener("compositionend", () => { setTimeout(() => { composing = false; }); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!composing) go();
  });
  for (const name of FILTERS) form.elements[name].addEventListener("change", go);
  addEventListener("popstate", () => run());
  run();
})();
