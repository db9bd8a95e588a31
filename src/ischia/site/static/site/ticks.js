// Says how many lines are ticked on the button that goes on with them.
const form = document.querySelector("form.ticks");
const go = form.querySelector(".go");
form.addEventListener("change", () => {
  const count = form.querySelectorAll("input:checked").length;
  go.textContent = count === 1 ? go.dataset.one : go.dataset.many.replace("{}", count);
});
