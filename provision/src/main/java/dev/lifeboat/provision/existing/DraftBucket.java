package dev.lifeboat.provision.existing;

/// A bucket of a draft, in both regions.
///
/// @param facts of the bucket
record DraftBucket(String name, FactSheet facts) {
  private static final DraftPair BUCKETS =
      new DraftPair(
          "bucket",
          Fact.PRIMARY_BUCKET,
          Fact.RECOVERY_BUCKET,
          "missing-bucket-%s",
          "BUCKET",
          "versioned bucket");

  void write(PlanDraft draft) {
    draft.within(
        name,
        () -> {
          draft.choose("type", "bucket");
          draft.optional("replicateDeletes", facts.find(Fact.DELETES));
          draft.within(
              "aws",
              () -> {
                BUCKETS.write(draft, facts);
                draft.text(
                    "replicationRole",
                    facts.find(Fact.REPLICATION_ROLE),
                    new PlanDraft.Gap(
                        "arn:aws:iam::%s:role/missing"
                            .formatted(facts.text(Fact.ACCOUNT, DraftService.NO_ACCOUNT)),
                        "ARN",
                        "the role as which S3 replicates both ways"));
                if (facts.text(Fact.SHARED_KEY, "").equals("true")) {
                  draft.offer(
                      "kmsKey",
                      "{ primary: ARN, recovery: ARN }",
                      "the keys that encrypt replicas, since KMS encrypts the objects");
                }
              });
        });
  }
}
