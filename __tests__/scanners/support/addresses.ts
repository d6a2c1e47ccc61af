/** What a scanner's report has to say of a resource, from the lines at which its block stands in `cdk.tf.json`. */
export interface Place {
  /** Terraform address, such as `aws_sqs_queue.mail_queue`. */
  readonly address: string;
  /** Path of the construct, such as `managed-infrastructure/mail/queue`. */
  readonly construct: string;
}

/**
 * The resource whose block starts at a line (from 1). Scanners of JSON leave out the type of a resource, which its name
 * alone does not tell; the file is indented by two, so that the type is the nearest key of level two above.
 */
export function placeAt(json: string, line: number): Place {
  const above = json.split("\n").slice(0, line).reverse();
  const key = (indent: number) => {
    const found = above.map((text) => new RegExp(`^ {${indent}}"([^"]+)": \\{$`).exec(text)?.[1]).find(Boolean);
    return found ?? fail(line, `no key that is indented by ${indent}`);
  };
  const [section, type, name] = [key(2), key(4), key(6)];
  const body = JSON.parse(json)[section]?.[type]?.[name] ?? fail(line, `no ${section} ${type}.${name}`);
  return {
    address: section === "data" ? `data.${type}.${name}` : `${type}.${name}`,
    // CDKTF leaves a data source of a remote state without its path.
    construct: body["//"]?.metadata.path ?? name,
  };
}

function fail(line: number, problem: string): never {
  throw new Error(`line ${line} of cdk.tf.json: ${problem}`);
}
