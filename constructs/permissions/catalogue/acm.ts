import type { Catalogue, Conditions, Grant, ResourceView } from "../entry";
import { adoptingTags, both, creating, on, owned, retagging } from "../ownership";

/** AWS Certificate Manager. AWS chooses the ids of certificates. */
const anyCertificate = (r: ResourceView) => r.names.arn("acm", "certificate/*");

/** Exactly the names of this certificate, proven in the way that it declares. */
function onlyThis(r: ResourceView): Conditions {
  const names = [r.text("domain_name"), ...(r.has("subject_alternative_names") ? alternativesOf(r) : [])];
  return {
    "ForAllValues:StringEquals": { "acm:DomainNames": [...new Set(names)] },
    Null: { "acm:DomainNames": "false" },
    StringEquals: { "acm:ValidationMethod": r.text("validation_method") },
  };
}

const alternativesOf = (r: ResourceView) => r.text("subject_alternative_names").split(",");

function requesting(r: ResourceView): Grant {
  const { conditions = {}, ...grant } = creating(r, ["acm:RequestCertificate"], ["*"]);
  return {
    ...grant,
    conditions: both(conditions, onlyThis(r)),
    because: "a certificate has no ARN before it exists (service authorization reference, AWS Certificate Manager)",
  };
}

const describing = (r: ResourceView): readonly Grant[] => [
  on([anyCertificate(r)], "acm:DescribeCertificate", "acm:ListTagsForCertificate"),
];

export const acm: Catalogue = {
  aws_acm_certificate: {
    arn: anyCertificate,
    create: (r) => [
      requesting(r),
      // By the tags of the request alone, anybody's certificate could be made ours.
      adoptingTags(r, ["acm:AddTagsToCertificate"], [anyCertificate(r)]),
    ],
    read: describing,
    update: (r) => [
      owned(r, ["acm:UpdateCertificateOptions"], [anyCertificate(r)]),
      retagging(r, ["acm:AddTagsToCertificate", "acm:RemoveTagsFromCertificate"], [anyCertificate(r)]),
    ],
    delete: (r) => [owned(r, ["acm:DeleteCertificate"], [anyCertificate(r)])],
  },
  /** Waits until the certificate is issued: nothing is made, nothing is deleted. */
  aws_acm_certificate_validation: {
    arn: anyCertificate,
    create: () => [],
    read: (r) => [on([anyCertificate(r)], "acm:DescribeCertificate")],
    update: () => [],
    delete: () => [],
  },
};
