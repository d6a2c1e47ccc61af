import { createHash } from "node:crypto";
import type { Template } from "./cloudformation";

/**
 * The policies say the same lists of actions and principals over and over. Where that makes a template too large,
 * each of them stands in it once, in its mappings, and CloudFormation puts it in: the policies that come out are the same.
 */
export function withSharedLists(template: Template, rootAdministrators: readonly string[]): Template {
  const text = JSON.stringify(template.Resources);
  const shared = new Shared(
    rootAdministrators,
    [...text.matchAll(lists)].map(([list]) => JSON.parse(list)),
  );
  const Resources = text.replace(lists, (list) => JSON.stringify(shared.reference(JSON.parse(list))));
  return { ...template, Mappings: shared.mappings, Resources: JSON.parse(Resources) };
}

type List = readonly string[];

const lists = /\["[^"\]]*"(?:,"[^"\]]*")*\]/g;
/** No ARN, and no pattern for one, has it. */
const separator = "|";
/** Characters of a list beyond which a reference to it is shorter. */
const worthIt = 60;

class Shared {
  /** How often each list, and each part of one, is said. */
  private readonly counts = new Map<string, number>();
  private readonly whole: Record<string, { Of: List }> = {};
  private readonly parts: Record<string, { Of: string }> = {};

  constructor(
    private readonly administrators: List,
    all: readonly List[],
  ) {
    for (const list of all) for (const one of [list, ...this.partsOf(list)]) this.count(one);
  }

  /** Short names: with all references they stand in the text well over a hundred times. */
  get mappings() {
    return { All: this.whole, Part: this.parts };
  }

  reference(list: List): unknown {
    const parts = this.partsOf(list);
    if (parts.length > 0) return this.joined(parts);
    if (!this.isShared(list)) return list;
    this.whole[nameOf(list)] = { Of: list };
    return { "Fn::FindInMap": ["All", nameOf(list), "Of"] };
  }

  private joined(parts: readonly List[]) {
    const texts = parts.flatMap((part): readonly unknown[] => (this.isShared(part) ? [this.part(part)] : part));
    return { "Fn::Split": [separator, { "Fn::Join": [separator, texts] }] };
  }

  private part(part: List) {
    this.parts[nameOf(part)] = { Of: part.join(separator) };
    return { "Fn::FindInMap": ["Part", nameOf(part), "Of"] };
  }

  /** Deployers, the root administrators: of a list that has both. */
  private partsOf(list: List): readonly List[] {
    const others = list.slice(0, list.length - this.administrators.length);
    const isEnd = list.slice(others.length).join(separator) === this.administrators.join(separator);
    if (others.length === 0 || !isEnd) return [];
    return [others, this.administrators];
  }

  private isShared(list: List): boolean {
    return JSON.stringify(list).length >= worthIt && (this.counts.get(nameOf(list)) ?? 0) > 1;
  }

  private count(list: List): void {
    this.counts.set(nameOf(list), (this.counts.get(nameOf(list)) ?? 0) + 1);
  }
}

/** By content, so that a list keeps its name when another one changes. */
function nameOf(list: List): string {
  return createHash("sha256").update(JSON.stringify(list)).digest("hex").slice(0, 6);
}
