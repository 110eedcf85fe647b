package dev.lifeboat.aws.states;

import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.runbook.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Parts of a step that are steps of their own in a machine, in this order. A service is bound by
/// what its tasks read, one part each, and then by their restart.
///
/// @param label what the names of its states begin with
/// @param phrase as a person reads it
record StepParts(String label, String phrase, StepAccess means) {

  /// Those of the step `mode step`.
  ///
  /// @param means of the step as a whole; empty if a person would have to
  /// @return none if there are no means
  static List<StepParts> of(
      Goal goal, String mode, String step, ApiGoals forms, Optional<StepAccess> means) {
    var label = mode + " " + step;
    return goal instanceof Goal.Bound bound && forms.binds(bound)
        ? bound(bound, mode, label, forms.sites())
        : means.map(it -> new StepParts(label, goal.phrase(), it)).stream().toList();
  }

  private static List<StepParts> bound(Goal.Bound goal, String mode, String label, AwsSites sites) {
    var site = Objects.requireNonNull(sites.tasks().get(goal.resource())).in(goal.region());
    var parts = new ArrayList<StepParts>();
    var changes = new ArrayList<Asl>();
    for (var secret : site.secrets()) {
      var name = numbered(label, parts.size());
      var access = new LabelAccess(secret, goal.stores(), name);
      parts.add(new StepParts(name, goal.phrase(), access));
      changes.add(access.changed());
    }
    for (var endpoint : site.endpoints()) {
      var database = Objects.requireNonNull(sites.databases().get(endpoint.database()));
      var access = new AddressAccess(endpoint.parameter(), database.in(goal.stores()));
      parts.add(new StepParts(numbered(label, parts.size()), goal.phrase(), access));
      changes.add(access.changed());
    }
    parts.add(
        new StepParts(
            "%s restart-%s".formatted(mode, goal.resource()),
            "%s in %s started anew since it was bound".formatted(goal.resource(), goal.region()),
            new RestartAccess(site, changes)));
    return parts;
  }

  private static String numbered(String label, int before) {
    return before == 0 ? label : "%s part %d".formatted(label, before + 1);
  }
}
