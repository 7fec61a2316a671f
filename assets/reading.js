// Runs before the first paint, so that no page is seen in ordinary letters by a reader who chose large ones.
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.script = "on";
  try {
    root.dataset.reading = localStorage.getItem("gongkai.reading") === "large" ? "large" : "ordinary";
  } catch {
    root.dataset.reading = "ordinary"; // storage is forbidden: the choice holds for one page
  }
})();
