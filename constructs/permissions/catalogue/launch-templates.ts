import { changing, ec2Thing, making, renaming } from "../ec2";
import type { Catalogue } from "../entry";
import { anywhere } from "../ownership";

/** Launch templates. What starts from them is a matter of whoever starts it: see the node groups. */
export const launchTemplates: Catalogue = {
  aws_launch_template: {
    arn: ec2Thing("launch-template"),
    create: (r) => making(r, "ec2:CreateLaunchTemplate", "launch-template"),
    read: () => [anywhere(["ec2:DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplates"])],
    update: (r) => [
      changing(r, ["launch-template"], "ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"),
      renaming(r, "launch-template"),
    ],
    delete: (r) => [changing(r, ["launch-template"], "ec2:DeleteLaunchTemplate")],
  },
};
