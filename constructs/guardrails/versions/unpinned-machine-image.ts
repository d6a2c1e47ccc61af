import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import { type DeclaredObject, type Fields, installedObjects } from "../kubernetes/objects";
import { blocks, isOn } from "../provider-values";
import type { Rule, Violation } from "../rule";

export const unpinnedMachineImage: Rule = {
  id: "unpinned-machine-image",
  title: "Machines boot an image of one release",
  severity: "high",
  sources: [
    "EKS best practices, cluster upgrades",
    "Karpenter: NodeClasses, amiSelectorTerms",
    "EKS user guide: Update a managed node group",
  ],
  check: (tree) => [
    ...tree.resources("aws_eks_node_group").flatMap((group) => ofNodeGroup(tree, group)),
    ...Object.entries(imageArguments).flatMap(([type, argument]) =>
      tree.resources(type).flatMap((element) => ofImage(element, argument)),
    ),
    ...installedObjects(tree)
      .filter(({ kind }) => kind === "EC2NodeClass")
      .flatMap(ofNodeClass),
    ...lookups(tree),
  ],
};

/** Arguments that name an image, by type. */
const imageArguments: Readonly<Record<string, string>> = {
  aws_instance: "ami",
  aws_launch_configuration: "image_id",
  aws_launch_template: "image_id",
  aws_spot_instance_request: "ami",
};

const surprise = "machines of one group run different images, and nobody has tried the one that comes next";

function ofNodeGroup(tree: FinishedTree, group: ResolvedElement): readonly Violation[] {
  const { release_version: release, launch_template: template, ami_type: type = "AL2023_x86_64_STANDARD" } = group.body;
  const ownImage = blocks(template).some(({ id, name }) => tree.behind(group, id ?? name)?.body.image_id);
  if (release !== undefined || ownImage) return [];
  return [
    {
      ...at(group, "release_version"),
      value: type,
      problem: `AWS decides on the day of the apply which release it is: ${surprise}`,
      fix: "write a release such as 1.35.6-20260714, or cluster.systemNodes.releaseVersion in the environment",
    },
  ];
}

function ofImage(element: ResolvedElement, argument: string): readonly Violation[] {
  const image = element.body[argument];
  if (!/^resolve:ssm:/.test(`${image}`)) return [];
  // A parameter in one version stays what it is.
  if (/:\d+$/.test(`${image}`)) return [];
  return [
    {
      ...at(element, argument),
      value: image,
      problem: `the parameter names another image from time to time: ${surprise}`,
      fix: "write the image's id, or the parameter with its version",
    },
  ];
}

/** Karpenter replaces nodes whose image its terms no longer choose: all of them, on the day of a release. */
function ofNodeClass({ at: place, fields }: DeclaredObject): readonly Violation[] {
  const terms: readonly Fields[] = fields.spec?.amiSelectorTerms ?? [];
  const found = terms.length === 0 ? [{ term: {}, path: "spec.amiSelectorTerms" }] : terms.map(inTerm);
  return found
    .filter(({ term }) => !isPinnedTerm(term))
    .map(({ term, path }) => ({
      ...place(path),
      value: term.alias ?? term.ssmParameter ?? term.name ?? term.tags,
      problem: "the day on which AWS or somebody else makes a new image is the day on which all nodes are replaced",
      fix: "name one release, such as al2023@v20260714, or the image's id",
    }));
}

function inTerm(term: Fields, index: number): { readonly term: Fields; readonly path: string } {
  return { term, path: `spec.amiSelectorTerms[${index}]` };
}

function isPinnedTerm({ id, alias, name }: Fields): boolean {
  if (id !== undefined) return true;
  if (alias !== undefined) return /@v?\d/.test(alias);
  return name !== undefined && !/[*?]/.test(name);
}

/** What Terraform looks up anew with each plan. */
const lookups = oncePerTree(({ stacks }) =>
  stacks.flatMap(({ elements }) =>
    elements.flatMap((element): readonly Violation[] => {
      if (element.block !== "data") return [];
      if (element.type === "aws_ami" && isOn(element.body.most_recent)) return [lookup(element, "most_recent", true)];
      const isParameter =
        element.type === "aws_ssm_parameter" && /\/(latest|recommended)(\/|$)/.test(`${element.body.name}`);
      return isParameter ? [lookup(element, "name", element.body.name)] : [];
    }),
  ),
);

function lookup(element: ResolvedElement, argument: string, value: unknown): Violation {
  return {
    ...at(element, argument),
    value,
    problem: `each plan may find another image: ${surprise}`,
    fix: "name one release: the image's id, or release_version of a node group",
  };
}
