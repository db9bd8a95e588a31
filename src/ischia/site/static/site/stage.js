// The picture of a step, moved by the session's one clock: its animations never run by themselves, so a pause stops all motion at once.
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const SMALL = 32;
const GROWS = 15;
const eased = (t) => t * t * (3 - 2 * t);

function drawn(text) {
  const svg = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  const words = svg.getAttribute("aria-label") ?? "";
  svg.removeAttribute("role");
  svg.removeAttribute("aria-label");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  svg.pauseAnimations?.();
  return { svg, words };
}

function numbered(svg, number) {
  const part = Object.assign(document.createElement("span"), { className: "turn" });
  part.append(svg, Object.assign(document.createElement("strong"), { className: "num", textContent: String(number) }));
  return part;
}

export function makeStage(root, session) {
  const at = (id) => root.querySelector(`#${id}`);
  const { pictures = {}, seconds, words } = session;
  let shown = "";
  let inset = "";
  let moving = null;
  let touching = null;

  // Still: how it begins and, where it moves, how it ends, side by side.
  function put(key) {
    const picture = pictures[key];
    const holder = at("figure");
    moving = null;
    at("stage-icon").hidden = Boolean(picture);
    if (!picture) return holder.replaceChildren();
    const { svg, words: text } = drawn(STILL.matches ? picture.begin : picture.moving);
    at("figure-text").textContent = text;
    if (STILL.matches && picture.end) return holder.replaceChildren(numbered(svg, 1), numbered(drawn(picture.end).svg, 2));
    if (!STILL.matches) moving = svg;
    return holder.replaceChildren(svg);
  }

  function putInset(key) {
    const plate = pictures[key]?.[STILL.matches ? "plate" : "touching"];
    touching = plate ? drawn(plate).svg : null;
    at("inset-figure").hidden = !touching;
    at("inset-figure").replaceChildren(...(touching ? [touching] : []));
  }

  return {
    // The picture of a frame, and on its plate where the next touch is; `where` is '' where nothing is touched.
    show(frame, where) {
      const name = `${frame.picture} ${STILL.matches}`;
      if (name !== shown) put(frame.picture);
      if (where !== inset) putInset(where);
      [shown, inset] = [name, where];
      const use = at("stage-icon").querySelector("use");
      use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${frame.icon}`));
      if (!pictures[frame.picture]) at("figure-text").textContent = frame.label;
    },
    // Where the picture and the breath are at a second of the frame; returns whether anything moves.
    draw(frame, second) {
      const long = Number(moving?.dataset.seconds ?? 0);
      if (long > 0) moving.setCurrentTime(second % long);
      if (touching && !STILL.matches) touching.setCurrentTime(second);
      const breath = breathing(frame, second);
      at("breath").toggleAttribute("data-off", !breath);
      if (breath) at("unit").textContent = words[`breathe.${breath.way}`].show;
      if (breath) at("breath").setAttribute("r", String(STILL.matches ? SMALL : SMALL + GROWS * breath.full));
      return (long > 0 || breath !== null) && !STILL.matches;
    },
  };

  // In or out, and how full the breath is from 0 to 1: as long as the frame, or again and again at the slow pace.
  function breathing(frame, second) {
    if (!frame.breath) return null;
    const paced = frame.breath === "pace";
    const [inn, out] = paced ? [seconds.breath_in, seconds.breath_out] : [frame.seconds, frame.seconds];
    const t = paced ? second % (inn + out) : second;
    const way = frame.breath === "in" || (paced && t < inn) ? "in" : "out";
    const part = way === "in" ? t / inn : (paced ? t - inn : t) / out;
    return { way, full: eased(Math.min(1, Math.max(0, way === "in" ? part : 1 - part))) };
  }
}
