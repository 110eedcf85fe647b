package dev.lifeboat.provision.apply;

import java.util.ArrayList;
import java.util.List;

/// Stacks as they would be changed, and what is not known of them yet.
///
/// @param rules what is wrong between buckets of the plan
/// @param left what is not as the plan says, and is not changed
/// @param asks what a person has to give before the first change
/// @param found what nobody gave and the account led to, as a person would give it
public record ProvisionLook(
    List<StackPreview> stacks,
    List<String> rules,
    List<String> left,
    List<Option> asks,
    List<Option> found) {
  public ProvisionLook {
    stacks = List.copyOf(stacks);
    rules = List.copyOf(rules);
    left = List.copyOf(left);
    asks = List.copyOf(asks);
    found = List.copyOf(found);
  }

  /// Whether the account is not as the plan says.
  public boolean isChange() {
    return !asks.isEmpty() || !rules.isEmpty() || stacks.stream().anyMatch(StackPreview::isChange);
  }

  /// The same, with something more that is not as the plan says.
  public ProvisionLook leaving(String more) {
    var all = new ArrayList<>(left);
    all.add(more);
    return new ProvisionLook(stacks, rules, all, asks, found);
  }

  /// A value that no plan says.
  ///
  /// @param option that gives it
  /// @param means what it is, and where it is found
  public record Option(String option, String means) {}
}
