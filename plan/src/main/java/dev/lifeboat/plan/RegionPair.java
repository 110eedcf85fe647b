package dev.lifeboat.plan;

/// The two regions between which writers and users move, by their names in the plan.
public record RegionPair(String primary, String recovery) {

  public boolean contains(String region) {
    return region.equals(primary) || region.equals(recovery);
  }

  /// The other one of the two.
  ///
  /// @throws IllegalArgumentException when `region` is neither
  public String otherThan(String region) {
    if (region.equals(primary)) {
      return recovery;
    }
    if (region.equals(recovery)) {
      return primary;
    }
    throw new IllegalArgumentException(
        "'%s' is neither %s nor %s".formatted(region, primary, recovery));
  }
}
