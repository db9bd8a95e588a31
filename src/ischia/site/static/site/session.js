// The player on the session's page: what is done goes to the sealed draft as it goes, and to the journal by the page's own form.
import { play } from "./player.js";

const form = document.getElementById("done");
const session = JSON.parse(document.getElementById("session").textContent);

function fill(done) {
  for (const field of form.querySelectorAll("[data-done]")) field.remove();
  for (const [item, seconds] of Object.entries(done)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: `done.${item}`, value: seconds }));
    form.lastElementChild.dataset.done = item;
  }
}

// A beacon still leaves when the page is closed.
function kept(state) {
  fill(state.done);
  const body = new FormData(form);
  body.set("frame", state.frame);
  body.set("spent", state.spent);
  if (!navigator.sendBeacon?.(form.dataset.kept, body)) fetch(form.dataset.kept, { method: "POST", body, keepalive: true }).catch(() => {});
}

function send(done, stopped) {
  fill(done);
  if (stopped) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "stopped", value: "yes" }));
  // Whatever button the form has, this is what was done.
  form.requestSubmit();
}

if (session.frames.length) {
  document.getElementById("list").hidden = true;
  play(document.getElementById("player"), session, { kept, finished: (done) => send(done, false), stopped: (done) => send(done, true) });
}
