const key = "strata-report-colours";

/** Lets the reader choose between light and dark, and keeps the choice where the browser lets a page keep something. */
export function theme(): void {
  const choice = document.querySelector("[data-theme]") as HTMLSelectElement;
  const apply = (): void => document.documentElement.setAttribute("class", choice.value);
  // A value that is no choice would leave the list empty.
  const kept = keeping(() => localStorage.getItem(key)) ?? "";
  if ([...choice.options].some(({ value }) => value === kept)) choice.value = kept;
  apply();
  choice.addEventListener("change", () => {
    apply();
    keeping(() => localStorage.setItem(key, choice.value));
  });
}

/** Some browsers refuse it to a file, or altogether. */
function keeping<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
