// Plays a session: one frame after another by one clock, with voice and keys. What was done goes to the hooks and is never lost.
//   play(root, session, hooks): root is the element of _player.html, session what ischia.site.playing.session_data makes,
//   hooks = { kept(state), finished(done), stopped(done) }; state = { frame, spent, done }, done = { item: seconds }.
import { makeClock } from "./clock.js";
import { keepAwake, mediaKeys } from "./device.js";
import { fill, makeFace, touches } from "./face.js";
import { soundMenu } from "./sound.js";
import { makeVoice } from "./voice.js";

const MS = 1000;
const LOOK = 200; // a look at the clock at least so often, milliseconds
const LATE = 2000; // a cue that is later than this was slept through: it is not said any more
const STAYS = 5; // seconds that a cue stands before the instruction comes back
const TEN = 1500; // a 0 so soon after a 1 makes it 10, milliseconds
const HALF_FROM = 20; // seconds
const NOT_DONE = ["ready", "feel", "offer", "touch", "look", "after"];

export function play(root, session, hooks) {
  const { frames, words, kept = {}, seconds: times } = session;
  const clock = makeClock();
  const face = makeFace(root, session);
  const { at } = face;
  const voice = makeVoice({
    ...session.voice, audio: at("voice"), hush: at("hush"), speed: clock.speed, blocked: (is) => (at("tap").hidden = !is), unblocked: () => over || clock.held() || afresh(),
  });
  const done = new Map(Object.entries(kept.done ?? {}));
  const levels = new Map();
  const told = new Set();
  let place = 0;
  let frame = frames[0];
  let began = 0;
  let until = 0; // an answer stays on show until then
  let waiting = false; // nothing counts: the person says when it goes on
  let over = true;
  let timer = null;
  let painting = null;
  let keptAt = 0;
  let back = null; // when the instruction comes back after a cue
  let answered = null;
  let first = null; // what the first and second key do now
  let second = null;
  let sleepless = () => {};

  const spent = () => (clock.now() - began) / MS;
  const ends = () => (waiting ? Infinity : Math.max(began + frame.seconds * MS, until));
  const level = (one) => Math.min(one.level, levels.get(one.item) ?? one.level);
  const other = (test) => frames.findIndex((one, i) => i > place && test(one));
  const passed = () => Math.min(Math.max(0, spent()), frame.seconds || 0);

  const instruction = () => [...frame.before, frame.says].join(" ");

  function count(item, kind, seconds) {
    if (!NOT_DONE.includes(kind)) done.set(item, (done.get(item) ?? 0) + seconds);
  }

  function state() {
    const part = NOT_DONE.includes(frame.kind) ? 0 : Math.round(passed());
    const all = new Map(done);
    if (part) all.set(frame.item, (all.get(frame.item) ?? 0) + part);
    return { frame: place, spent: part, done: rounded(all) };
  }

  // Whether a moment of play was only just now, for whoever sits before the device.
  const isFresh = (moment) => (clock.now() - moment) / clock.speed < LATE;
  const rounded = (all) => Object.fromEntries([...all].map(([item, seconds]) => [item, Math.round(seconds)]));

  function keep() {
    if (over) return;
    keptAt = clock.now();
    hooks.kept(state());
  }

  // --- from frame to frame

  function enter(which, moment) {
    place = which;
    frame = frames[place];
    began = moment;
    until = 0;
    back = null;
    waiting = frame.seconds === 0;
  }

  function arrive() {
    face.show(frame, frames.slice(place + 1).find((one) => touches(one)));
    face.level(frame, level(frame));
    face.looks(frame, (chosen) => (chosen === 0 ? goOn() : leavePart(frame.after)));
    face.feel(frame, answer);
    answered = null;
    keys();
    at("alarm").textContent = "";
    face.spoken(instruction());
    face.told(frame.seconds >= HALF_FROM && frame.kind !== "ready" ? fill(words.started, { seconds: frame.seconds }) : "");
    const short = touches(frame) && frame.lines.length === 0;
    if (frame.kind === "change_side") voice.tone("side");
    else if (isFresh(began) && (frame.tones || short)) voice.tone(short ? "halfway" : "begin");
    voice.say(frame.lines);
    voice.soon([...frame.cues.map(([, line]) => line), ...(frames[place + 1]?.lines ?? [])]);
    media.show(frame.label, frame.says, clock.held());
    root.dispatchEvent(new CustomEvent("frame", { detail: { place, began, at: clock.now() } }));
    keep();
    draw();
    schedule();
  }

  function goTo(which, moment = clock.now()) {
    if (which < 0 || which >= frames.length) return finish();
    enter(which, moment);
    arrive();
  }

  // The person goes on before the time is over, or after a wait.
  function goOn() {
    release();
    if (frame.kind === "after") return goTo(other((one) => one.item !== frame.item));
    count(frame.item, frame.kind, passed());
    goTo(place + 1);
  }

  const skipSide = () => goTo(other((one) => one.item !== frame.item || one.side !== frame.side || one.kind === "finish"));
  const skipRest = () => goTo(other((one) => one.item !== frame.item));

  // Cold that is not wanted is left out; where there is something to say about it, that waits to be read.
  function leavePart(line) {
    if (!line.show) return skipRest();
    frame = { ...frame, kind: "after", seconds: 0, says: line.show, before: [], notes: [], lines: [line], looks: [], cues: [] };
    waiting = true;
    arrive();
  }

  // Called often, trusted never: however late it comes, frames begin where the ones before ended.
  function tick() {
    if (over) return;
    let moved = false;
    while (!clock.held() && clock.now() >= ends()) {
      count(frame.item, frame.kind, frame.seconds);
      const end = ends();
      if (frame.tones && isFresh(end)) voice.tone("end");
      if (frame.kind === "feel" && answered === null) later();
      if (place + 1 >= frames.length) return finish();
      enter(place + 1, end);
      moved = true;
    }
    if (moved) return arrive();
    cues();
    if (!clock.held() && clock.now() - keptAt >= times.keep * MS) keep();
    draw();
    schedule();
  }

  function schedule() {
    clearTimeout(timer);
    if (over) return;
    const moments = frame.cues.map(([moment]) => began + moment * MS).filter((moment) => moment > clock.now());
    const next = Math.min(ends(), ...moments);
    timer = setTimeout(tick, clock.held() ? LOOK : Math.min(LOOK, Number.isFinite(next) ? clock.until(next) : LOOK));
    painting ??= requestAnimationFrame(paint);
  }

  // Between the looks only the picture and the breath move.
  function paint() {
    painting = null;
    if (over || clock.held() || waiting) return;
    if (face.stage.draw(frame, spent())) painting = requestAnimationFrame(paint);
  }

  // --- what is said while a frame runs

  function due(name, moment) {
    const key = `${place} ${name}`;
    if (clock.held() || waiting || spent() < moment || told.has(key)) return false;
    told.add(key);
    return isFresh(began + moment * MS);
  }

  function cues() {
    for (const [moment, line] of frame.cues) {
      if (!due(`${moment} ${line.say}`, moment)) continue;
      voice.add([line]);
      if (line.show) cue(line);
    }
    if (back !== null && spent() >= back) {
      back = null;
      face.line(instruction());
    }
    if (frame.seconds < HALF_FROM || ["ready", "feel"].includes(frame.kind)) return;
    const left = (moment) => fill(words.left, { seconds: frame.seconds - moment });
    const half = Math.floor(frame.seconds / 2);
    if (due("half", half)) {
      face.told(left(half));
      if (frame.tones) voice.tone("halfway");
    }
    if (due("last", frame.seconds - 5)) face.told(left(frame.seconds - 5));
  }

  function cue(line) {
    face.line(line.show);
    if (line.urgent) face.alarm(line.show);
    else face.spoken(line.show);
    back = spent() + STAYS;
  }

  function draw() {
    // Cold is only counted once somebody wants it.
    const offer = frames.findIndex((one, i) => i >= place && one.kind === "offer");
    const rest = frames.slice(place + 1, offer < 0 ? frames.length : offer).reduce((sum, one) => sum + one.seconds, 0);
    face.draw(frame, waiting ? 0 : spent(), rest);
  }

  // --- keys

  function keys() {
    const waits = frame.looks.length > 0 || frame.kind === "after";
    if (frame.kind === "change_side") set("first", fill(words.skip_side, { side: frame.side.split(" ")[0].toLowerCase() }), "minus", skipSide);
    else if (waits) set("first", words.again.show, "repeat", again);
    else if (clock.held()) set("first", words.go_on.show, "play", pause);
    else set("first", words.pause.show, "pause", pause);
    face.key("stop", (["ice", "look", "after"].includes(frame.kind) ? words["stop.ice"] : words.stop).show, "stop");
    if (frame.kind === "ready") set("second", words.start.show, "right", goOn);
    else if (frame.kind === "change_side") set("second", words.ready.show, "play", goOn);
    else if (frame.kind === "ice") set("second", words.done.show, "check", endCold);
    else if (frame.kind === "after") set("second", words.done.show, "check", goOn);
    else if (waits) set("second", words.leave_it.show, "minus", () => leavePart({ show: "" }));
    else if (touches(frame)) set("second", words.easier.show, "down", easier);
    else set("second", (clock.held() ? words.skip : words.go_on).show, "right", goOn);
    at("help").textContent = (frame.kind === "feel" ? words["keys.feel"] : words.keys).show;
  }

  function set(which, text, icon, act) {
    face.key(which === "first" ? "pause" : "second", text, icon);
    if (which === "first") first = act;
    else second = act;
  }

  function release() {
    clock.release();
    root.removeAttribute("data-paused");
    media.show(frame.label, frame.says, false);
  }

  function pause() {
    if (over) return;
    if (waiting) return again();
    if (clock.held()) {
      release();
      voice.hold(true);
      voice.say([words.gone_on]);
      face.told(words.gone_on.show);
    } else {
      clock.hold();
      voice.quiet();
      voice.say([words.paused]);
      face.told(words.paused.show);
      media.show(frame.label, frame.says, true);
      keep();
    }
    root.toggleAttribute("data-paused", clock.held());
    face.line(clock.held() ? words.paused.show : instruction());
    back = null;
    keys();
    draw();
    schedule();
  }

  const again = () => voice.say(frame.lines);
  const afresh = () => {
    voice.quiet();
    again();
  };

  function easier() {
    const [lower, line] = frame.easier;
    levels.set(frame.item, Math.min(lower, level(frame)));
    face.line(line.show);
    face.spoken(line.show);
    back = null;
    voice.say([line]);
    face.level(frame, level(frame));
  }

  // Cold that ends early: what was done counts, and the rest of it is left out.
  function endCold() {
    count(frame.item, frame.kind, passed());
    skipRest();
  }

  function answer(number) {
    const { feel } = frame;
    answered = { number, at: performance.now() };
    const above = number > feel.most;
    const line = above ? feel.above : feel.within;
    face.answered(number, line.show);
    face.alarm(feel.leg.show);
    at("leg").textContent = feel.leg.show;
    voice.say([line, feel.leg]);
    until = clock.now() + times.answered * MS;
    // Too much: nothing goes on by itself.
    waiting = above;
    keys();
    if (!above) return schedule();
    const before = frames[place - 1];
    levels.set(frame.item, Math.max(0, Math.min(levels.get(frame.item) ?? Infinity, before.level - 1)));
    set("first", words.skip_rest.show, "minus", skipRest);
    at("next").textContent = words.waits.show;
  }

  const later = () => face.told(words["feel.later"].show);

  function digit(number) {
    const ten = number === 0 && answered?.number === 1 && performance.now() - answered.at < TEN;
    answer(ten ? 10 : number);
  }

  function close() {
    over = true;
    clearTimeout(timer);
    ticker?.terminate();
    sleepless();
    root.removeAttribute("data-paused");
  }

  async function finish() {
    if (over) return;
    close();
    face.told(words.done.show);
    voice.tone("end");
    // The last words are heard before the next page comes; nothing waits for a voice that is not there.
    await voice.say([words.finished]);
    voice.hold(false);
    hooks.finished(rounded(done));
  }

  function stop() {
    if (over) return;
    count(frame.item, frame.kind, passed());
    close();
    voice.quiet();
    voice.hold(false);
    hooks.stopped(rounded(done));
  }

  function pressed(event) {
    if (over || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = event.target.closest("button, summary, input, a");
    const acts = { ArrowRight: next, ArrowLeft: again, ArrowDown: () => second(), Escape: escape, s: stop, S: stop, MediaPlayPause: pause };
    const number = frame.kind === "feel" && /^[0-9]$/.test(event.key);
    if (here?.matches("input") || (here && event.key === " ")) return;
    if (event.key === " ") pause();
    else if (number) digit(Number(event.key));
    else if (Object.hasOwn(acts, event.key)) acts[event.key]();
    else return;
    event.preventDefault();
  }

  // What waits for a look at the skin cannot be passed by a key.
  const next = () => (frame.looks.length ? again() : goOn());
  const escape = () => (at("sound").open ? (at("sound").open = false) : stop());

  const media = mediaKeys({ play: () => clock.held() && pause(), pause: () => clock.held() || pause(), nexttrack: () => over || next(), previoustrack: () => over || again(), stop });
  let ticker = null;

  function begin(which) {
    over = false;
    at("returned").hidden = true;
    at("playing").hidden = false;
    voice.hold(true);
    sleepless = keepAwake((lost) => (at("awake").hidden = !lost));
    ticker = globalThis.Worker ? new Worker(new URL("./ticker.js", import.meta.url)) : null;
    if (ticker) ticker.onmessage = tick;
    goTo(which);
  }

  function leave() {
    if (document.visibilityState === "hidden") keep();
    ticker?.postMessage(document.visibilityState === "hidden" ? LOOK : 0);
    tick();
  }

  // A session that was left goes on at its frame, which begins again, or ends with what was done.
  function returned() {
    at("playing").hidden = true;
    at("returned").hidden = false;
    at("go-on").addEventListener("click", () => {
      const which = Math.min(kept.frame, frames.length - 1);
      const { item } = frames[which];
      if (kept.spent) done.set(item, Math.max(0, (done.get(item) ?? 0) - kept.spent));
      begin(which);
    });
    at("end").addEventListener("click", () => hooks.finished(rounded(done)));
  }

  root.hidden = false;
  soundMenu(root, voice, words);
  at("pause").addEventListener("click", () => first());
  at("second").addEventListener("click", () => second());
  at("stop").addEventListener("click", stop);
  at("stage").addEventListener("click", pause);
  document.addEventListener("keydown", pressed);
  document.addEventListener("visibilitychange", leave);
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => voice.wake(!over && !clock.held()));
  addEventListener("pagehide", keep);
  addEventListener("beforeunload", keep);
  if (kept.frame > 0) returned();
  else begin(0);
}
