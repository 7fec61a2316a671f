// The text of a notice (gongkai/exports/search_text.py): whether it answers a question, and with which of its places.
//
// What the index promises is verified here before it is shown. Nothing here is shown; search.js does.
(() => {
  "use strict";
  if (!window.gongkaiSearch) return;

  const { fold, foldAll, origins } = window.gongkaiSearch;
  const CLAUSES = 4; // told to the browser before and after what was found
  const BEFORE = 18, AFTER = 60; // signs around what was found
  const OPEN = ["mostly_done", "in_progress", "behind", "not_done"];

  // The first line says whose words these are; one that begins with a tab opens a place; others are what it has.
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
    const all = [title, ...names].concat(...places.map((place) => place.lines));
    const folded = foldAll(all);
    const head = folded.splice(0, 1 + names.length).join("\n");
    for (const place of places) {
      place.folded = folded.splice(0, place.lines.length);
      place.all = place.folded.join("\n");
    }
    return { address, published, ids, title, names, places, head, whole: all.join("\n") };
  };
  // Whether a text has a word: no line of it is folded to one that has a line end.
  const has = (text, word) => text.head.indexOf(word) >= 0 || text.places.some((place) => place.all.indexOf(word) >= 0);

  // A problem that is still open comes before other problems, these before other text.
  const urgency = (status) => (!status ? 0 : OPEN.indexOf(status) < 0 ? 1 : 2);

  // What of a text answers a question; null where the index promised too much.
  const answerOf = (text, asked) => {
    if (asked.organization && text.ids.split(" ").indexOf(asked.organization) < 0) return null;
    const lacked = asked.words.filter((word) => text.head.indexOf(word) < 0); // by the head: what the reader wants to see
    const count = (place, wanted) => wanted.filter((word) => place.all.indexOf(word) >= 0).length;
    const places = text.places
      .map((place, index) => ({ place, index, words: count(place, asked.words), lacked: count(place, lacked) }))
      .filter(({ place, words }) => (asked.status ? place.status === asked.status && words === asked.words.length : words > 0));
    if (asked.status ? !places.length : !asked.words.every((word) => has(text, word))) return null;
    places.sort((one, two) => two.lacked - one.lacked || two.words - one.words
      || urgency(two.place.status) - urgency(one.place.status) || one.index - two.index);
    return { text, lacked, places: places.map((one) => one.place) };
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
  const cut = (text, place) => { // not through a pair of units
    const code = text.charCodeAt(place);
    return code >= 0xdc00 && code < 0xe000 ? place - 1 : place;
  };
  // The part of a line around what was found in it: from, to.
  const around = (line, from) => {
    const start = cut(line, Math.max(0, from - BEFORE));
    return [start, cut(line, Math.min(line.length, start + BEFORE + AFTER))];
  };
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
    const isOnce = (clause) => {
      const end = text.whole.indexOf("\n", text.whole.indexOf(clause));
      return end < 0 || text.whole.indexOf(clause, end) < 0;
    };
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

  Object.assign(window.gongkaiSearch, { parse, has, answerOf, spansOf, around, lineOf, fragment, OPEN });
})();
