package dev.lifeboat.cli.aws;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.lifeboat.provision.apply.ProvisionLook;
import dev.lifeboat.provision.apply.ResourceDrift;
import java.util.List;

/// Resource that people changed or deleted beside CloudFormation, as `provision` tells it.
///
/// @param words of it, in one line
/// @param mend what puts it back
record DriftRow(
    String stack,
    String awsRegion,
    String type,
    String id,
    String name,
    boolean deleted,
    List<ResourceDrift.Difference> differences,
    @JsonIgnore String words,
    String mend) {
  static DriftRow of(ResourceDrift drift, ProvisionLook shown) {
    return new DriftRow(
        drift.at().name(),
        drift.at().awsRegion(),
        drift.type(),
        drift.id(),
        drift.name(),
        drift.deleted(),
        drift.differences(),
        drift.words(),
        drift.mend(shown.isMended(drift)));
  }

  /// For people.
  String line() {
    return "drift   %s. %s".formatted(words, mend);
  }
}
