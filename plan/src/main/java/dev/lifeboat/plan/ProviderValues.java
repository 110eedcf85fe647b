package dev.lifeboat.plan;

import java.util.List;
import java.util.Optional;

/// What only providers need to know of something in a plan: a record of each, found by its type and
/// opaque to everybody else.
public record ProviderValues(List<Object> all) {
  /// Nothing is said to any provider.
  public static final ProviderValues NONE = new ProviderValues(List.of());

  public ProviderValues {
    all = List.copyOf(all);
  }

  /// The record of that type; empty if the plan says nothing of it.
  public <T> Optional<T> find(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
