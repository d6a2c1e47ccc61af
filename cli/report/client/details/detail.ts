import type { Html } from "../../html/html";

/** What a dialog shows. */
export interface Detail {
  readonly title: string;
  /** The section that it belongs to: where the page stands once the dialog is closed. */
  readonly section: string;
  readonly body: Html;
}
