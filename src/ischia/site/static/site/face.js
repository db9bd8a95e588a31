// What the player shows: every sentence comes from the session's words, this module only puts them in their places.
import { makeStage } from "./stage.js";

const AROUND = 2 * Math.PI * 52;
const LONG = 99;

// A sentence with its slots filled.
export const fill = (line, slots) => line.show.replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
export const touches = (frame) => ["work", "hold"].includes(frame.kind);

function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds - 0.02));
  return whole > LONG ? `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}` : String(whole);
}

export function makeFace(root, session) {
  const at = (id) => root.querySelector(`#${id}`);
  const { words, limits, most, seconds } = session;
  const stage = makeStage(root, session);

  function key(id, text, icon) {
    const use = at(id).querySelector("use");
    at(id).querySelector("span").textContent = text;
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${icon}`));
  }

  function button(kind, text, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: kind, textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  return {
    at,
    stage,
    key,
    line(text) {
      at("line").textContent = text;
    },
    // Heard by a screen reader: the line, what the timer says, and a rule for stopping, which comes at once.
    spoken: (text) => (at("spoken").textContent = text),
    told: (text) => (at("told").textContent = text),
    alarm: (text) => (at("alarm").textContent = text),
    note(lines) {
      at("notes").hidden = lines.length === 0;
      at("notes").replaceChildren(...lines.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    },
    show(frame, after) {
      root.dataset.kind = frame.kind;
      // Words alone are scrolled by keys only where they can have the focus.
      if (frame.kind === "after") at("upper").setAttribute("tabindex", "0");
      else at("upper").removeAttribute("tabindex");
      at("label").textContent = frame.label;
      const ahead = frame.kind === "rest" && after?.item === frame.item ? after : null;
      const spot = ahead ?? frame;
      at("side").textContent = ahead && ahead.side ? fill(words.next_side, { side: ahead.side }) : frame.side;
      at("place").textContent = placed(spot);
      // The plate shows the region already.
      at("place").toggleAttribute("data-region", at("place").textContent === spot.region);
      at("inset").hidden = !(at("side").textContent || at("place").textContent);
      at("next").textContent = frame.seconds > 0 || frame.kind === "feel" ? frame.next : words.waits.show;
      at("gauges").hidden = frame.seconds === 0 || ["feel", "ready"].includes(frame.kind);
      root.toggleAttribute("data-asks", frame.looks.length > 0 || ["feel", "after"].includes(frame.kind));
      stage.show(frame, ahead || touches(frame) || frame.kind === "change_side" || frame.kind === "ready" ? spot.picture : "");
      this.note(frame.notes);
      this.line([...frame.before, frame.says].join(" "));
    },
    level(frame, level) {
      const limit = limits[frame.item];
      at("pressure").hidden = !(touches(frame) && frame.level > 0 && limit);
      if (at("pressure").hidden) return;
      at("level").textContent = fill(words.pressure, { level, most, limit: limit.level });
      at("feels").textContent = words[`level.${level}`].show;
      at("limit").textContent = limit.says;
      for (const cell of root.querySelectorAll(".scale [data-level]")) {
        cell.classList.toggle("now", Number(cell.dataset.level) === level);
        cell.classList.toggle("locked", Number(cell.dataset.level) > limit.level);
      }
    },
    looks(frame, act) {
      at("looks").replaceChildren(...frame.looks.map((text, place) => button("option", text, () => act(place))));
      at("looks").hidden = frame.looks.length === 0;
    },
    feel(frame, act) {
      at("feel").hidden = frame.kind !== "feel";
      at("feel-says").textContent = "";
      if (frame.kind !== "feel") return;
      const keys = Array.from({ length: frame.feel.highest + 1 }, (_, number) => button("key", String(number), () => act(number)));
      at("feel-keys").replaceChildren(...keys);
    },
    answered(number, text) {
      at("feel-keys").querySelectorAll(".key").forEach((one, place) => one.setAttribute("aria-pressed", String(place === number)));
      at("feel-says").textContent = text;
    },
    // The count, the ring and the breath at a second of the frame; returns whether the picture moves.
    draw(frame, spent, whole) {
      const left = Math.max(0, frame.seconds - spent);
      at("seconds").textContent = clock(left);
      at("unit").textContent = words[frame.kind === "rest" ? "unit.rest" : left > LONG ? "unit.minutes" : "unit.seconds"].show;
      at("ring").closest(".ring").toggleAttribute("data-long", left > LONG);
      at("ring").setAttribute("stroke-dashoffset", frame.seconds ? String(AROUND * (1 - Math.ceil(left) / frame.seconds)) : "0");
      const counts = frame.kind === "ready" && left <= seconds.ready;
      at("stage").toggleAttribute("data-ready", counts);
      at("count").textContent = counts ? clock(left) : "";
      at("whole").textContent = left + whole > 0 ? fill(words.whole, { minutes: Math.ceil((left + whole) / 60) }) : "";
      return stage.draw(frame, spent);
    },
  };

  // The spot where there are several, else the region; a step that only repeats is counted.
  function placed(frame) {
    if (!frame.places) return frame.region;
    const slots = { place: frame.place, places: frame.places };
    if (frame.region) return frame.places > 1 ? fill(words.spot, slots) : frame.region;
    return frame.places > 1 ? fill(words.repeat, slots) : "";
  }
}
