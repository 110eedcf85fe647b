package dev.lifeboat.aws.check;

import java.util.List;

/// What a look found, for a test to compare.
final class FindingTexts {
  private FindingTexts() {}

  /// Such as `OBSTACLE LB7009 shop-orders in us-west-2 is no replica of anything`.
  static List<String> of(Look look) {
    return look.findings().stream()
        .map(it ->
            "%s %s %s"
                .formatted(
                    it.weight(),
                    it.problem().orElseThrow().code(),
                    it.problem().orElseThrow().happened()))
        .toList();
  }
}
