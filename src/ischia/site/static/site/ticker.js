// Ticks in a thread of its own: browsers slow the timers of a page that nobody sees, not those of its workers.
let timer = null;
onmessage = (event) => {
  clearInterval(timer);
  timer = event.data ? setInterval(() => postMessage(0), event.data) : null;
};
