import type { ResolvedElement } from "../../stack/resolved-tree";
import { at } from "../finished-tree";
import { switched } from "../provider-values";
import type { Rule, Violation } from "../rule";

/** Types that ask whether to leave the snapshot out: by default they take one, and need a name for it. */
export const skipping = [
  "aws_db_instance",
  "aws_docdb_cluster",
  "aws_neptune_cluster",
  "aws_rds_cluster",
  "aws_redshift_cluster",
];

/** Types that take a snapshot where it has a name, and none otherwise. */
export const naming: Readonly<Record<string, string>> = {
  aws_elasticache_cluster: "final_snapshot_identifier",
  aws_elasticache_replication_group: "final_snapshot_identifier",
  aws_memorydb_cluster: "final_snapshot_name",
};

/** File systems of FSx: whether the backup is left out by default. */
export const backingUp: Readonly<Record<string, boolean>> = {
  aws_fsx_lustre_file_system: true,
  aws_fsx_openzfs_file_system: false,
  aws_fsx_windows_file_system: false,
};

export const finalSnapshot: Rule = {
  id: "final-snapshot",
  title: "What is deleted leaves a snapshot behind",
  severity: "critical",
  sources: ["AWS Well-Architected REL09-BP01", "AWS prescriptive guidance: backup and recovery"],
  check: (tree) => [
    ...tree
      .resources(...skipping)
      .filter(holdsData)
      .flatMap(skipped),
    ...Object.entries(naming).flatMap(([type, argument]) =>
      tree.resources(type).filter(holdsData).filter(unnamed(argument)).map(nameless(argument)),
    ),
    ...Object.entries(backingUp).flatMap(([type, byDefault]) =>
      tree
        .resources(type)
        .filter(({ body }) => switched(body.skip_final_backup, byDefault) === true)
        .map((element) => leftOut(element, "skip_final_backup")),
    ),
  ],
};

/** Copies of another database, members of a group and Memcached have nothing that could be kept. */
function holdsData({ type, body }: ResolvedElement): boolean {
  if (type === "aws_elasticache_cluster") return body.replication_group_id === undefined && body.engine !== "memcached";
  return body.replicate_source_db === undefined;
}

function skipped(element: ResolvedElement): readonly Violation[] {
  const { body } = element;
  if (switched(body.skip_final_snapshot, false) === true) return [leftOut(element, "skip_final_snapshot")];
  return unnamed("final_snapshot_identifier")(element) ? [nameless("final_snapshot_identifier")(element)] : [];
}

function leftOut(element: ResolvedElement, argument: string): Violation {
  return {
    ...at(element, argument),
    value: element.body[argument],
    problem: "nothing is left of it once it is deleted",
    fix: `set ${argument} to false${argument === "skip_final_snapshot" ? ", and give the snapshot a name in final_snapshot_identifier" : ""}`,
  };
}

function unnamed(argument: string) {
  return ({ body }: ResolvedElement) => body[argument] === undefined || body[argument] === "";
}

function nameless(argument: string) {
  return (element: ResolvedElement): Violation => ({
    ...at(element, argument),
    problem: "the snapshot that should be left of it has no name, and is not taken without one",
    fix: `set ${argument}, such as "<name>-final"`,
  });
}
