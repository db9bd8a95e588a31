// What the device does for a session: its screen stays on, its media keys and the button of a headset work.
export function keepAwake(lost) {
  let lock = null;
  let wanted = true;
  async function ask() {
    if (!wanted || document.visibilityState !== "visible" || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lost(false);
    } catch {
      lost(true);
    }
  }
  document.addEventListener("visibilitychange", ask);
  ask();
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", ask);
    lock?.release();
  };
}

export function mediaKeys(acts) {
  const session = navigator.mediaSession;
  if (!session) return { show() {} };
  for (const [name, act] of Object.entries(acts)) {
    try {
      session.setActionHandler(name, act);
    } catch {
      // this browser does not know the key
    }
  }
  return {
    show(title, artist, paused) {
      session.metadata = new MediaMetadata({ title, artist });
      session.playbackState = paused ? "paused" : "playing";
    },
  };
}
