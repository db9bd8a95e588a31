// Soft notes and the same for the hand. There is no alarm.
const LOUD = 0.25;
const RISES = 0.04; // seconds
const FALLS = 0.08;
const GAP = 0.06;
// As [hertz, seconds].
const TONES = {
  begin: [[440, 0.18], [587, 0.24]],
  halfway: [[523, 0.22]],
  end: [[440, 0.75]],
  side: [[523, 0.18], [523, 0.18]],
};
// In milliseconds.
const SHAKES = { begin: [80], halfway: [40], end: [160], side: [80, 80, 80] };

// Browsers let nothing sound or shake before the first touch or key.
const touched = () => navigator.userActivation?.hasBeenActive ?? true;

export function makeTones() {
  let context = null;

  function wake() {
    if (context?.state === "suspended") context.resume().catch(() => {});
  }

  function note(hertz, seconds, at) {
    const tone = new OscillatorNode(context, { type: "sine", frequency: hertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUD, at + RISES);
    gain.gain.setValueAtTime(LOUD, at + seconds - FALLS);
    gain.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + seconds);
  }

  return {
    wake,
    shake(name) {
      if (touched()) navigator.vibrate?.(SHAKES[name]);
    },
    sound(name) {
      if (!globalThis.AudioContext || !touched()) return;
      context ??= new AudioContext();
      wake();
      let at = context.currentTime + GAP;
      for (const [hertz, seconds] of TONES[name]) {
        note(hertz, seconds, at);
        at += seconds + GAP;
      }
    },
  };
}
