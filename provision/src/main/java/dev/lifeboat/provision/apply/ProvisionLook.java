package dev.lifeboat.provision.apply;

import java.util.List;

/// Stacks as they would be changed, and what is not known of them yet.
///
/// @param asks what a person has to give before the first change
public record ProvisionLook(List<StackPreview> stacks, List<Ask> asks) {
  public ProvisionLook {
    stacks = List.copyOf(stacks);
    asks = List.copyOf(asks);
  }

  /// Whether the account is not as the plan says.
  public boolean isChange() {
    return stacks.stream().anyMatch(StackPreview::isChange);
  }

  /// A value that no plan says.
  ///
  /// @param option that gives it
  /// @param means what it is, and where it is found
  public record Ask(String option, String means) {}
}
