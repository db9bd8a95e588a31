// Plays the frames of a session. Time comes from one clock: each frame begins exactly where the last one ended, also after a sleep.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const at = (id) => document.getElementById(id);
const frames = read("frames");
const limits = read("limits");
const kept = read("kept");
const pictures = read("pictures");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const icon = document.getElementById("picture").firstElementChild;
const form = at("done");
const done = new Map([...form.querySelectorAll("[data-done]")].map((field) => [field.dataset.done, 0]));
const levels = new Map();
const MS = 1000;
const AROUND = 2 * Math.PI * 52;

let place = 0;
let began = 0; // where on the clock the frame began, pauses taken out
let pausedAt = null;
let ended = false;
let timer = null;

const now = () => performance.now();
const frame = () => frames[place];
const spent = () => ((pausedAt ?? now()) - began) / MS;
const touches = (one) => ["work", "hold"].includes(one.kind) && one.level > 0;

function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds - 0.02));
  return whole > 99 ? `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}` : String(whole);
}

function count(one, seconds) {
  if (["ready", "feel", "offer", "touch", "look"].includes(one.kind)) return;
  done.set(one.item, (done.get(one.item) ?? 0) + seconds);
}

function fill() {
  for (const [item, seconds] of done) {
    let field = form.querySelector(`[data-done="${item}"]`);
    if (!field) {
      field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: `done.${item}` });
      field.dataset.done = item;
      form.append(field);
    }
    field.value = Math.round(seconds);
  }
}

// What is done so far goes to the sealed draft, so that a closed tab loses nothing.
function keep() {
  fill();
  const body = new FormData(form);
  body.set("frame", place);
  fetch(form.dataset.kept, { method: "POST", body, keepalive: true }).catch(() => {});
}

function say(words) {
  at("line").textContent = words;
}

function tell(words) {
  at("told").textContent = words;
}

function level(one) {
  return Math.min(one.level, levels.get(one.item) ?? one.level);
}

function showLevel(one) {
  const limit = limits[one.item];
  at("pressure").hidden = !touches(one) || !limit;
  if (at("pressure").hidden) return;
  const highest = limit.level;
  at("level").textContent = `Pressure ${level(one)} of 3. Your limit is ${highest}.`;
  at("limit").textContent = limit.says;
  for (const cell of form.querySelectorAll(".scale [data-level]")) {
    cell.classList.toggle("now", Number(cell.dataset.level) === level(one));
    cell.classList.toggle("locked", Number(cell.dataset.level) > highest);
  }
}

function second(words, name, act) {
  const key = at("second");
  key.querySelector("span").textContent = words;
  key.querySelector("use").setAttribute("href", key.querySelector("use").getAttribute("href").replace(/#.*/, `#${name}`));
  key.onclick = act;
}

function first(words, name) {
  const picture = at("pause").querySelector("use");
  at("pause").querySelector("span").textContent = words;
  picture.setAttribute("href", picture.getAttribute("href").replace(/#.*/, `#${name}`));
}

// The other side is left out: on to what comes after it.
function skip() {
  const one = frame();
  const after = frames.findIndex((other, i) => i > place && (other.item !== one.item || other.side !== one.side || other.kind === "finish"));
  if (after < 0) finish();
  else enter(after, now());
}

function easier() {
  const one = frame();
  const [lower, words] = one.easier;
  levels.set(one.item, Math.min(lower, level(one)));
  say(words);
  showLevel(one);
}

function choices(one) {
  const box = at("looks");
  box.replaceChildren();
  box.hidden = one.looks.length === 0;
  one.looks.forEach((words, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "option";
    button.textContent = words;
    button.addEventListener("click", () => (i === 0 ? goOn() : endPart(one)));
    box.append(button);
  });
}

// Cold that is not wanted, or must end: everything of that item is left out.
function endPart(one) {
  if (one.after) say(one.after);
  const rest = frames.findIndex((other, i) => i > place && other.item !== one.item);
  if (one.after) {
    at("looks").hidden = true;
    ended = true;
    second("Done", "check", finish);
    return;
  }
  if (rest < 0) finish();
  else enter(rest, now());
}

function feel(one) {
  at("feel").hidden = one.kind !== "feel";
  at("feel-says").textContent = "";
  if (one.kind !== "feel") return;
  const keys = at("feel-keys");
  keys.replaceChildren();
  for (let key = 0; key <= one.feel.highest; key += 1) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "key";
    button.textContent = key;
    button.addEventListener("click", () => {
      const above = key > one.feel.most;
      at("feel-says").textContent = `${above ? one.feel.above : one.feel.within} ${one.feel.leg}`;
      if (above) {
        const before = frames[place - 1];
        levels.set(before.item, Math.max(0, level(before) - 1));
      }
      keys.querySelectorAll(".key").forEach((other) => other.setAttribute("aria-pressed", other === button));
    });
    keys.append(button);
  }
}

function nextWords() {
  const next = frames[place + 1];
  if (!next) return "Next: the end";
  const names = { ready: next.label, hold: "hold", work: "go on", rest: "rest", change_side: "change side", feel: "how did it feel", check: "a check", finish: "slow down", prepare: "get ready", offer: "cold, if you like", touch: "a touch test", ice: "cold", look: "look at the skin" };
  return `Next: ${names[next.kind] ?? next.kind}${next.seconds > 0 && next.kind !== "feel" ? `, ${next.seconds} seconds` : ""}`;
}

function enter(which, moment) {
  place = which;
  began = moment;
  pausedAt = null;
  const one = frame();
  at("label").textContent = one.label;
  at("stage").dataset.pose = one.pose;
  at("stage").dataset.region = one.region;
  at("stage").toggleAttribute("data-rest", one.kind === "rest");
  form.querySelector(".ring").toggleAttribute("data-rest", one.kind === "rest");
  at("side").textContent = one.side;
  at("stage").toggleAttribute("data-ready", one.kind === "ready");
  picture(one);
  at("place").textContent = one.places ? `spot ${one.place} of ${one.places}` : one.region;
  at("inset").hidden = !(one.side || one.region || one.places);
  say([...one.before, one.says].join(" "));
  at("gauges").hidden = one.seconds === 0 || ["feel", "ready"].includes(one.kind);
  at("stage").hidden = one.looks.length > 0;
  at("next").textContent = nextWords();
  showLevel(one);
  choices(one);
  feel(one);
  keys(one);
  if (one.seconds > 0) tell(`${one.seconds} seconds`);
  keep();
  draw();
}

// The figure moves by the player's own clock, so that a pause stops it too; the plate says where.
function picture(one) {
  const use = icon.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${one.icon}`));
  const drawn = pictures[one.item];
  const svg = drawn && parsed(calm.matches ? drawn.still : drawn.moving);
  at("picture").replaceChildren(svg || icon);
  svg?.pauseAnimations();
  const where = drawn?.plate && touches(one) && drawn.plate !== drawn.still;
  at("plate").hidden = !where;
  at("plate").replaceChildren(...(where ? [parsed(drawn.plate)] : []));
}

function parsed(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
}

function move() {
  const svg = at("picture").firstElementChild;
  const length = Number(svg.dataset.seconds);
  if (length) svg.setCurrentTime(spent() % length);
}

function keys(one) {
  const skips = one.kind === "change_side";
  first(skips ? `Skip ${one.side.split(" ")[0].toLowerCase()}` : "Pause", skips ? "minus" : "pause");
  at("pause").hidden = one.seconds === 0 && !skips;
  at("stop").lastChild.textContent = ["ice", "look"].includes(one.kind) ? "Stop: burning or numb" : "Stop: it tingles or shoots";
  if (one.kind === "ready") second("Start", "right", goOn);
  else if (one.kind === "change_side") second("Ready", "right", goOn);
  else if (["rest", "feel", "prepare", "finish", "check"].includes(one.kind)) second("Go on", "right", goOn);
  else if (one.kind === "ice") second("Done", "check", finish);
  else if (one.looks.length) second("Leave it", "minus", () => endPart({ ...one, after: "" }));
  else second("Easier", "down", easier);
}

function goOn() {
  const one = frame();
  count(one, Math.min(spent(), one.seconds || spent()));
  pausedAt = null;
  if (place + 1 >= frames.length) finish();
  else enter(place + 1, now());
}

function finish() {
  if (ended === "sent") return;
  const one = frame();
  if (one.kind === "ice") count(one, Math.min(spent(), one.seconds));
  ended = "sent";
  fill();
  form.requestSubmit();
}

function pause() {
  const one = frame();
  if (one.seconds === 0 || ended) return;
  if (pausedAt === null) {
    pausedAt = now();
    at("pause").querySelector("span").textContent = "Go on";
    tell("Paused");
    keep();
  } else {
    began += now() - pausedAt;
    pausedAt = null;
    at("pause").querySelector("span").textContent = "Pause";
    tell("Going on");
  }
  draw();
}

const told = new Set();
function cue(one, second) {
  for (const [moment, words] of one.cues) {
    const key = `${place} ${moment}`;
    if (second >= moment && !told.has(key)) {
      told.add(key);
      say(words);
    }
  }
  const half = `${place} half`;
  if (one.seconds >= 20 && second >= one.seconds / 2 && !told.has(half)) {
    told.add(half);
    tell(`${Math.ceil(one.seconds - second)} seconds left`);
  }
}

function draw() {
  const one = frame();
  const left = one.seconds - spent();
  const long = left > 99;
  at("seconds").textContent = clock(left);
  at("unit").textContent = one.kind === "rest" ? "seconds rest" : long ? "minutes left" : "seconds";
  form.querySelector(".ring").toggleAttribute("data-long", long);
  at("count").textContent = one.kind === "ready" ? clock(left) : "";
  at("ring").style.strokeDashoffset = one.seconds ? String(AROUND * (1 - Math.ceil(Math.max(0, left)) / one.seconds)) : "0";
  const all = frames.slice(place + 1).reduce((sum, other) => sum + other.seconds, Math.max(0, left));
  at("whole").textContent = `${Math.ceil(all / 60)} min left`;
}

// Called often, trusted never: however late it comes, frames begin where the ones before ended.
function tick() {
  while (!ended && pausedAt === null && frame().seconds > 0 && spent() >= frame().seconds) {
    const one = frame();
    count(one, one.seconds);
    if (place + 1 >= frames.length) {
      finish();
      return;
    }
    enter(place + 1, began + one.seconds * MS);
  }
  if (ended) return;
  if (frame().seconds > 0 && pausedAt === null) cue(frame(), spent());
  move();
  draw();
}

function begin(which) {
  at("list").hidden = true;
  at("player").hidden = false;
  enter(which, now());
  timer ??= setInterval(tick, 100);
}

at("pause").addEventListener("click", () => (frame().kind === "change_side" ? skip() : pause()));
at("stage").addEventListener("click", pause);
at("stop").addEventListener("click", () => {
  const one = frame();
  count(one, Math.min(spent(), one.seconds || 0));
  ended = "sent";
  fill();
});
document.addEventListener("visibilitychange", tick);
document.addEventListener("keydown", (event) => {
  if (at("player").hidden || event.target.closest("button, summary, input, a")) return;
  if (event.key === " ") pause();
  else if (event.key === "ArrowRight") goOn();
  else if (event.key === "ArrowDown" && !at("second").hidden) at("second").click();
  else return;
  event.preventDefault();
});

// A session that was left goes on where it was, or ends with what was done.
function waiting() {
  for (const [item, seconds] of Object.entries(kept.done ?? {})) done.set(item, seconds);
  at("list").hidden = true;
  const box = document.createElement("section");
  box.className = "stack";
  box.innerHTML = "<h1>You left this session</h1>";
  const make = (words, kind, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button ${kind}`;
    button.textContent = words;
    button.addEventListener("click", act);
    box.append(button);
  };
  make("Go on where it was", "main", () => {
    box.remove();
    begin(Math.min(kept.frame, frames.length - 1));
  });
  make("End it here", "", () => {
    fill();
    form.requestSubmit();
  });
  form.prepend(box);
}

if (frames.length && kept.frame > 0) waiting();
else if (frames.length) begin(0);
