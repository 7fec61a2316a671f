// The filter of the page of problems. The lists of the page are complete without it.
// What is chosen stands in the address; how every problem stands comes from data/<year>.json, a character a problem,
// so that all numbers are exact; titles are loaded only for what is shown. docs/architecture.md describes the files.
(() => {
  "use strict";

  const filter = document.getElementById("filter");
  if (!filter) return;
  if (!window.fetch || !window.URLSearchParams || !history.pushState) {
    filter.hidden = true;
    return;
  }

  const FORMAT = 1;
  const BATCH = 20;
  const STATUSES = ["done", "mostly_done", "in_progress", "behind", "not_done", "unstated"];
  const SUBJECTS = ["policy", "conduct", "organization", "follow_up", "unstated"];
  const CONCERNS = ["overdue", "long_open", "returned"];
  const IS_OPEN = [false, true, true, true, true, false];
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  // Bits of what other notices say of a problem.
  const FOLLOWED = 1;
  const RETURNED = 2;
  // A code is status + 6 × subject + 30 × whether the notice says 反弹.
  const RECURRED_FROM = STATUSES.length * SUBJECTS.length;
  // Bits of concerns, in the order of CONCERNS.
  const [IS_OVERDUE, IS_LONG_OPEN, IS_RETURNED] = CONCERNS.map((_, bit) => 1 << bit);
  const UNSTATED = "unstated";
  // Of these a notice has one value or several, of the others each problem; within one any counts, across all must.
  const NOTICE_FIELDS = ["organization", "year", "round", "category", "level", "region"];
  const FIELDS = ["status", "concern", "subject", ...NOTICE_FIELDS];

  const words = filter.dataset;
  const box = filter.querySelector("details");
  const form = filter.querySelector("form");
  const found = document.getElementById("found");
  const [conditions, unknown, number, list, more, download] = found.children;
  const submit = form.querySelector(".filter-apply");
  // Where the form would push what was found off the screen, it stays closed; the conditions stand above the results.
  const isNarrow = () => matchMedia("(max-width: 47.99em)").matches;
  const others = [...document.querySelectorAll("main > .chips, #figures, #list")];
  const folder = words.index.slice(0, words.index.indexOf("index.json"));

  // --- the data ---

  const getJson = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    const data = await response.json();
    if (data.format !== FORMAT) throw new Error(`format ${data.format}`);
    return data;
  };

  // The day `months` months before a day; where that month is shorter, its last.
  const monthsBefore = (day, months) => {
    const [year, month, date] = day.split("-").map(Number);
    const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
  };

  const regionsOf = (code) => {
    if (!code) return [UNSTATED];
    return [...new Set([`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code])];
  };

  const noticesOf = (index, years, organizations) => {
    const notices = [];
    let start = 0;
    years.forEach((data, at) => {
      const [year, , versions] = index.years[at];
      for (const [id, published, ids, round, category, since, codes, deadlines, fates, file] of data.notices) {
        const owner = organizations.get(id.slice(0, id.indexOf("/"))) || { level: "", region: "" };
        notices.push({
          id, published, codes, since, deadlines, fates, start, organizations: ids,
          titles: `${year}-${file}.json?v=${versions[file]}`,
          values: [
            ids, [year === "undated" ? UNSTATED : year], [round || UNSTATED],
            [category || UNSTATED], [owner.level || UNSTATED], regionsOf(owner.region),
          ],
        });
        start += codes.length;
      }
    });
    return notices;
  };

  const VALUES = new Map([...ALPHABET].map((sign, value) => [sign, value]));

  // What the codes of a notice say of each of its problems.
  const readCodes = (columns, { codes, since, start }, limit) => {
    const long = since < limit ? IS_LONG_OPEN : 0;
    for (let position = 0; position < codes.length; position += 1) {
      const code = VALUES.get(codes[position]);
      const status = code % STATUSES.length;
      columns.status[start + position] = 1 << status;
      columns.subject[start + position] = 1 << Math.floor(code / STATUSES.length) % SUBJECTS.length;
      columns.concern[start + position] = (IS_OPEN[status] ? long : 0) | (code >= RECURRED_FROM ? IS_RETURNED : 0);
    }
  };
  const readDeadlines = (columns, { deadlines, start }, now) => {
    for (const pair of deadlines ? deadlines.split(" ") : []) {
      const [position, day] = pair.split("=");
      if (day < now) columns.concern[start + +position] |= IS_OVERDUE;
    }
  };
  // What a later notice takes up is judged there; what an earlier one left open has been open for longer.
  const readFates = (columns, followed, { fates, start }, limit) => {
    for (const [position, bits, openSince] of fates) {
      const at = start + position;
      if (IS_OPEN[Math.log2(columns.status[at])] && openSince < limit) columns.concern[at] |= IS_LONG_OPEN;
      if (bits & FOLLOWED) { followed[at] = 1; columns.concern[at] &= IS_RETURNED; }
      if (bits & RETURNED) columns.concern[at] |= IS_RETURNED;
    }
  };

  // Problems are columns of numbers, so that ten thousands are filtered within a frame or two.
  const digest = (index, years) => {
    const organizations = new Map(index.organizations.map(([id, name, level, region]) => [id, { name, level, region }]));
    const notices = noticesOf(index, years, organizations);
    const total = notices.reduce((sum, { codes }) => sum + codes.length, 0);
    const columns = { status: new Uint8Array(total), subject: new Uint8Array(total), concern: new Uint8Array(total) };
    const followed = new Uint8Array(total);
    const now = window.gongkai.siteToday();
    const limit = monthsBefore(now, +words.months);
    for (const notice of notices) {
      readCodes(columns, notice, limit);
      readDeadlines(columns, notice, now);
      readFates(columns, followed, notice, limit);
    }
    return { index, organizations, notices, columns, followed, total };
  };

  let data = null;
  let loading = null;
  const load = () => {
    loading = loading || (async () => {
      const index = await getJson(words.index);
      const years = await Promise.all(index.years.map(([year, version]) => getJson(`${folder}${year}.json?v=${version}`)));
      data = digest(index, years);
      fillChoosers();
    })();
    loading.catch(() => { loading = null; });
    return loading;
  };

  const titleFiles = new Map();
  const titlesIn = (file) => {
    if (!titleFiles.has(file)) {
      const got = getJson(folder + file);
      got.catch(() => titleFiles.delete(file));
      titleFiles.set(file, got);
    }
    return titleFiles.get(file);
  };

  // --- what is chosen ---

  const read = (query) => {
    const chosen = {};
    for (const [name, value] of new URLSearchParams(query)) {
      if (FIELDS.includes(name) && value) (chosen[name] = chosen[name] || new Set()).add(value);
    }
    return chosen;
  };
  const write = (chosen) => {
    const query = new URLSearchParams();
    for (const name of FIELDS) for (const value of chosen[name] || []) query.append(name, value);
    return String(query) && `?${query}`;
  };
  const readForm = () => read(String(new URLSearchParams(new FormData(form))));
  const showInForm = (chosen) => {
    for (const input of form.querySelectorAll("input")) {
      input.checked = Boolean(chosen[input.name] && chosen[input.name].has(input.value));
    }
    for (const select of form.querySelectorAll("select")) {
      const [value = ""] = chosen[select.name] || [];
      // An address may name what is not there, or not there any more: it stays chosen, with nothing found.
      if (value && data && ![...select.options].some((option) => option.value === value)) {
        addOption(select, value, textOf(select.name, value) || words.unknownChoice);
      }
      select.value = value;
    }
  };

  const bitsOf = (chosen, names) => {
    if (!chosen) return -1;
    let bits = 0;
    for (const value of chosen) if (names.includes(value)) bits |= 1 << names.indexOf(value);
    return bits;
  };

  // How many fields of a notice do not fit what is chosen (two are as good as all), and the last of them.
  const missesOf = (sets, values) => {
    let misses = 0;
    let missed = -1;
    for (let field = 0; field < sets.length && misses < 2; field += 1) {
      if (sets[field] && !values[field].some((value) => sets[field].has(value))) { misses += 1; missed = field; }
    }
    return [misses, missed];
  };

  const countsOf = ([byStatus, bySubject, byConcern], byNotice) => {
    const counts = {
      status: new Map(STATUSES.map((name, bit) => [name, byStatus[1 << bit]])),
      subject: new Map(SUBJECTS.map((name, bit) => [name, bySubject[1 << bit]])),
      // A problem may be of several concerns.
      concern: new Map(CONCERNS.map((name, bit) => [
        name, byConcern.reduce((sum, count, bits) => (bits & (1 << bit) ? sum + count : sum), 0),
      ])),
    };
    NOTICE_FIELDS.forEach((name, field) => { counts[name] = byNotice[field]; });
    return counts;
  };

  // The problems that fit, and for each choice how many would fit with it (and all that is chosen in other fields).
  const search = (chosen) => {
    const { notices, columns, total } = data;
    const { status, subject, concern } = columns;
    const wantedStatus = bitsOf(chosen.status, STATUSES);
    const wantedSubject = bitsOf(chosen.subject, SUBJECTS);
    const wantedConcern = bitsOf(chosen.concern, CONCERNS);
    const sets = NOTICE_FIELDS.map((name) => chosen[name]);
    const byNotice = NOTICE_FIELDS.map(() => new Map());
    // How many problems have each value of a column, which is a set of bits.
    const byProblem = [STATUSES, SUBJECTS, CONCERNS].map((names) => new Uint32Array(1 << names.length));
    const matches = new Int32Array(total);
    let size = 0;
    for (const { start, codes, values } of notices) {
      const [misses, missed] = missesOf(sets, values);
      if (misses > 1) continue;
      let fitting = 0;
      for (let at = start; at < start + codes.length; at += 1) {
        const fitsStatus = (status[at] & wantedStatus) !== 0;
        const fitsSubject = (subject[at] & wantedSubject) !== 0;
        const fitsConcern = wantedConcern === -1 || (concern[at] & wantedConcern) !== 0;
        if (fitsStatus && fitsSubject && fitsConcern) {
          fitting += 1;
          if (!misses) { matches[size] = at; size += 1; }
        }
        if (misses) continue;
        if (fitsSubject && fitsConcern) byProblem[0][status[at]] += 1;
        if (fitsStatus && fitsConcern) byProblem[1][subject[at]] += 1;
        if (fitsStatus && fitsSubject) byProblem[2][concern[at]] += 1;
      }
      if (!fitting) continue;
      for (let field = 0; field < sets.length; field += 1) {
        if (misses && field !== missed) continue;
        for (const value of values[field]) byNotice[field].set(value, (byNotice[field].get(value) || 0) + fitting);
      }
    }
    return { matches: matches.subarray(0, size), counts: countsOf(byProblem, byNotice) };
  };

  // --- the form ---

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const written = (date) => {
    if (words.language !== "zh") return date;
    return date.split("-").map((part, unit) => `${+part}${"年月日"[unit]}`).join("");
  };
  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const link = (address, text, className) => {
    const made = element("a", className, text);
    made.href = address;
    return made;
  };
  const addOption = (select, value, text) => {
    const option = new Option(text, value);
    option.dataset.text = text;
    select.add(option);
  };

  const regionName = (code) => {
    const name = data.index.regions[code];
    return name ? `${name} ${code}` : code;
  };
  function fillChoosers() {
    const has = NOTICE_FIELDS.map((_, field) => new Set(data.notices.flatMap(({ values }) => values[field])));
    const known = {
      organization: data.index.organizations.map(([id, name]) => [id, name]).filter(([id]) => has[0].has(id)),
      year: [...has[1]].map((year) => [year, year]),
      round: [...has[2]].map((name) => [name, name]),
      category: [...has[3]].map((name) => [name, name]),
      region: [...has[5]].filter((code) => code !== UNSTATED).sort().map((code) => [code, regionName(code)]),
    };
    if (has[5].has(UNSTATED)) known.region.push([UNSTATED, UNSTATED]);
    for (const [name, options] of Object.entries(known)) {
      const select = form.elements[name];
      // What is not stated stands last.
      options.sort((one, other) => (one[0] === UNSTATED) - (other[0] === UNSTATED));
      for (const [value, text] of options) addOption(select, value, value === UNSTATED ? select.dataset.none : text);
      select.closest("[data-field]").hidden = options.length < 2;
    }
  }

  const showCounts = (counts, chosen) => {
    for (const input of form.querySelectorAll("input")) {
      const count = counts[input.name].get(input.value) || 0;
      input.parentNode.querySelector("b").textContent = count;
      input.disabled = !count && !input.checked;
      // What no problem of the site is like is offered only where an address asks for it.
      if ("absent" in input.dataset) input.parentNode.hidden = input.disabled;
    }
    for (const select of form.querySelectorAll("select")) {
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts[select.name].get(option.value) || 0;
        const disabled = !count && !option.selected;
        if (option.shownCount !== count) option.text = `${option.dataset.text} (${count})`;
        if (option.disabled !== disabled) option.disabled = disabled;
        option.shownCount = count;
      }
      if (chosen[select.name]) select.closest("[data-field]").hidden = false;
    }
  };

  const fieldOf = (name) => form.querySelector(`[data-field="${name}"]`);
  const labelOf = (name) => fieldOf(name).querySelector("legend, label > span").textContent;
  // What readers call a condition; empty where there is no such condition. Every known one has a name, whether a
  // problem is like it or not.
  const textOf = (name, value) => {
    const owner = name === "organization" && data.organizations.get(value);
    if (owner) return owner.name;
    if (name === "region" && data.index.regions[value]) return regionName(value);
    const choice = [...fieldOf(name).querySelectorAll("input, option")].find((one) => one.value === value);
    const text = (choice && choice.dataset.text) || "";
    return text === words.unknownChoice ? "" : text;
  };
  const OPEN = STATUSES.filter((_, status) => IS_OPEN[status]);
  const textsOf = (name, values) => {
    const isAllOpen = name === "status" && OPEN.every((status) => values.has(status));
    const others = [...values].filter((value) => !isAllOpen || !OPEN.includes(value));
    return [...(isAllOpen ? [words.open] : []), ...others.map((value) => textOf(name, value)).filter(Boolean)];
  };
  const conditionsIn = (chosen) => FIELDS.filter((name) => chosen[name]).map((name) => {
    const texts = textsOf(name, chosen[name]);
    return texts.length ? labelOf(name) + words.colon + texts.join(words.comma) : "";
  }).filter(Boolean);
  const unknownIn = (chosen) => FIELDS.flatMap((name) => [...(chosen[name] || [])]
    .filter((value) => !textOf(name, value))
    .map((value) => fill(words.quoted, { field: labelOf(name), value })));

  // --- what was found ---

  const badgeOf = (status) => {
    const badge = form.querySelector(`input[value="${status}"]`).parentNode.querySelector(".badge");
    return badge.cloneNode(true);
  };
  const tag = (text, warning) => element("span", warning ? "tag tag-warning" : "tag", text);
  const concernText = (name) => form.querySelector(`input[value="${name}"]`);

  const problemLine = (at, group, parts, [anchor, title, part, no, unit, deadline, completed]) => {
    const state = element("span", "problem-line-state", badgeOf(STATUSES[Math.log2(data.columns.status[at])]));
    const name = link(`${group.address}#${anchor}`, title, "problem-line-title");
    const above = element("span", part === group.part ? "unseen" : "problem-line-part", parts[part]);
    group.part = part;
    if (words.language !== "zh") above.lang = name.lang = "zh-CN";
    const facts = [];
    if (no) facts.push(element("span", "", `${words.number} ${no}`));
    if (unit) facts.push(element("span", "", unit));
    if (deadline) facts.push(element("span", "", `${words.deadline} ${written(deadline)}`));
    if (completed) facts.push(element("span", "", `${words.completed} ${written(completed)}`));
    CONCERNS.forEach((concern, bit) => {
      const input = data.columns.concern[at] & (1 << bit) ? concernText(concern) : null;
      if (input) facts.push(tag(input.dataset.text, true));
    });
    if (data.followed[at]) facts.push(tag(words.story));
    const line = element("li", "problem-line", ...(parts[part] ? [above] : []), state, name);
    if (facts.length) line.append(element("span", "problem-line-facts", ...facts));
    return line;
  };

  const groupOf = (notice, title, count) => {
    const address = `${words.base}/notices/${notice.id}/`;
    const heading = element("h2", "group-title", link(address, title));
    if (words.language !== "zh") heading.lang = "zh-CN";
    const meta = element("p", "meta");
    if (notice.published) {
      const time = element("time", "", written(notice.published));
      time.dateTime = notice.published;
      meta.append(element("span", "", time));
    }
    const owners = element("span", "");
    notice.organizations.filter((id) => data.organizations.has(id)).forEach((id, at) => {
      owners.append(at ? words.comma : "", link(`${words.base}/organizations/${id}/`, data.organizations.get(id).name));
    });
    meta.append(owners, element("span", "", fill(words.problems, { number: count })));
    const lines = element("ul", "problem-lines");
    return { section: element("section", "group", heading, meta, lines), lines, address, part: -1 };
  };

  let shown = { matches: [], size: 0, notice: null, group: null };
  let turn = 0;

  const noticeOf = (at) => {
    let low = 0;
    let high = data.notices.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (data.notices[middle].start <= at) low = middle; else high = middle - 1;
    }
    return data.notices[low];
  };

  // Shows the next ones; returns the first line that is new.
  const showNext = async () => {
    const mine = turn;
    const view = shown;
    const batch = [...view.matches.subarray(view.size, view.size + BATCH)];
    const wanted = batch.map(noticeOf);
    const files = [...new Set(wanted.map((notice) => notice.titles))];
    const titles = new Map();
    for (const part of await Promise.all(files.map(titlesIn))) {
      for (const [id, entry] of Object.entries(part.notices)) titles.set(id, entry);
    }
    if (mine !== turn) return null;
    const made = document.createDocumentFragment();
    let first = null;
    batch.forEach((at, index) => {
      const notice = wanted[index];
      const [title, parts, lines] = titles.get(notice.id) || ["", [], []];
      if (lines.length !== notice.codes.length) throw new Error(words.changed);
      if (view.notice !== notice) {
        let count = 0;
        const end = notice.start + notice.codes.length;
        for (let next = view.size + index; view.matches[next] < end; next += 1) count += 1;
        view.notice = notice;
        view.group = groupOf(notice, title, count);
        made.append(view.group.section);
      }
      const line = problemLine(at, view.group, parts, lines[at - notice.start]);
      first = first || line;
      view.group.lines.append(line);
    });
    view.size += batch.length;
    list.append(made);
    const left = view.matches.length - view.size;
    more.hidden = !left;
    more.firstElementChild.textContent = fill(words.more, { number: Math.min(left, BATCH) });
    return first;
  };

  const fail = (error) => {
    number.textContent = error.message === words.changed ? words.changed : words.failed;
    found.hidden = false;
    for (const other of others) other.hidden = false;
  };

  const apply = async () => {
    turn += 1;
    const mine = turn;
    delete filter.dataset.ready;
    const chosen = read(location.search);
    const isActive = FIELDS.some((name) => chosen[name]);
    // At once: what is not shown need not be laid out while the data comes.
    for (const other of others) other.hidden = isActive;
    found.hidden = !isActive;
    if (!data) number.textContent = words.loading;
    try {
      await load();
      if (mine !== turn) return;
      showInForm(chosen);
      const { matches, counts } = search(chosen);
      showCounts(counts, chosen);
      list.textContent = "";
      more.hidden = true;
      submit.textContent = fill(words.show, { number: matches.length });
      download.hidden = !matches.length;
      conditions.textContent = conditionsIn(chosen).join(words.semicolon);
      conditions.hidden = !conditions.textContent;
      const strange = unknownIn(chosen);
      unknown.textContent = strange.length ? fill(words.unknown, { conditions: strange.join(words.comma) }) : "";
      unknown.hidden = !strange.length;
      number.textContent = matches.length
        ? fill(words.found, { number: matches.length, total: data.total }) : words.foundNone;
      shown = { matches, size: 0, notice: null, group: null };
      if (isActive && matches.length) await showNext();
      if (mine === turn) filter.dataset.ready = "";
    } catch (error) {
      if (mine === turn) fail(error);
    }
  };

  // --- to take away ---

  // A cell that a spreadsheet would take for a formula gets an apostrophe, as in the tables of the data page.
  const cell = (text) => {
    const isFormula = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) && !/^[+-]?\d[\d ]*(\.\d+)?%?$/.test(text);
    return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
  };

  const rowsOf = async (matches) => {
    const wanted = [...matches].map(noticeOf);
    const titles = new Map();
    for (const part of await Promise.all([...new Set(wanted.map((notice) => notice.titles))].map(titlesIn))) {
      for (const [id, entry] of Object.entries(part.notices)) titles.set(id, entry);
    }
    return [...matches].map((at, index) => {
      const notice = wanted[index];
      const [title, parts, lines] = titles.get(notice.id) || ["", [], []];
      if (lines.length !== notice.codes.length) throw new Error(words.changed);
      const [anchor, name, part, no = "", unit = "", deadline = "", completed = ""] = lines[at - notice.start];
      const status = form.querySelector(`input[value="${STATUSES[Math.log2(data.columns.status[at])]}"]`).dataset.text;
      const owners = notice.organizations.filter((id) => data.organizations.has(id));
      const address = new URL(`${words.base}/notices/${notice.id}/#${anchor}`, location.href).href;
      return [
        status, name, parts[part], no, unit, deadline, completed, title, notice.published,
        owners.map((id) => data.organizations.get(id).name).join(words.comma), address, data.followed[at] ? "✓" : "",
      ];
    });
  };

  const BYTE_ORDER_MARK = "\ufeff";
  const takeAway = async () => {
    const button = download.firstElementChild;
    const rows = [button.dataset.columns.split("\t"), ...await rowsOf(shown.matches)];
    const text = BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
    const file = link(URL.createObjectURL(new Blob([text], { type: "text/csv" })), "");
    file.download = "problems.csv";
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 60000);
  };
  download.firstElementChild.addEventListener("click", () => takeAway().catch(fail));

  const choose = (query) => {
    if (query !== location.search) history.pushState(null, "", location.pathname + query);
    apply();
  };

  form.addEventListener("change", () => choose(write(readForm())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(write(readForm()));
    found.focus();
    found.scrollIntoView();
  });
  form.querySelector("[data-clear]").addEventListener("click", (event) => {
    event.preventDefault();
    choose("");
  });
  more.firstElementChild.addEventListener("click", async () => {
    try {
      const first = await showNext();
      if (first) first.querySelector("a").focus();
    } catch (error) {
      fail(error);
    }
  });
  addEventListener("popstate", apply);
  box.addEventListener("toggle", () => { if (box.open && !data) apply(); });

  if (FIELDS.some((name) => read(location.search)[name])) {
    box.open = !isNarrow();
    apply();
  }
})();
