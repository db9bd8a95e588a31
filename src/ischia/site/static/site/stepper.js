// Minus and plus beside a number from 0 to 10; it starts at nothing.
for (const field of document.querySelectorAll("[data-step]")) {
  const label = document.querySelector(`label[for="${field.id}"]`).textContent;
  const make = (sign, by) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small step";
    button.textContent = sign;
    button.setAttribute("aria-label", `${by > 0 ? "More" : "Less"}: ${label}`);
    button.addEventListener("click", () => {
      const now = field.value === "" ? (by > 0 ? -1 : 11) : Number(field.value);
      field.value = Math.min(10, Math.max(0, now + by));
    });
    return button;
  };
  field.before(make("−", -1));
  field.after(make("+", 1));
}
