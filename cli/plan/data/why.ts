import type { Marks, ResourceChange } from "../../terraform/plan-changes";

/** Terraform's reasons in words. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
const reasons: Readonly<Record<string, string>> = {
  replace_because_tainted: "its last creation failed, or somebody tainted it",
  replace_by_request: "the command line asks for it with -replace",
  replace_by_triggers: "something in its replace_triggered_by changes",
  delete_because_no_resource_config: "the sources no longer declare it",
  delete_because_no_module: "the sources no longer declare its module",
  delete_because_no_move_target: "it was moved to an address that the sources don't declare",
  delete_because_wrong_repetition: "it has an instance key, and the sources give it none, or the reverse",
  delete_because_count_index: "its number is beyond count",
  delete_because_each_key: "its key is no longer in for_each",
};

/** The most of a value that a line shows, in characters. */
const shownLength = 60;

/** Why a plan takes something away, as the end of "since …"; empty where Terraform doesn't say. */
export function whyTaken({ action_reason, change }: ResourceChange): string {
  const paths = (change.replace_paths ?? []).map((path) => changedAt(change, path));
  if (paths.length > 0) return paths.join(" and ");
  return reasons[action_reason ?? ""] ?? "";
}

function changedAt(change: ResourceChange["change"], path: readonly (string | number)[]): string {
  const name = path.join(".");
  if (marked(change.before_sensitive, path) || marked(change.after_sensitive, path)) return `${name} changes`;
  const after = marked(change.after_unknown, path) ? "what is known after the apply" : shown(at(change.after, path));
  return `${name} changes from ${shown(at(change.before, path))} to ${after}`;
}

/** Whether a value, or what it is part of, or any part of it bears the mark. */
function marked(marks: Marks | undefined, path: readonly (string | number)[]): boolean {
  const mark = path.reduce<unknown>((at, key) => (at === true ? true : (at as never)?.[key]), marks);
  return holdsTrue(mark);
}

function holdsTrue(mark: unknown): boolean {
  if (mark === true) return true;
  return mark !== null && typeof mark === "object" && Object.values(mark).some(holdsTrue);
}

function at(values: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | null)?.[key], values);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = JSON.stringify(value);
  return text.length > shownLength ? `${text.slice(0, shownLength - 3)}...` : text;
}
