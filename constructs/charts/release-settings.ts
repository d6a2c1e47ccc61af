/** Revisions that can be rolled back to; each is an object in the cluster. */
const revisions = 5;

/**
 * How every Helm release is made: in a namespace that is there, and awaited. What fails is taken back, so that the next
 * apply starts from something that works.
 */
export const releaseSettings = {
  createNamespace: false,
  wait: true,
  atomic: true,
  cleanupOnFail: true,
  maxHistory: revisions,
} as const;
