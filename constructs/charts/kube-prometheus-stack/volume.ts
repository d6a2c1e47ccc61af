/** A claim of the platform's own class: gp3, encrypted with its key. */
export function volumeClaim(gibibytes: number) {
  return {
    volumeClaimTemplate: {
      spec: {
        storageClassName: "gp3",
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: `${gibibytes}Gi` } },
      },
    },
  };
}
