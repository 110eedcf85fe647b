package dev.lifeboat.aws.rds;

import java.util.List;
import java.util.Optional;

/// Where an instance is of which a plan says nothing else.
public final class PlainInstance {
  private PlainInstance() {}

  public static RdsSite at(String awsRegion, String instance) {
    return new RdsSite(
        awsRegion,
        instance,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
