package dev.lifeboat.aws.s3;

/// The job of S3 Batch Replication for what a rule left behind: what was there before it, and what
/// S3 gave up. People start it, since the job reads the whole bucket and is paid for by the object.
///
/// @param source the half that has what the other one lacks
record BatchReplication(BucketSite source) {
  private static final int ACCOUNT = 4;

  /// For a shell, in which `BATCH_ROLE` is the ARN of a role that
  /// `batchoperations.s3.amazonaws.com` may assume.
  String command() {
    var arn = source.role().split(":", -1);
    var account = arn.length > ACCOUNT ? arn[ACCOUNT] : "ACCOUNT";
    return ("aws s3control create-job --region %s --account-id %s --role-arn \"$BATCH_ROLE\""
            + " --priority 1 --no-confirmation-required --operation '{\"S3ReplicateObject\":{}}'"
            + " --report '{\"Enabled\":false}' --manifest-generator '{\"S3JobManifestGenerator\":"
            + "{\"SourceBucket\":\"%s\",\"EnableManifestOutput\":false,\"Filter\":"
            + "{\"EligibleForReplication\":true,\"ObjectReplicationStatuses\":"
            + "[\"FAILED\",\"NONE\"]}}}'")
        .formatted(source.awsRegion(), account, source.arn());
  }
}
