// What is heard: our own recordings first, then a voice that lives on this device, then tones. Never a voice from the network.
import { makeTones } from "./tones.js";

const RATE = 0.92;
const GAP = 400; // between two sentences, milliseconds
const LONGEST = 15000; // a line that takes longer than this is stuck
const FASTEST = 16; // what browsers play
const STORED = "ischia.sound";
const WAYS = ["voice", "device", "tones", "off"];

// The voice that this device speaks with by itself; null where it has none in this language.
export function localVoice(lang = document.documentElement.lang || "en") {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const own = voices.filter((one) => one.localService === true && one.lang.toLowerCase().startsWith(lang.slice(0, 2).toLowerCase()));
  return own.find((one) => one.default) ?? own[0] ?? null;
}

function remembered(otherwise) {
  try {
    const kept = localStorage.getItem(STORED);
    return WAYS.includes(kept) ? kept : otherwise;
  } catch {
    return otherwise; // storage is switched off
  }
}

// `audio` is one element for all recordings, which goes on sounding while the phone is locked. `blocked` tells whether the browser wants
// a tap first, and `unblocked` that it had one: what nobody could hear is said then.
export function makeVoice({ audio, hush, folder, suffix, prefer, speed = 1, blocked = () => {}, unblocked = () => {} }) {
  const tones = makeTones();
  let way = remembered(prefer);
  let chain = Promise.resolve();
  let run = 0;
  let cut = () => {};
  let toned = -Infinity;
  let silenced = false;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms / speed));

  function tone(name) {
    tones.shake(name);
    if (way === "off") return;
    toned = performance.now();
    tones.sound(name);
  }

  // A promise that the sound is over; cutting it short or waiting too long ends it too.
  function over(start, stop) {
    return new Promise((done) => {
      const end = () => {
        clearTimeout(stuck);
        cut = () => {};
        done(true);
      };
      const stuck = setTimeout(end, LONGEST);
      cut = () => {
        stop();
        end();
      };
      start(end);
    });
  }

  async function clip(line) {
    if (!line.clip) return false;
    audio.src = `${folder}${line.clip}${suffix}`;
    audio.defaultPlaybackRate = audio.playbackRate = Math.min(FASTEST, speed);
    try {
      await audio.play();
    } catch (wrong) {
      if (wrong.name === "NotAllowedError") blocked((silenced = true));
      return wrong.name === "AbortError";
    }
    blocked(false);
    return over(
      (end) => (audio.ended || audio.paused ? end() : (audio.onended = audio.onpause = audio.onerror = end)),
      () => audio.pause(),
    );
  }

  async function device(line) {
    const own = localVoice();
    if (!own) return false;
    const words = Object.assign(new SpeechSynthesisUtterance(line.say), { voice: own, lang: own.lang, rate: RATE });
    return over(
      (end) => {
        words.onend = words.onerror = end;
        speechSynthesis.speak(words);
      },
      () => speechSynthesis.cancel(),
    );
  }

  async function speak(line) {
    if (way === "off" || !line.say) return undefined;
    const ways = { voice: [clip, device], device: [device, clip], tones: [] }[way];
    for (const one of ways) if (await one(line)) return undefined;
    // The last resort: a note says that there is something new to read.
    if (performance.now() - toned > GAP * 2) tone("halfway");
    return undefined;
  }

  function add(lines) {
    const mine = run;
    lines.forEach((line, i) => {
      if (i > 0) chain = chain.then(() => (mine === run ? wait(GAP) : undefined));
      chain = chain.then(() => (mine === run ? speak(line) : undefined));
    });
    return chain;
  }

  return {
    tone,
    add,
    // These lines instead of what still waits; a sentence that has begun is spoken to its end.
    say(lines) {
      run += 1;
      return add(lines);
    },
    // Recordings that come soon are fetched before they are needed.
    soon(lines) {
      if (way === "tones" || way === "off") return;
      for (const { clip: name } of lines) if (name) fetch(`${folder}${name}${suffix}`, { priority: "low" }).catch(() => {});
    },
    quiet() {
      run += 1;
      cut();
    },
    way: () => way,
    choose(other) {
      way = other;
      try {
        localStorage.setItem(STORED, way);
      } catch {
        // without storage the choice holds for this session
      }
      this.quiet();
    },
    // Something that is hardly heard keeps the session's sound and the headset's button alive while the phone is locked.
    hold(on) {
      if (!on) return hush.pause();
      return hush.play().then(() => blocked(false), (wrong) => wrong.name === "NotAllowedError" && blocked(true));
    },
    // Browsers allow sound only after a touch or a key.
    wake(playing) {
      tones.wake();
      if (playing && hush.paused) this.hold(true);
      if (playing && silenced) unblocked((silenced = false));
    },
  };
}
