// One clock for the whole session: milliseconds of play, pauses taken out. It never drifts, because nobody adds ticks up: every look reads
// the device's own clock. That one stands still on some devices while they sleep; what is missing is then taken from the time of day.
const SLEPT = 1000; // a time of day that ran on by more than this, in milliseconds, means that the device slept

// Tests set window.ischiaClock before the page's own scripts run: { now, wall, speed }. No address can set it.
export function makeClock(given = globalThis.ischiaClock ?? {}) {
  const { now = () => performance.now(), wall = () => Date.now(), speed = 1 } = given;
  let slept = 0;
  let seen = now();
  let seenWall = wall();

  function read() {
    const here = now();
    const day = wall();
    const missing = day - seenWall - (here - seen);
    if (missing > SLEPT) slept += missing;
    [seen, seenWall] = [here, day];
    return (here + slept) * speed;
  }

  let origin = read();
  let held = null;
  return {
    speed,
    now: () => (held ?? read()) - origin,
    held: () => held !== null,
    hold() {
      held ??= read();
    },
    release() {
      if (held !== null) origin += read() - held;
      held = null;
    },
    // How long until a moment of play comes, in milliseconds of the device.
    until(moment) {
      return Math.max(0, (moment - this.now()) / speed);
    },
  };
}
