package dev.lifeboat.provision.apply;

import java.util.ArrayList;
import java.util.List;

/// Stacks as they would be changed, and what is not known of them yet.
///
/// @param rules what is wrong between buckets of the plan
/// @param left what is not as the plan says, and is not changed
/// @param asks what a person has to give before the first change
/// @param found what nobody gave and the account led to, as a person would give it
/// @param drift what people changed beside CloudFormation
public record ProvisionLook(
    List<StackPreview> stacks,
    List<String> rules,
    List<String> left,
    List<Option> asks,
    List<Option> found,
    DriftFindings drift) {
  public ProvisionLook {
    stacks = List.copyOf(stacks);
    rules = List.copyOf(rules);
    left = List.copyOf(left);
    asks = List.copyOf(asks);
    found = List.copyOf(found);
  }

  /// The same before anybody looked for drift.
  public ProvisionLook(
      List<StackPreview> stacks,
      List<String> rules,
      List<String> left,
      List<Option> asks,
      List<Option> found) {
    this(stacks, rules, left, asks, found, DriftFindings.NONE);
  }

  /// Whether something of it is changed once a person confirms.
  public boolean isChange() {
    return !asks.isEmpty() || !rules.isEmpty() || stacks.stream().anyMatch(StackPreview::isChange);
  }

  /// How the account is, beside the plan.
  public String outcome() {
    return isChange() || !drift.drifts().isEmpty() ? "differs" : "same";
  }

  /// The same, with what people changed.
  ProvisionLook with(DriftFindings seen) {
    return new ProvisionLook(stacks, rules, left, asks, found, seen);
  }

  /// Whether the change of a stack touches what somebody changed in it, or a step puts it.
  public boolean isMended(ResourceDrift drifted) {
    return drifted.isObject()
        || stacks.stream()
            .filter(it -> it.at().equals(drifted.at()))
            .flatMap(it -> it.changes().stream())
            .anyMatch(it -> it.id().equals(drifted.id()));
  }

  /// The same, with something more that is not as the plan says.
  public ProvisionLook leaving(String more) {
    var all = new ArrayList<>(left);
    all.add(more);
    return new ProvisionLook(stacks, rules, all, asks, found, drift);
  }

  /// A value that no plan says.
  ///
  /// @param option that gives it
  /// @param means what it is, and where it is found
  public record Option(String option, String means) {}
}
