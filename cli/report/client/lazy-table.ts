import { type Html, html } from "../html/html";

/** What a lazy table shows. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly head: Html;
  /** What rows are called, for the count. */
  readonly noun: string;
  /** What a search looks through, in lower case. Made once, when somebody searches. */
  text(row: Row): string;
  /** Whether a word that the text lacks finds the row nevertheless. @default - it does not */
  finds?(row: Row, word: string): boolean;
  /** Whether a row belongs to what was chosen beside the search. */
  chosen(row: Row, choice: string): boolean;
  draw(row: Row): Html;
}

const portion = 60;

/** Rows that match, drawn a portion at a time as somebody scrolls. */
export class LazyTable<Row> {
  private readonly search: HTMLInputElement;
  private readonly choice: HTMLSelectElement | null;
  private readonly count: HTMLOutputElement;
  private readonly frame: HTMLElement;
  private readonly body: HTMLTableSectionElement;
  private readonly texts = new Map<Row, string>();
  private found: readonly Row[] = [];
  private drawn = 0;

  constructor(
    root: HTMLElement,
    private readonly parts: Rows<Row>,
  ) {
    const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
    this.search = one("[data-search]");
    this.choice = root.querySelector("[data-choice]");
    this.count = one("[data-count]");
    this.frame = one(".scroll");
    this.body = one("tbody");
    one<HTMLTableSectionElement>("thead").innerHTML = parts.head.text;
    this.search.addEventListener("input", () => this.refresh());
    this.choice?.addEventListener("change", () => this.refresh());
    this.frame.addEventListener("scroll", () => this.drawOn(), { passive: true });
    this.refresh();
  }

  /** Draws whatever matches: paper does not scroll. */
  drawAll(): void {
    this.append(this.found.length);
  }

  /** Shows what belongs to one value of the choice. */
  choose(value: string): void {
    if (!this.choice || this.choice.value === value) return;
    this.choice.value = value;
    this.search.value = "";
    this.refresh();
  }

  private refresh(): void {
    const words = this.search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const choice = this.choice?.value ?? "";
    this.found = this.parts.rows.filter(
      (row) =>
        (choice === "" || this.parts.chosen(row, choice)) &&
        words.every((word) => this.textOf(row).includes(word) || this.parts.finds?.(row, word)),
    );
    this.count.value = `${this.found.length} of ${this.parts.rows.length} ${this.parts.noun}`;
    this.body.innerHTML =
      this.found.length === 0 ? html`<tr><td class="empty" colspan="99">Nothing matches.</td></tr>`.text : "";
    this.drawn = 0;
    this.frame.scrollTop = 0;
    this.append();
  }

  private textOf(row: Row): string {
    const known = this.texts.get(row) ?? this.parts.text(row);
    this.texts.set(row, known);
    return known;
  }

  private drawOn(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.frame;
    if (scrollTop + clientHeight > scrollHeight - 400) this.append();
  }

  private append(count = portion): void {
    const next = this.found.slice(this.drawn, this.drawn + count);
    this.drawn += next.length;
    this.body.insertAdjacentHTML("beforeend", html`${next.map((row) => this.parts.draw(row))}`.text);
  }
}
