package dev.lifeboat.cli;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provider.ProviderKind;
import java.util.List;

/// The kinds of providers that there are; the one list of them.
final class Kinds {
  private static final List<ProviderKind> ALL = List.of(new LabKind(), new AwsKind());

  private Kinds() {}

  /// That of the regions of `plan`, which all have one.
  static ProviderKind of(Plan plan) {
    var word = plan.primary().provider();
    return ALL.stream()
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no provider '" + word + "'"));
  }
}
