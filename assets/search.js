// Full-text search on static files: gongkai/postings.py says why it is our own, and how the index is written.
//
// What the index promises is verified in the text of each notice (gongkai/exports/search_text.py) before it is shown.
// Of one or two signs the index knows exactly where they are; of longer words it knows where they may be.
(() => {
  "use strict";

  const form = document.getElementById("search");
  const said = document.getElementById("said");
  const found = document.getElementById("found");
  const words = form.dataset;
  const PAGE = 10; // results shown at once
  const CHECKED = 40; // texts checked for them before the reader is asked
  const POSITIONS = 6; // pairs of signs looked up of a word at once
  const PLACES = 3; // places shown of a notice
  const BEFORE = 18, AFTER = 60; // signs around what was found
  const TITLE = 3, LABEL = 1;

  // Said in words where something is missing. The syntax here is that of 2017; older browsers keep the page's own words.
  let dropped;
  try {
    dropped = new RegExp("[\\p{Zs}\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cf}\\p{Mn}\\p{Me}\\p{Pd}\u2212\u30fc\uff70\u2500\u2501\u02d7]", "gu");
    if (!window.fetch || !window.URLSearchParams || !"".normalize || !history.pushState) throw new Error("missing");
  } catch (error) {
    said.textContent = words.saidOld;
    return;
  }
  found.textContent = "";

  // Folding: the same rule as `fold` in gongkai/folding.py; each code point by itself.
  const folds = new Map();
  const foldSign = (sign) => {
    let folded = folds.get(sign);
    if (folded === undefined) {
      folded = sign.normalize("NFKD").replace(dropped, "").toLowerCase().replace(dropped, "");
      folds.set(sign, folded);
    }
    return folded;
  };
  const fold = (text) => {
    let folded = "";
    for (const sign of text) folded += foldSign(sign);
    return folded;
  };
  // Where each folded unit stands in the text.
  const origins = (text) => {
    const at = [];
    let place = 0;
    for (const sign of text) {
      for (let count = foldSign(sign).length; count; count--) at.push(place);
      place += sign.length;
    }
    at.push(place);
    return at;
  };

  // The index.
  const read = (source) => JSON.parse(source.dataset.index).map(([name, bits, years]) => {
    const texts = [];
    for (const [year, count] of years) {
      const first = texts.filter((text) => text.year === year).length;
      for (let number = first; number < first + count; number++) texts.push({ year, number });
    }
    return { name, bits, texts };
  });
  let segments = [];
  const load = () => {
    segments = read(form).reverse(); // the newest first
    // A year that is divided over segments is counted through.
    const counted = {};
    for (const segment of segments.slice().reverse()) {
      for (const text of segment.texts) text.number = counted[text.year] = (counted[text.year] === undefined ? -1 : counted[text.year]) + 1;
    }
  };
  load();

  class Gone extends Error {}
  const ask = async (address) => {
    const answer = await fetch(words.base + address);
    if (answer.status === 404) throw new Gone(address);
    if (!answer.ok) throw new Error(address);
    return answer;
  };
  const kept = new Map();
  const once = (address, make) => {
    if (!kept.has(address)) {
      const made = ask(address).then(make);
      kept.set(address, made);
      made.catch(() => kept.delete(address));
    }
    return kept.get(address);
  };

  const shardOf = (first, bits) => (bits ? Math.imul(first, 2654435761) >>> (32 - bits) : 0);

  // A shard → the texts of each gram, as flags, by "first second".
  const decode = (data, count) => {
    const bytes = new Uint8Array(data);
    let at = 0;
    const small = () => {
      let value = 0, shift = 0, byte;
      do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
      return value;
    };
    const large = () => { at += 4; return (bytes[at - 4] | bytes[at - 3] << 8 | bytes[at - 2] << 16 | bytes[at - 1] << 24) >>> 0; };
    const names = [];
    for (let firsts = small(); firsts; firsts--) {
      const first = large();
      for (let grams = small(); grams; grams--) {
        const second = large();
        names.push([first + " " + second, small()]);
      }
    }
    const grams = new Map();
    let bit = at * 8;
    for (const [name, size] of names) {
      const inverse = size * 2 > count;
      const listed = inverse ? count - size : size;
      const flags = new Uint8Array(count).fill(inverse ? 1 : 0);
      const rice = Math.max(0, 31 - Math.clz32(Math.floor(count * 11 / (Math.max(listed, 1) * 16))));
      let text = -1;
      for (let left = listed; left; left--) {
        let gap = 0;
        while (!(bytes[bit >> 3] >> (7 - (bit & 7)) & 1)) { gap++; bit++; }
        bit++;
        for (let low = rice; low; low--, bit++) gap = gap << 1 | (bytes[bit >> 3] >> (7 - (bit & 7)) & 1);
        text += gap + 1;
        flags[text] = inverse ? 0 : 1;
      }
      grams.set(name, flags);
    }
    return grams;
  };
  const shard = (segment, first) => {
    const address = `/search/${segment.name}/${shardOf(first, segment.bits)}.bin`;
    return once(address, async (answer) => decode(await answer.arrayBuffer(), segment.texts.length));
  };

  const both = (into, flags) => {
    for (let text = 0; text < into.length; text++) if (!flags || !flags[text]) into[text] = 0;
  };

  // Which texts of a segment may have a word, and may have it in their title.
  const pairAt = (word, at) => (word.charCodeAt(at) | word.charCodeAt(at + 1) << 16) >>> 0;
  // First every other pair, which covers the word; the pairs between them where that leaves more than a page of texts:
  // another pair weighs less than another text that has to be checked in vain.
  const positions = (word) => {
    const all = Array.from({ length: word.length - 1 }, (_, at) => at);
    const last = word.length - 2;
    if (all.length <= 3) return [all, []];
    const every = all.filter((at) => at % 2 === 0 || at === last);
    const step = Math.max(1, every.length / POSITIONS);
    const first = every.filter((at, index) => at === last || Math.floor(index / step) !== Math.floor((index - 1) / step));
    return [first, all.filter((at) => first.indexOf(at) < 0).slice(0, POSITIONS)];
  };
  const look = async (segment, word, round, maybe, titled) => {
    if (word.length === 1) {
      const first = word.charCodeAt(0);
      if (round === 0) both(maybe, (await shard(segment, first)).get(first + " 0"));
      titled.fill(0);
      return;
    }
    await Promise.all(positions(word)[round].map(async (at) => {
      const first = pairAt(word, at);
      const grams = await shard(segment, first);
      both(maybe, grams.get(first + " 0"));
      both(titled, grams.get(first + " " + TITLE));
      const run = at + 3 < word.length && grams.get(first + " " + pairAt(word, at + 2));
      if (run) both(maybe, run);
    }));
  };

  // FNV-1a, 32 bits, of the label's UTF-8: labels are ASCII.
  const labelHash = (label) => {
    let value = 0x811c9dc5;
    for (let at = 0; at < label.length; at++) value = Math.imul(value ^ label.charCodeAt(at), 0x01000193);
    return value >>> 0;
  };
  // Each segment's texts that may answer, as flags.
  const begin = async (segment, asked) => {
    const maybe = new Uint8Array(segment.texts.length);
    const titled = new Uint8Array(segment.texts.length).fill(asked.words.length ? 1 : 0);
    segment.texts.forEach((text, index) => { maybe[index] = !asked.year || text.year === asked.year ? 1 : 0; });
    const labels = [];
    if (asked.organization) labels.push("organization:" + asked.organization);
    if (asked.status) labels.push("status:" + asked.status);
    if (maybe.indexOf(1) >= 0) await Promise.all([
      ...asked.words.map((word) => look(segment, word, 0, maybe, titled)),
      ...labels.map(async (label) => both(maybe, (await shard(segment, LABEL)).get(LABEL + " " + labelHash(label)))),
    ]);
    return { segment, maybe, titled };
  };
  const listOf = (states) => [].concat(...states.map(({ segment, maybe, titled }) => {
    const listed = [];
    for (let text = maybe.length - 1; text >= 0; text--) if (maybe[text]) listed.push({ segment, text, titled: titled[text] });
    return listed;
  }));
  const candidates = async (asked) => {
    const states = await Promise.all(segments.map((segment) => begin(segment, asked)));
    const listed = listOf(states);
    if (listed.length <= PAGE || !asked.words.some((word) => word.length > 1 && positions(word)[1].length)) return listed;
    await Promise.all([].concat(...states.filter(({ maybe }) => maybe.indexOf(1) >= 0).map(({ segment, maybe, titled }) =>
      asked.words.map((word) => look(segment, word, 1, maybe, titled)))));
    return listOf(states);
  };

  // The text of a notice, verified.
  const textOf = (candidate) => {
    const { year, number } = candidate.segment.texts[candidate.text];
    const address = `/search/text/${year}/${number}.txt?${candidate.segment.name}`;
    return once(address, async (answer) => parse(await answer.text()));
  };
  const parse = (text) => {
    const lines = text.split("\n");
    const [address, published, ids, title, ...names] = lines[0].split("\t");
    const places = [];
    for (const line of lines.slice(1, -1)) {
      if (line[0] === "\t") {
        const [, anchor, status, heading] = line.split("\t");
        places.push({ anchor, status, heading, lines: heading ? [heading] : [] });
      } else places[places.length - 1].lines.push(line);
    }
    for (const place of places) place.folded = place.lines.map(fold);
    return { address, published, ids, title, names, places, head: [title, ...names].map(fold) };
  };
  const has = (lines, word) => lines.some((line) => line.indexOf(word) >= 0);

  // What of a text answers the question; null where the index promised too much.
  const answerOf = (text, asked) => {
    if (asked.organization && text.ids.split(" ").indexOf(asked.organization) < 0) return null;
    const inPlace = text.places.map((place) => asked.words.filter((word) => has(place.folded, word)).length);
    const isWanted = (place, index) => (asked.status
      ? place.status === asked.status && inPlace[index] === asked.words.length
      : inPlace[index] > 0);
    const places = text.places.map((place, index) => ({ place, words: inPlace[index], wanted: isWanted(place, index) }))
      .filter((one) => one.wanted);
    if (asked.status ? !places.length : !asked.words.every((word) =>
      has(text.head, word) || text.places.some((place) => has(place.folded, word)))) return null;
    // Places with more of the words first; a problem before other text; else in the order of the page.
    places.sort((one, two) => two.words - one.words || (two.place.status ? 1 : 0) - (one.place.status ? 1 : 0));
    return { text, places: places.map((one) => one.place) };
  };

  // What is shown.
  const make = (name, className, ...inside) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...inside);
    return element;
  };
  const marked = (text, asked, start = 0, end = text.length) => {
    const folded = fold(text), at = origins(text);
    const spans = [];
    for (const word of asked.words) {
      for (let place = folded.indexOf(word); place >= 0; place = folded.indexOf(word, place + word.length)) {
        let last = at[place + word.length - 1];
        last += String.fromCodePoint(text.codePointAt(last)).length;
        spans.push([at[place], last]);
      }
    }
    spans.sort((one, two) => one[0] - two[0]);
    const parts = [];
    let done = start;
    for (const [from, to] of spans) {
      if (from < done || from >= end) continue;
      parts.push(text.slice(done, from), make("mark", "", text.slice(from, Math.min(to, end))));
      done = Math.min(to, end);
    }
    return [...parts, text.slice(done, end)];
  };
  const cut = (text, place) => { // not through a pair of units
    const code = text.charCodeAt(place);
    return code >= 0xdc00 && code < 0xe000 ? place - 1 : place;
  };
  const excerpt = (line, asked) => {
    const folded = fold(line), at = origins(line);
    const first = Math.min(...asked.words.map((word) => folded.indexOf(word)).filter((place) => place >= 0));
    const start = cut(line, Math.max(0, (first < Infinity ? at[first] : 0) - BEFORE));
    const end = cut(line, Math.min(line.length, start + BEFORE + AFTER));
    return [start ? "…" : "", ...marked(line, asked, start, end), end < line.length ? "…" : ""];
  };
  const label = (status) => form.elements.status.querySelector(`[value="${status}"]`).textContent;
  const shownPlace = (text, place, asked) => {
    const item = make("li", "hit-place");
    const address = words.base + text.address + (place.anchor ? "#" + place.anchor : "");
    const line = place.lines.find((_, index) =>
      !(index === 0 && place.heading) && asked.words.some((word) => place.folded[index].indexOf(word) >= 0));
    if (place.heading) {
      const link = make("a", "", ...marked(place.heading, asked));
      link.href = address;
      item.append(make("p", "hit-heading", link, ...(place.status ? [" ", badge(place.status)] : [])));
    }
    if (line !== undefined) {
      const shown = excerpt(line, asked);
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
  const shownHit = ({ text, places }, asked) => {
    const link = make("a", "", ...marked(text.title, asked));
    link.href = words.base + text.address;
    const title = make("h2", "line-title", link);
    const meta = make("p", "meta", make("span", "", text.published), ...text.names.map((name) => make("span", "", ...marked(name, asked))));
    title.lang = "zh-CN";
    const item = make("li", "line", title, meta);
    if (places.length) {
      const list = make("ul", "hit-places", ...places.slice(0, PLACES).map((place) => shownPlace(text, place, asked)));
      list.lang = "zh-CN";
      item.append(list);
    }
    if (places.length > PLACES) item.append(make("p", "meta", words.places.replace("{n}", places.length - PLACES)));
    return item;
  };
  const shownOrganizations = (asked) => {
    if (!asked.words.length || asked.organization || asked.year || asked.status) return [];
    const options = [...form.elements.organization.options].slice(1).filter((option) =>
      asked.words.every((word) => has([fold(option.textContent), fold(option.dataset.short || "")], word)));
    if (!options.length) return [];
    const items = options.slice(0, PAGE).map((option) => {
      const link = make("a", "", ...marked(option.textContent, asked));
      link.href = `${words.base}/organizations/${option.value}/`;
      return make("li", "", link);
    });
    return [make("section", "search-organizations", make("h2", "", words.organizations), make("ul", "plain", ...items))];
  };

  // The question stands in the address.
  const FILTERS = ["organization", "year", "status"];
  const askedOf = (query) => {
    const unique = (list) => list.filter((word, index) => word && list.indexOf(word) === index);
    const asked = { raw: query.get("q") || "", words: unique((query.get("q") || "").split(/\s+/).map(fold)) };
    for (const name of FILTERS) asked[name] = query.get(name) || "";
    return asked;
  };
  let turn = 0; // a later question makes earlier ones fall silent
  const run = async (retried) => {
    const mine = ++turn;
    const query = new URLSearchParams(location.search);
    const asked = askedOf(query);
    form.elements.q.value = asked.raw;
    for (const name of FILTERS) form.elements[name].value = asked[name];
    document.title = asked.raw ? `${asked.raw} - ${title}` : title;
    found.textContent = "";
    said.textContent = "";
    if (!asked.words.length && !FILTERS.some((name) => asked[name])) return;
    said.textContent = words.saidBusy;
    try {
      const listed = await candidates(asked);
      if (mine !== turn) return;
      const ordered = [...listed.filter((one) => one.titled), ...listed.filter((one) => !one.titled)];
      found.append(...shownOrganizations(asked));
      const list = make("ol", "lines hits");
      found.append(list);
      await show({ asked, ordered, list, mine, next: 0, hits: 0 });
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
    kept.clear();
    load();
    return true;
  };
  const title = document.title;

  // Check candidates in their order until a page of results is full; all that are likely needed are asked for at once.
  const show = async (state) => {
    const { asked, ordered, list, mine } = state;
    let shown = 0, checked = 0;
    while (shown < PAGE && checked < CHECKED && state.next < ordered.length) {
      const batch = ordered.slice(state.next, state.next + Math.min(PAGE, CHECKED - checked));
      const texts = batch.map(textOf);
      for (const one of texts) one.catch(() => {});
      for (const one of texts) {
        const answer = answerOf(await one, asked);
        if (mine !== turn) return;
        state.next++;
        checked++;
        if (answer) {
          list.append(shownHit(answer, asked));
          state.hits++;
          shown++;
        }
        if (shown === PAGE) break;
      }
    }
    tell(state);
    if (state.next < ordered.length) {
      const button = make("button", "button", shown ? words.more : words.on);
      button.type = "button";
      button.addEventListener("click", async () => {
        button.remove();
        said.textContent = words.saidBusy;
        const before = list.children.length;
        try { await show(state); } catch (error) { said.textContent = words.saidFailed; }
        const link = list.children[before] && list.children[before].querySelector("a");
        if (link) link.focus();
      });
      found.append(button);
    }
  };
  // The number is exact where the index knows (words of one or two signs, no status) or every text was checked.
  const tell = ({ asked, ordered, next, hits }) => {
    const isExact = next >= ordered.length || ((!asked.status || !asked.words.length) && asked.words.every((word) => word.length < 3));
    const number = next >= ordered.length ? hits : ordered.length;
    if (!number) said.textContent = asked.raw.trim() ? words.saidNone.replace("{words}", () => asked.raw.trim()) : words.saidNothing;
    else said.textContent = (isExact ? words.saidCount : words.saidMost).replace("{n}", number).replace("{k}", next).replace("{m}", hits);
  };

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
