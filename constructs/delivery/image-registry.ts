import { Construct } from "constructs";
import type { ImageRetention } from "./image-lifecycle";
import { ImageRepository } from "./image-repository";

export interface ImageRegistryProps {
  /** Every app that has images of its own. */
  readonly apps: readonly { readonly team: string; readonly name: string }[];
  /** Name of an app's repository. */
  readonly repositoryName: (team: string, app: string) => string;
  /** KMS key of the images. */
  readonly keyArn: string;
  /** @default - as `ImageRetention` says */
  readonly retention?: ImageRetention;
}

/**
 * One ECR repository for each app. How the registry scans (basic or enhanced, which repositories) is not set here, but
 * by `imageScanning` where an environment has the say over the account. Basic scanning on push is asked for by each
 * repository.
 */
export class ImageRegistry extends Construct {
  /** Repository URLs, by `<team>/<app>`. */
  readonly urls: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { apps, repositoryName, keyArn, retention }: ImageRegistryProps) {
    super(scope, id);
    const urls = apps.map(({ team, name }): [string, string] => {
      const props = { name: repositoryName(team, name), keyArn, retention };
      return [`${team}/${name}`, new ImageRepository(this.team(team), name, props).url];
    });
    this.urls = Object.fromEntries(urls);
  }

  /** A level of its own: joined by a hyphen, `a-b` and `c` would read as `a` and `b-c`. */
  private team(name: string): Construct {
    return (this.node.tryFindChild(name) as Construct | undefined) ?? new Construct(this, name);
  }
}
