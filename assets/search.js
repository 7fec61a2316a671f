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
  const FILTERS = ["organization", "year", "status"];
  const PAGE = 10; // results shown at once
  const CHECKED = 40; // texts checked for them before the reader is asked
  const POSITIONS = 6; // pairs of signs looked up of a word at once
  const CLAUSES = 4; // told to the browser before and after what was found
  const PLACES = 3; // places shown of a notice
  const BEFORE = 18, AFTER = 60; // signs around what was found
  const OPEN = ["mostly_done", "in_progress", "behind", "not_done"];
  const NAMED = 3; // organizations shown
  const HEAD = 3, LABEL = 1; // kinds of grams: gongkai/postings.py
  const KNUTH = 2654435761; // of the multiplicative hash
  const FNV_START = 0x811c9dc5, FNV_PRIME = 0x01000193;

  // Said in words where something is missing. The syntax here is that of 2017; older browsers keep the page's own words.
  let dropped;
  try {
    dropped = new RegExp("[\\p{Zs}\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cf}\\p{Mn}\\p{Me}\\p{Pd}\u2212\u30fc\uff70\u2500\u2501\u02d7]", "gu");
    if (!window.fetch || !window.URLSearchParams || !"".normalize || !history.pushState) throw new Error("missing");
  } catch (error) {
    said.textContent = words.saidOld;
    form.hidden = true;
    found.className = "found-old";
    return;
  }
  found.textContent = "";

  // --- folding ---

  // The same rule as `fold` in gongkai/folding.py; each code point by itself.
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

  // --- the index ---

  let segments; // the newest first
  const load = () => {
    segments = [];
    const counted = {}; // a year that is divided over segments is counted through
    for (const [name, bits, years, labels] of JSON.parse(form.dataset.index)) {
      const texts = [];
      for (const [year, count] of years) {
        const first = counted[year] || 0;
        counted[year] = first + count;
        for (let number = first; number < first + count; number++) texts.push({ year, number });
      }
      segments.unshift({ name, bits, labels, texts });
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

  const shardOf = (first, bits) => (bits ? Math.imul(first, KNUTH) >>> (32 - bits) : 0);

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
    const address = first === LABEL ? `/search/${segment.labels}/0.bin`
      : `/search/${segment.name}/${shardOf(first, segment.bits)}.bin`;
    return once(address, async (answer) => decode(await answer.arrayBuffer(), segment.texts.length));
  };

  const both = (into, flags) => {
    for (let text = 0; text < into.length; text++) if (!flags || !flags[text]) into[text] = 0;
  };

  // Which texts of a segment may have a word, and may have it in their head: their title, their organizations' names.
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
  const look = async (segment, word, round, maybe, inHead) => {
    if (word.length === 1) {
      const first = word.charCodeAt(0);
      if (round === 0) both(maybe, (await shard(segment, first)).get(first + " 0"));
      return;
    }
    await Promise.all(positions(word)[round].map(async (at) => {
      const first = pairAt(word, at);
      const grams = await shard(segment, first);
      both(maybe, grams.get(first + " 0"));
      both(inHead, grams.get(first + " " + HEAD));
      const run = at + 3 < word.length && grams.get(first + " " + pairAt(word, at + 2));
      if (run) both(maybe, run);
    }));
  };

  // FNV-1a, 32 bits, of the label's UTF-8: labels are ASCII.
  const labelHash = (label) => {
    let value = FNV_START;
    for (let at = 0; at < label.length; at++) value = Math.imul(value ^ label.charCodeAt(at), FNV_PRIME);
    return value >>> 0;
  };
  // Each segment's texts that may answer, as flags.
  const begin = async (segment, asked) => {
    const maybe = new Uint8Array(segment.texts.length);
    // Of one sign the index does not know it.
    const inHead = asked.words.map((word) => new Uint8Array(segment.texts.length).fill(word.length > 1 ? 1 : 0));
    segment.texts.forEach((text, index) => { maybe[index] = !asked.year || text.year === asked.year ? 1 : 0; });
    const labels = [];
    if (asked.organization) labels.push("organization:" + asked.organization);
    if (asked.status) labels.push("status:" + asked.status);
    if (maybe.indexOf(1) >= 0) await Promise.all([
      ...asked.words.map((word, at) => look(segment, word, 0, maybe, inHead[at])),
      ...labels.map(async (label) => both(maybe, (await shard(segment, LABEL)).get(LABEL + " " + labelHash(label)))),
    ]);
    return { segment, maybe, inHead };
  };
  // Those with more of the words in their head first, then the newest.
  const listOf = (states, asked) => {
    const ranks = [...asked.words, ""].map(() => []);
    for (const { segment, maybe, inHead } of states) {
      for (let text = maybe.length - 1; text >= 0; text--) {
        if (maybe[text]) ranks[inHead.filter((flags) => !flags[text]).length].push({ segment, text });
      }
    }
    return [].concat(...ranks);
  };
  const candidates = async (asked) => {
    const states = await Promise.all(segments.map((segment) => begin(segment, asked)));
    const listed = listOf(states, asked);
    if (listed.length <= PAGE || !asked.words.some((word) => word.length > 1 && positions(word)[1].length)) return listed;
    await Promise.all([].concat(...states.filter(({ maybe }) => maybe.indexOf(1) >= 0).map(({ segment, maybe, inHead }) =>
      asked.words.map((word, at) => look(segment, word, 1, maybe, inHead[at])))));
    return listOf(states, asked);
  };

  // --- the text of a notice, verified ---

  const textOf = (candidate) => {
    const { year, number } = candidate.segment.texts[candidate.text];
    const address = `/search/text/${year}/${number}.txt?${candidate.segment.labels}`;
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

  // A problem that is still open comes before other problems, these before other text.
  const urgency = (status) => (!status ? 0 : OPEN.indexOf(status) < 0 ? 1 : 2);

  // What of a text answers the question; null where the index promised too much.
  const answerOf = (text, asked) => {
    if (asked.organization && text.ids.split(" ").indexOf(asked.organization) < 0) return null;
    const lacked = asked.words.filter((word) => !has(text.head, word)); // by the head: what the reader wants to see
    const places = text.places.map((place, index) => ({
      place,
      index,
      words: asked.words.filter((word) => has(place.folded, word)).length,
      lacked: lacked.filter((word) => has(place.folded, word)).length,
    })).filter(({ place, words: count }) => (asked.status
      ? place.status === asked.status && count === asked.words.length
      : count > 0));
    if (asked.status ? !places.length : !asked.words.every((word) =>
      has(text.head, word) || text.places.some((place) => has(place.folded, word)))) return null;
    places.sort((one, two) => two.lacked - one.lacked || two.words - one.words
      || urgency(two.place.status) - urgency(one.place.status) || one.index - two.index);
    return { text, lacked, places: places.map((one) => one.place) };
  };

  // --- what is shown ---

  const make = (name, className, ...inside) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...inside);
    return element;
  };
  // Where words stand in a text: from, to.
  const spansOf = (text, wanted) => {
    const folded = fold(text), at = origins(text);
    const spans = [];
    for (const word of wanted) {
      for (let place = folded.indexOf(word); place >= 0; place = folded.indexOf(word, place + word.length)) {
        let last = at[place + word.length - 1];
        last += String.fromCodePoint(text.codePointAt(last)).length;
        spans.push([at[place], last]);
      }
    }
    return spans.sort((one, two) => one[0] - two[0]);
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
  const cut = (text, place) => { // not through a pair of units
    const code = text.charCodeAt(place);
    return code >= 0xdc00 && code < 0xe000 ? place - 1 : place;
  };
  const excerpt = (line, from, asked) => {
    const start = cut(line, Math.max(0, from - BEFORE));
    const end = cut(line, Math.min(line.length, start + BEFORE + AFTER));
    return [start ? "…" : "", ...marked(line, asked, start, end), end < line.length ? "…" : ""];
  };
  const label = (status) => form.elements.status.querySelector(`[value="${status}"]`).textContent;
  // The line of a place that has most of the words, those that the head lacks before others; null: only the heading has.
  const lineOf = (place, lacked, asked) => {
    let best = null, most = 0;
    place.lines.forEach((line, index) => {
      const count = (wanted) => wanted.filter((word) => place.folded[index].indexOf(word) >= 0).length;
      const worth = count(lacked) * (asked.words.length + 1) + count(asked.words);
      if (worth > most && !(index === 0 && place.heading)) {
        best = line;
        most = worth;
      }
    });
    return best;
  };
  // The part of an address that makes browsers mark what was found, where they know such parts. They look for whole
  // words, and have their own idea of where Chinese words end: so the clause around it is told as context. They take the
  // first place that fits: what the page has twice, or has in its contents, would lead astray, so clauses are added.
  const NO_CLAUSE = /[\s，。；：、！？（）《》〈〉“”‘’「」…—,.;:!?()[\]"]/;
  const encoded = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
  const fragment = (text, line, [from, to]) => {
    if (!document.fragmentDirective) return "";
    const lines = [].concat([text.title], text.names, ...text.places.map((place) => place.lines));
    const isOnce = (clause) => lines.filter((other) => other.indexOf(clause) >= 0).length === 1;
    let start = from, end = to;
    for (let clauses = 0; clauses < CLAUSES && (!clauses || !isOnce(line.slice(start, end))); clauses++) {
      if (clauses) {
        while (start > 0 && NO_CLAUSE.test(line[start - 1])) start--;
        while (end < line.length && NO_CLAUSE.test(line[end])) end++;
      }
      while (start > 0 && !NO_CLAUSE.test(line[start - 1])) start--;
      while (end < line.length && !NO_CLAUSE.test(line[end])) end++;
    }
    if (!isOnce(line.slice(start, end))) return "";
    const before = start < from ? encoded(line.slice(start, from)) + "-," : "";
    const after = to < end ? ",-" + encoded(line.slice(to, end)) : "";
    return ":~:text=" + before + encoded(line.slice(from, to)) + after;
  };
  const shownPlace = (text, place, lacked, asked) => {
    const item = make("li", "hit-place");
    const line = lineOf(place, lacked, asked);
    const [span] = line === null ? [] : [...spansOf(line, lacked), ...spansOf(line, asked.words)];
    const marks = span ? fragment(text, line, span) : "";
    const address = words.base + text.address + (place.anchor || marks ? "#" + place.anchor + marks : "");
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
  // The organizations that any word names, the best match first. A word that most of them have names none.
  const namedBy = (asked) => {
    const naming = asked.words.filter((word) => {
      const having = organizations.filter((one) => has(one.folded, word)).length;
      return having <= Math.max(NAMED, organizations.length / 2);
    });
    return organizations.map((one, index) => ({
      one,
      index,
      words: naming.filter((word) => has(one.folded, word)).length,
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
    const parted = isNothing && !/\s/.test(raw) ? parting(raw) : null;
    const isParted = parted && parted.parts.length > 1;
    const chosen = organizations.find((one) => one.id === asked.organization);
    const items = shownStatuses(asked, chosen || parted || namedBy(asked)[0], (status) =>
      asked.words.some((word) => (isNothing ? word.indexOf(status) >= 0 : word === status)));
    if (isParted) {
      const query = new URLSearchParams(location.search);
      query.set("q", parted.parts.join(" "));
      items.unshift(make("li", "", words.instead + " ", linked(`?${query}`, parted.parts.join(" "))));
    }
    const help = isNothing && !isParted && raw.length > 2 && !/\s/.test(raw) ? [make("p", "", words.parting)] : [];
    return [...help, ...(items.length ? [make("ul", "plain", ...items)] : [])];
  };

  // --- the question, which stands in the address ---

  const askedOf = (query) => {
    const unique = (list) => list.filter((word, index) => word && list.indexOf(word) === index);
    const asked = { raw: query.get("q") || "", words: unique((query.get("q") || "").split(/\s+/).map(fold)) };
    for (const name of FILTERS) asked[name] = query.get(name) || "";
    return asked;
  };
  // On a narrow screen the filters are folded away unless one is set; the style sees to it until this has run.
  const box = form.querySelector("details");
  const narrow = matchMedia("(max-width: 40em)");
  const unfold = () => {
    box.open = !narrow.matches || box.contains(document.activeElement) || FILTERS.some((name) => form.elements[name].value);
    box.dataset.ready = "";
  };
  narrow.addListener(unfold); // what browsers of 2017 call it
  let turn = 0; // a later question makes earlier ones fall silent
  const run = async (retried) => {
    const mine = ++turn;
    const query = new URLSearchParams(location.search);
    const asked = askedOf(query);
    form.elements.q.value = asked.raw;
    for (const name of FILTERS) form.elements[name].value = asked[name];
    unfold();
    document.title = asked.raw ? `${asked.raw} - ${title}` : title;
    found.textContent = "";
    said.textContent = "";
    if (!asked.words.length && !FILTERS.some((name) => asked[name])) return;
    said.textContent = words.saidBusy;
    try {
      const ordered = await candidates(asked);
      if (mine !== turn) return;
      found.append(...shownOrganizations(asked));
      const help = make("div", "search-advice", ...advice(asked, false));
      const list = make("ol", "lines hits");
      found.append(help, list);
      await show({ asked, ordered, help, list, mine, next: 0, hits: 0 });
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

  // --- the results ---

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
  const tell = ({ asked, ordered, help, next, hits }) => {
    const isExact = next >= ordered.length || ((!asked.status || !asked.words.length) && asked.words.every((word) => word.length < 3));
    const number = next >= ordered.length ? hits : ordered.length;
    if (!number) {
      help.textContent = "";
      help.append(...advice(asked, true));
    }
    if (!number) said.textContent = asked.raw.trim() ? words.saidNone.replace("{words}", () => asked.raw.trim()) : words.saidNothing;
    else said.textContent = (isExact ? words.saidCount : words.saidMost).replace("{n}", number).replace("{k}", next).replace("{m}", hits);
  };

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
