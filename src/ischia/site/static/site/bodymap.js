// The picture is another hand on the list's tick boxes: a tap or a key marks the place with the chosen brush.
const map = document.querySelector("[data-map]");
const boxes = new Map([...map.querySelectorAll("table input")].map((box) => [`${box.name} ${box.value}`, box]));
const fields = [...map.querySelectorAll("input[name=brush]")].map((brush) => brush.value);
const names = new Map([...map.querySelectorAll("input[name=brush]")].map((brush) => [brush.value, brush.parentElement.textContent.trim()]));
const labels = new Map([...map.querySelectorAll("[data-label]")].map((row) => [row.dataset.label, row.textContent]));
const areas = [...map.querySelectorAll(".area")];
const brush = () => map.querySelector("input[name=brush]:checked").value;

function paint(area) {
  const used = fields.filter((field) => boxes.get(`${field} ${area.dataset.place}`)?.checked);
  for (const field of fields) area.toggleAttribute(`data-${field}`, used.includes(field));
  area.setAttribute("aria-checked", used.includes(brush()));
  area.setAttribute("aria-label", [labels.get(area.dataset.place), ...used.map((field) => names.get(field).toLowerCase())].join(", "));
}

function tell() {
  const said = fields.map((field) => [names.get(field), [...boxes.values()].filter((box) => box.name === field && box.checked)]);
  const words = said.filter(([, marked]) => marked.length).map(([name, marked]) => `${name}: ${marked.map((box) => labels.get(box.value).toLowerCase()).join(", ")}.`);
  map.querySelector("[data-words]").textContent = words.join(" ") || "nothing yet.";
}

function mark(area) {
  const box = boxes.get(`${brush()} ${area.dataset.place}`);
  if (!box) return;
  box.checked = !box.checked;
  paint(area);
  tell();
  map.querySelector("[data-told]").textContent = `${labels.get(area.dataset.place)}: ${names.get(brush()).toLowerCase()} ${box.checked ? "marked" : "taken away"}.`;
}

for (const area of areas) {
  area.setAttribute("role", "checkbox");
  area.setAttribute("tabindex", "0");
  area.addEventListener("click", () => mark(area));
  area.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    mark(area);
  });
}
map.addEventListener("change", (event) => {
  if (event.target.name === "view") {
    for (const seen of map.querySelectorAll("[data-view]")) seen.toggleAttribute("data-hidden", seen.dataset.view !== event.target.value);
  }
  areas.forEach(paint);
  tell();
});
map.querySelector("[data-picture]").hidden = false;
map.querySelector("[data-list]").open = false;
map.querySelector("[data-list] summary").textContent = "Use the list";
areas.forEach(paint);
