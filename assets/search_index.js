// What the search index knows of a question: docs/search.md describes its files. Nothing here is shown; search.js does.
//
// Words are compared folded; a set of texts is an array of their numbers within a part of the index, in order.
(() => {
  "use strict";

  // The syntax here is that of 2017. Where something is missing, the page keeps its own words.
  let dropped;
  try {
    dropped = new RegExp("[\\p{Zs}\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cf}\\p{Mn}\\p{Me}\\p{Pd}\u2212\u30fc\uff70\u2500\u2501\u02d7]", "gu");
    if (!window.fetch || !window.URLSearchParams || !"".normalize || !history.pushState) return;
  } catch (error) {
    return;
  }

  // --- folding: the same rule as `fold` in gongkai/folding.py, each code point by itself ---

  const reduced = (text) => text.normalize("NFKD").replace(dropped, "").toLowerCase();
  const folds = new Map();
  const foldSign = (sign) => {
    if (sign >= "\u4e00" && sign <= "\u9fff") return sign; // Han signs stay as they are
    let folded = folds.get(sign);
    if (folded === undefined) folds.set(sign, folded = reduced(sign).replace(dropped, "")); // lower case may bring marks
    return folded;
  };
  // Signs that fold alike together and apart: none of these changes its neighbours, or is changed by them.
  const APART = /^[ -\u012f\u0131-\u036f\u2000-\u302d\u3030-\ua7ff\uac00-\ud7ff\ue000\uf900-\ufaff\ufe30-\uffef]*$/;
  const fold = (text) => (APART.test(text) ? reduced(text) : Array.from(text, foldSign).join(""));
  // The same for many lines, which takes far less time at once. What stands between them is private: folding leaves it.
  const BETWEEN = "\ue000";
  const foldAll = (lines) => {
    const folded = fold(lines.join(BETWEEN)).split(BETWEEN);
    return folded.length === lines.length ? folded : lines.map((line) => fold(line));
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

  // --- sets of texts ---

  const NONE = new Uint16Array(0);
  const firstNumbers = (count) => Uint16Array.from({ length: count }, (_, number) => number);
  const common = (one, two) => {
    const found = new Uint16Array(Math.min(one.length, two.length));
    let size = 0;
    for (let left = 0, right = 0; left < one.length && right < two.length;) {
      if (one[left] === two[right]) { found[size++] = one[left]; left++; right++; }
      else if (one[left] < two[right]) left++;
      else right++;
    }
    return found.subarray(0, size);
  };
  // The rarest first, so that the others are compared with few.
  const commonOf = (sets, all) => sets.slice().sort((one, two) => one.length - two.length).reduce(common, all);

  // --- a shard of a part ---

  const HEAD = 3, LABEL = 1; // kinds of grams: gongkai/postings.py

  class Shard {
    // `count`: of how many texts the part is.
    constructor(bytes, count) {
      this.bytes = bytes;
      this.complete = bytes[0]; // which runs, of three units and of four, are all held that mislead
      this.groups = new Map(); // of each first, where its grams are in the list
      this.grams = [];
      let at = 1;
      const number = () => {
        let value = 0, scale = 1, byte;
        do { byte = bytes[at++]; value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
        return value;
      };
      for (let firsts = number(); firsts; firsts--) {
        const first = (bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24) >>> 0;
        at += 4;
        const begin = this.grams.length;
        for (let left = number(), second = 0; left; left--) {
          second += number();
          const size = number();
          const of = second > HEAD && first !== LABEL ? size + number() : count;
          this.grams.push({ second, size, of });
        }
        this.groups.set(first, [begin, this.grams.length]);
      }
      this.bits = [at * 8]; // where the numbers of each gram begin, as far as it was read
    }

    // The texts of a gram, which is one of `all` that it may be in; null where it is not held.
    find(first, second, all) {
      const [begin, end] = this.groups.get(first) || [0, 0];
      for (let index = begin; index < end; index++) {
        if (this.grams[index].second !== second) continue;
        for (let before = this.bits.length - 1; before < index; before++) this.bits.push(this.read(before, null));
        const places = new Uint8Array(all.length);
        this.read(index, places);
        return all.filter((_, place) => places[place]);
      }
      return null;
    }

    // Mark the places that a gram has; return where the next begins. Golomb-Rice code of the gaps; inverse where most have it.
    read(index, places) {
      const { bytes } = this;
      const { size, of } = this.grams[index];
      const inverse = size * 2 > of;
      const listed = inverse ? of - size : size;
      const rice = Math.max(0, 31 - Math.clz32(Math.floor(of * 11 / (Math.max(listed, 1) * 16))));
      if (places && inverse) places.fill(1);
      let bit = this.bits[index], place = -1;
      for (let left = listed; left; left--) {
        let gap = 0;
        while (!(bytes[bit >> 3] >> (7 - (bit & 7)) & 1)) { gap++; bit++; }
        bit++;
        if (places) {
          for (let low = 0; low < rice; low++, bit++) gap = gap << 1 | (bytes[bit >> 3] >> (7 - (bit & 7)) & 1);
          place += gap + 1;
          places[place] = inverse ? 0 : 1;
        } else bit += rice;
      }
      return bit;
    }
  }

  // --- the index ---

  const KNUTH = 2654435761; // of the multiplicative hash
  const FNV_START = 0x811c9dc5, FNV_PRIME = 0x01000193;
  const RUN = 4; // the longest run of units that the index knows
  // Of a word, all runs are looked up if there are so many; else at first two, or three of a long word: each takes up to
  // three files of a segment, and the reader waits for every file.
  const SHORT_RUNS = 3, LONG = 10;
  const ALL_RUNS = 24; // never more than these
  const RARE = 0.25, HARDLY_MORE = 1.5;

  const LABELS = "labels"; // in place of the number of a shard: labels have one of their own

  const numberOf = (first, { bits }) => (first === LABEL ? LABELS : Math.imul(first, KNUTH) >>> (32 - bits));
  // FNV-1a, 32 bits, of the label's UTF-8: labels are ASCII.
  const labelHash = (label) => {
    let value = FNV_START;
    for (let at = 0; at < label.length; at++) value = Math.imul(value ^ label.charCodeAt(at), FNV_PRIME);
    return value >>> 0;
  };
  const pairAt = (word, at) => (word.charCodeAt(at) | word.charCodeAt(at + 1) << 16) >>> 0;
  const firstsOf = (run) => (run.length === 1
    ? [run.charCodeAt(0)]
    : Array.from({ length: run.length - 1 }, (_, at) => pairAt(run, at)));

  // The runs of a word that are looked up: all, or of a long one some, from its begin to its end.
  const runsOf = (word, isAll) => {
    const last = Math.max(0, word.length - RUN);
    let count = Math.min(last + 1, ALL_RUNS);
    if (!isAll && count > SHORT_RUNS) count = word.length < LONG ? 2 : 3;
    const starts = Array.from({ length: count }, (_, index) => (index ? Math.round(index * last / (count - 1)) : 0));
    return starts.map((start) => word.slice(start, start + RUN));
  };

  // How sure the number of texts of a word is: it is exact; one text tells whether all or none have it; it is the most.
  const EXACT = 0, ONE_TELLS = 1, AT_MOST = 2;

  // Some years of notices; `shards` are its own of what was read.
  class Part {
    constructor(segment, texts) {
      Object.assign(this, { segment, texts, shards: new Map(), known: new Map(), candidates: [] });
      this.all = firstNumbers(texts.length);
    }

    // A text as it is handed on; each has one, so that it is known again.
    candidate(text) {
      return this.candidates[text] || (this.candidates[text] = { part: this, text });
    }

    // The texts of a gram, which is one of `all` that it may be in; null where it is not held. A run is in the shard of
    // one of its pairs.
    find(first, second, all, pairs = [first]) {
      for (const pair of pairs) {
        const found = this.shards.get(numberOf(pair, this.segment)).find(first, second, all);
        if (found) return found;
      }
      return null;
    }

    // The texts that may have a run of up to four units, and how sure that is.
    run(run) {
      let known = this.known.get(run);
      if (!known) this.known.set(run, known = run.length < 3 ? this.short(run) : this.long(run));
      return known;
    }

    short(run) {
      return { texts: this.find(firstsOf(run)[0], 0, this.all) || NONE, sure: EXACT };
    }

    // Of a run that its two parts mislead about the index holds which of their texts have it.
    long(run) {
      const both = common(this.run(run.slice(0, -1)).texts, this.run(run.slice(1)).texts);
      const second = run.length === 3 ? run.charCodeAt(2) : (run.charCodeAt(2) << 16 | run.charCodeAt(3)) >>> 0;
      const first = pairAt(run, 0);
      const held = both.length ? this.find(first, second, both, firstsOf(run)) : NONE;
      if (held) return { texts: held, sure: EXACT };
      const { complete } = this.shards.get(numberOf(first, this.segment));
      return { texts: both, sure: complete >> (run.length - 3) & 1 ? ONE_TELLS : AT_MOST };
    }

    word(word, runs) {
      const known = runs.map((run) => this.run(run));
      const texts = commonOf(known.map((one) => one.texts), this.all);
      const chance = known.reduce((product, one) => product * one.texts.length / this.all.length, this.all.length);
      return { texts, chance, sure: !texts.length ? EXACT : word.length <= RUN ? known[0].sure : AT_MOST };
    }

    // The texts whose head, their title and their organizations' names, may have a word. Of one sign this is not known.
    head(runs) {
      if (runs[0].length < 2) return NONE;
      const pairs = [].concat(...runs.map(firstsOf));
      return commonOf(pairs.map((pair) => this.find(pair, HEAD, this.all) || NONE), this.all);
    }
  }

  class Gone extends Error {}

  class Index {
    // `described` is what the search page says of the index; `base` goes before addresses.
    constructor(described, base) {
      this.base = base;
      this.kept = new Map();
      this.parts = []; // the newest first
      const counted = {}; // a year that is divided over parts is counted through
      for (const [name, bits, parts, labels] of JSON.parse(described)) {
        const segment = { name, bits, labels, parts: [] };
        for (const years of parts) {
          const texts = [];
          for (const [year, count] of years) {
            const first = counted[year] || 0;
            counted[year] = first + count;
            for (let number = first; number < first + count; number++) texts.push({ year, number });
          }
          segment.parts.push(new Part(segment, texts));
        }
        this.parts.unshift(...segment.parts.slice().reverse());
      }
    }

    // What is made of a file; asked for once.
    once(address, make) {
      if (!this.kept.has(address)) {
        const made = fetch(this.base + address).then((answer) => {
          if (answer.status === 404) throw new Gone(address);
          if (!answer.ok) throw new Error(address);
          return make(answer);
        });
        this.kept.set(address, made);
        made.catch(() => this.kept.delete(address));
      }
      return this.kept.get(address);
    }

    text({ part, text }, make) {
      const { year, number } = part.texts[text];
      return this.once(`/search/text/${year}/${number}.txt?${part.segment.labels}`, (answer) => answer.text().then(make));
    }

    // A shard of a segment is those of its parts, each after its length; `number` is its number, or LABELS.
    load(segment, number) {
      const address = number === LABELS ? `/search/${segment.labels}/0.bin` : `/search/${segment.name}/${number}.bin`;
      return this.once(address, async (answer) => {
        const data = await answer.arrayBuffer();
        const view = new DataView(data);
        let at = 0;
        for (const part of segment.parts) {
          const size = view.getUint32(at, true);
          part.shards.set(number, new Shard(new Uint8Array(data, at + 4, size), part.texts.length));
          at += 4 + size;
        }
      });
    }

    // Read all that the runs and labels of a question need, at once.
    async read(parts, firsts) {
      const wanted = new Map();
      for (const { segment } of parts) {
        for (const first of firsts) {
          const number = numberOf(first, segment);
          wanted.set(`${segment.name} ${number}`, [segment, number]);
        }
      }
      await Promise.all(Array.from(wanted.values(), ([segment, number]) => this.load(segment, number)));
    }

    // The texts that may answer a question, by part. `isAll`: look up all of long words.
    async ask(asked, isAll) {
      const words = asked.words.map((word) => ({ word, runs: runsOf(word, isAll) }));
      const labels = [];
      if (asked.organization) labels.push("organization:" + asked.organization);
      if (asked.status) labels.push("status:" + asked.status);
      const parts = this.parts.filter((part) => !asked.year || part.texts.some((text) => text.year === asked.year));
      await this.read(parts, [].concat(...words.map(({ runs }) => [].concat(...runs.map(firstsOf))), labels.length ? [LABEL] : []));
      return new Found(asked, parts.map((part) => {
        const known = words.map(({ word, runs }) => part.word(word, runs));
        const sets = known.map((one) => one.texts);
        for (const label of labels) sets.push(part.find(LABEL, labelHash(label), part.all) || NONE);
        if (asked.year) sets.push(part.all.filter((text) => part.texts[text].year === asked.year));
        return {
          part,
          texts: commonOf(sets, part.all),
          sure: known.map((one) => one.sure),
          byChance: known.map((one) => [one.texts.length, one.chance]),
          heads: words.map(({ runs }) => part.head(runs)),
        };
      }), !isAll && words.some(({ word, runs }) => runs.length < runsOf(word, true).length));
    }
  }

  // What may answer a question, and how sure that is.
  class Found {
    // `isCoarse`: more may be looked up.
    constructor(asked, states, isCoarse) {
      Object.assign(this, { asked, states, isCoarse });
      this.byPart = new Map(states.map((state) => [state.part, state]));
    }

    // Those with more of the words in their head first, then the newest.
    ordered() {
      const ranks = [...this.asked.words, ""].map(() => []);
      for (const { part, texts, heads } of this.states) {
        const lacked = new Uint8Array(part.texts.length).fill(heads.length);
        for (const head of heads) for (const text of head) lacked[text]--;
        for (let at = texts.length - 1; at >= 0; at--) ranks[lacked[texts[at]]].push(part.candidate(texts[at]));
      }
      return [].concat(...ranks);
    }

    // Whether texts are likely to be read in vain: some word's runs meet in hardly more texts than they would by chance.
    // Of runs that most texts have nothing can be said.
    get isDoubtful() {
      const total = this.states.reduce((sum, { part }) => sum + part.all.length, 0);
      return this.isCoarse && this.asked.words.some((word, at) => {
        const [found, chance] = this.states.reduce(([one, two], { byChance }) => [one + byChance[at][0], two + byChance[at][1]], [0, 0]);
        return found < total * RARE && found < chance * HARDLY_MORE;
      });
    }

    get number() {
      return this.states.reduce((sum, { texts }) => sum + texts.length, 0);
    }

    includes({ part, text }) {
      return this.byPart.get(part).texts.indexOf(text) >= 0;
    }

    // Leave only what another look at more of the words has left.
    refine(other) {
      for (const state of this.states) state.texts = common(state.texts, other.byPart.get(state.part).texts);
      this.isCoarse = false;
    }

    // Whether the number is exact. Of a status, the index knows only that the notice has a problem in it.
    get isExact() {
      return (!this.asked.status || !this.asked.words.length)
        && this.states.every(({ texts, sure }) => !texts.length || sure.every((one) => one === EXACT));
    }

    // For each part where one text would tell, one that does.
    tellers() {
      if (this.asked.status || this.states.some(({ texts, sure }) => texts.length && sure.indexOf(AT_MOST) >= 0)) return [];
      return this.states.filter(({ texts, sure }) => texts.length && sure.indexOf(ONE_TELLS) >= 0)
        .map(({ part, texts }) => part.candidate(texts[texts.length - 1]));
    }

    // A text was read: `has` says of each word whether it is there. Returns whether others are ruled out by that.
    learn({ part }, has) {
      const state = this.byPart.get(part);
      const isRuledOut = state.texts.length > 0 && state.sure.some((sure, word) => sure === ONE_TELLS && !has[word]);
      state.sure = state.sure.map((sure) => (sure === ONE_TELLS ? EXACT : sure));
      if (isRuledOut) state.texts = NONE;
      return isRuledOut;
    }
  }

  window.gongkaiSearch = { fold, foldAll, origins, Index, Gone };
})();
