// Shows on the page what the last build found, and loads the page again after a good build.
// Everything shown is set as text: findings quote content, and content is never trusted.
(() => {
  "use strict";

  const build = document.currentScript.dataset.build;
  const DISMISSED = "gongkai-dismissed";

  const make = (name, className, text = "") => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  };

  // In a shadow root, so that neither the site's styles nor ours reach the other.
  const host = make("div");
  host.setAttribute("role", "region");
  const root = host.attachShadow({ mode: "open" });
  const styles = new CSSStyleSheet();
  const styled = fetch("/_preview/overlay.css").then((answer) => answer.text()).then((text) => styles.replace(text))
    .catch(() => {}); // without its styles it still tells
  root.adoptedStyleSheets = [styles];
  const badge = make("button", "badge");
  badge.type = "button";
  const dialog = make("dialog");
  dialog.setAttribute("aria-labelledby", "title");
  dialog.setAttribute("aria-describedby", "lead");
  const title = make("h2");
  title.id = "title";
  title.setAttribute("aria-live", "polite");
  const close = make("button", "close");
  close.type = "button";
  close.autofocus = true;
  const head = make("div", "head");
  head.append(title, close);
  const lead = make("p", "lead");
  lead.id = "lead";
  const list = make("ol");
  list.tabIndex = 0; // so that it can be scrolled with the keys
  list.setAttribute("aria-labelledby", "title");
  dialog.append(head, lead, list);
  root.append(badge, dialog);

  let state = { failed: false, findings: [] };
  const key = () => JSON.stringify(state.findings);

  const item = (finding) => {
    const row = make("li", finding.severity);
    const place = make("p", "place", finding.place);
    place.append(" ", make("b", "", finding.word), ` [${finding.code}]`);
    row.append(place, make("p", "message", finding.message));
    if (finding.excerpt) {
      const [before, marked, after] = finding.excerpt;
      const line = make("pre");
      line.append(make("span", "line", `${finding.line} | `), before, make("mark", "", marked || " "), after);
      row.append(line);
    }
    if (finding.hint) row.append(make("p", "hint", `→ ${finding.hint}`));
    return row;
  };

  const show = () => {
    host.hidden = !state.findings.length;
    host.lang = state.language;
    host.setAttribute("aria-label", state.label);
    badge.className = state.failed ? "badge failed" : "badge";
    badge.textContent = title.textContent = state.title;
    close.textContent = state.close;
    lead.textContent = state.lead;
    list.replaceChildren(...state.findings.map(item));
    dialog.setAttribute("role", state.failed ? "alertdialog" : "dialog");
    const wanted = state.failed && sessionStorage.getItem(DISMISSED) !== key();
    if (wanted && !dialog.open) dialog.showModal();
    if (!state.failed && dialog.open) dialog.close();
  };

  badge.addEventListener("click", () => dialog.showModal());
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    if (state.failed) sessionStorage.setItem(DISMISSED, key());
  });

  const look = async () => {
    try {
      const answer = await fetch("/_preview/state", { cache: "no-store" });
      const news = await answer.json();
      if (news.build !== build) {
        location.reload();
        return;
      }
      await styled;
      state = news;
      show();
    } catch {
      // The preview has ended; livereload.js asks again until it is back.
    }
  };
  // One after another: an older answer must not replace a newer one.
  let looking = Promise.resolve();
  const lookAgain = () => { looking = looking.then(look); };

  // livereload.js takes up every class whose name begins like this, and asks it before it reloads by itself.
  window.LiveReloadPluginGongkai = class {
    static identifier = "gongkai";
    static version = "1";
    reload() {
      lookAgain();
      return true;
    }
  };
  addEventListener("pageshow", (event) => { if (event.persisted) lookAgain(); });
  host.hidden = true;
  document.body.append(host);
  lookAgain();
})();
