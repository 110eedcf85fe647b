package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.Map;
import java.util.Optional;

/// What one provider adds to the plan language: keys under its word, and what must hold of a plan
/// whose regions it has. Lives in the provider's module; a [PlanReader] is given those it knows.
public interface ProviderKeys {
  /// The place of keys of the plan as a whole.
  String PLAN = "plan";

  /// The place of keys of a region. A resource's place is its type.
  String REGION = "region";

  /// As a plan has it: `provider: lab`. Its own keys stand under it. Regions that Lifeboat itself
  /// raises are raised by the command of that name, and kept in such a folder of the state.
  String word();

  /// Its keys, by the place where their mapping stands.
  default Map<String, Part> parts() {
    return Map.of();
  }

  /// Whether a plan that names no arbiter has one all the same.
  default boolean suppliesArbiter() {
    return true;
  }

  /// Tells what is wrong with regions of this provider.
  default void checkRegions(Map<String, PlanValue> regions) {}

  /// Tells what is wrong with a resource in regions of this provider.
  ///
  /// @param type its word; empty if it cannot be read
  default void checkResource(PlanValue resource, String type) {}

  /// Tells what of a workload does not go with this provider's own keys, whoever has the regions.
  ///
  /// @param failback its key of that name, if it has one
  /// @param resources those that have no mistake
  default void checkWorkload(
      PlanValue workload,
      Optional<PlanValue> failback,
      Map<String, Resource> resources,
      FailbackPolicy policy) {}

  /// Tells what of a workload does not go with what the plan says elsewhere.
  ///
  /// @param plan without another mistake
  /// @param said what the plan has for `workload`
  default void checkTogether(Plan plan, Workload workload, PlanValue said) {}

  /// The keys at one place, and the record that is made of them.
  ///
  /// @param keys if none of them is required, the record is made also where all are left out
  record Part(Keys keys, Maker maker) {
    PlanKey<Object> key(String word) {
      return isOptional() ? keys.key(word) : keys.within(word);
    }

    /// The values at one place; empty where the provider has none there and needs none.
    Optional<Fields> fields(Fields place, String word) {
      if (!isOptional()) {
        return Optional.of(place.within(key(word)));
      }
      return place.said(word).isPresent() ? place.mapping(key(word)) : Optional.empty();
    }

    private boolean isOptional() {
      for (var key : keys.all()) {
        if (key.rule().isPresent()) {
          return true;
        }
      }
      return false;
    }
  }

  /// Makes a provider's record of the values of its keys.
  @FunctionalInterface
  interface Maker {
    /// The record; empty after a mistake.
    ///
    /// @param name of the region or resource; of the plan empty
    /// @param place the mapping in which the provider's word stands
    Optional<?> make(String name, Fields place, Fields keys);
  }
}
