package dev.lifeboat.aws.s3;

import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.Images;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.runbook.Goal;
import org.junit.jupiter.api.BeforeEach;

/// What is the same for all reconcilers of buckets.
abstract class BucketContract<G extends Goal> extends AwsReconcilerContract<G> {
  final Images images;

  BucketContract(TestBed bed) {
    super(bed);
    this.images = new Images(bed, clients, true);
  }

  @BeforeEach
  final void create() {
    images.create();
  }

  @Override
  protected final String service() {
    return "s3";
  }

  /// A probe is to replace an object that is not there, and so leaves nothing.
  @Override
  protected final boolean isLook(GatedCall call) {
    return call.operation().matches("(GET|HEAD) .*|GetItem|PUT .*/lifeboat/probe-\\w+");
  }
}
