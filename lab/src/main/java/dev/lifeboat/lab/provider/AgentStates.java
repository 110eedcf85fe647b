package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.agent.state.UnitState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an agent says about one thing in its region.
final class AgentStates {
  private AgentStates() {}

  static DatabaseState database(RegionState state, String database) {
    return known(state, state.databases().get(database), "database", database);
  }

  static UnitState unit(RegionState state, String unit) {
    return known(state, state.units().get(unit), "unit", unit);
  }

  private static <T> T known(RegionState state, @Nullable T found, String what, String name) {
    if (found == null) {
      throw new IllegalStateException(
          "the agent of %s knows no %s '%s'".formatted(state.region(), what, name));
    }
    return found;
  }

  /// The word for a state as people read it, such as `replica`.
  static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
