// Notes when something was first painted, on the clock that all pages of a machine share.
window.seen = {};
window.frames_over = [];
window.now = () => performance.timeOrigin + performance.now();

// Once `isThere` holds it is noted after the next paint, under `name`.
window.note = (name, isThere) => {
  delete window.seen[name];
  const look = () => {
    if (isThere()) requestAnimationFrame(() => setTimeout(() => (window.seen[name] = window.now())));
    else requestAnimationFrame(look);
  };
  look();
};

window.hasRows = (screen) =>
  document.querySelector(`[data-screen="${screen}"] [data-contact]`) !== null;

window.note("first-rows", () => window.hasRows("chats"));

// Frames that took longer than 50 ms, as the browser itself counts them.
new PerformanceObserver((list) => {
  for (const frame of list.getEntries()) window.frames_over.push(frame.duration);
}).observe({ type: "long-animation-frame", buffered: true });
