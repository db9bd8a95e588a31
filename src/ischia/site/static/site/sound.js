// The switch for the sound: voice, the device's own voice, tones or nothing, remembered on this device.
import { localVoice } from "./voice.js";

export function soundMenu(root, voice, words) {
  const menu = root.querySelector("#sound");
  const use = menu.querySelector("summary use");

  function show() {
    const off = voice.way() === "off";
    menu.querySelector("#sound-now").textContent = words[`sound.${voice.way()}`].show;
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, off ? "#mute" : "#sound"));
    for (const field of menu.querySelectorAll("input")) field.checked = field.value === voice.way();
    menu.querySelector("#no-device").hidden = voice.way() !== "device" || localVoice() !== null;
  }

  menu.addEventListener("change", (event) => {
    voice.choose(event.target.value);
    show();
  });
  menu.querySelector("#try").addEventListener("click", () => {
    if (voice.way() === "tones") voice.tone("begin");
    else voice.say([words.voice_test]);
  });
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", show);
  show();
}
