/**
 * Public registries that ECR can keep copies of.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html
 */
export const upstreamUrls = {
  "ecr-public": "public.ecr.aws",
  kubernetes: "registry.k8s.io",
  quay: "quay.io",
  "docker-hub": "registry-1.docker.io",
  github: "ghcr.io",
} as const;
export type UpstreamRegistry = keyof typeof upstreamUrls;
