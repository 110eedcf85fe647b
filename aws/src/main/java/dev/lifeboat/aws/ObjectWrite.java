package dev.lifeboat.aws;

import software.amazon.awssdk.services.s3.model.S3Exception;

/// A conditional write of an object of S3.
public final class ObjectWrite {
  private static final int CHANGED = 412;
  private static final int CHANGING = 409;

  private ObjectWrite() {}

  /// Whether S3 refused it since another object is there, or is being written: somebody else's, or
  /// that of the same call, which the SDK repeated.
  public static boolean isRefused(Throwable thrown) {
    return thrown instanceof S3Exception answer
        && (answer.statusCode() == CHANGED || answer.statusCode() == CHANGING);
  }
}
