import type { Environment } from "../../../environments/schema/environment";
import type { ActionFacts } from "./action-facts";
import { type Beside, beside, type Meeting } from "./beside";
import { Arns, type IdOf, kinds, typesOf } from "./kinds";
import { isAdopted, makes, removesTags } from "./making";
import type { Thing, Tree } from "./tree";

/** Something that a call is authorized on, in the state in which the call finds it. */
export interface Met extends Pick<Beside, "tags" | "born"> {
  readonly arn: string;
  /** Unless it is beside all that the stacks declare. */
  readonly thing?: Thing;
}

/** Finds what calls are about: the resource itself, what it names, and what else AWS looks at. */
export class MetThings {
  private readonly arns: Arns;

  constructor(
    private readonly tree: Tree,
    aws: Environment["aws"],
    idOf?: IdOf,
  ) {
    this.arns = new Arns(tree, aws, idOf);
  }

  /** `resource`: a type of resource that the action is authorized on, such as `ec2:subnet`. */
  async of(meeting: Meeting, facts: ActionFacts, resource: string): Promise<readonly Met[]> {
    const own = kinds[meeting.thing.type]?.resource === resource;
    const declared = own ? await this.itself(meeting, facts) : await this.named(meeting, facts, resource);
    return [...declared, ...(await this.beside(meeting, resource))];
  }

  private async itself({ thing, operation, action }: Meeting, facts: ActionFacts): Promise<readonly Met[]> {
    const { tags } = thing;
    const arn = await this.arns.of(thing);
    const there: Met = { thing, arn, tags };
    const untagged: Met = { thing, arn };
    const newborn: Met = { thing, arn, born: tags };
    // What is gone bears no tags, and the provider waits for 404.
    if (!facts.writes) return [there, untagged];
    if (operation !== "create") return [there];
    if (makes(thing, action) || (facts.tags && !removesTags(action))) return [newborn];
    return isAdopted(thing) ? [there, untagged] : [there];
  }

  private named({ thing, action }: Meeting, facts: ActionFacts, resource: string): Promise<readonly Met[]> {
    // Who tags, tags the resource itself; a service's own role is nobody's.
    if (facts.tags || action === "iam:CreateServiceLinkedRole") return Promise.resolve([]);
    const things = this.tree.nearest(thing, typesOf(resource));
    return Promise.all(things.map(async (one) => ({ thing: one, tags: one.tags, arn: await this.arns.of(one) })));
  }

  private beside(meeting: Meeting, resource: string): Promise<readonly Met[]> {
    const { stack, address } = meeting.thing;
    return Promise.all(
      beside(meeting, resource).map(async ({ parts = [], ...tags }) => {
        return { ...tags, arn: await this.arns.make(resource, parts, `beside ${stack} ${address}`) };
      }),
    );
  }
}
