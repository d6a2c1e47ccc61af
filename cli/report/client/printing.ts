/** Before a print, shows what a reader would scroll to or unfold; folds it again afterwards. */
export function printing(tables: readonly { drawAll(): void }[]): void {
  let unfolded: readonly HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    for (const table of tables) table.drawAll();
    unfolded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
    for (const one of unfolded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of unfolded) one.open = false;
    unfolded = [];
  });
}
