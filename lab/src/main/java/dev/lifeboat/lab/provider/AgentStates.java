package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.agent.state.UnitState;
import java.util.Locale;

/// What an agent says about one thing in its region.
final class AgentStates {
  private AgentStates() {}

  static DatabaseState database(RegionState state, String database) {
    var found = state.databases().get(database);
    if (found == null) {
      throw new IllegalStateException(
          "the agent of %s knows no database '%s'".formatted(state.region(), database));
    }
    return found;
  }

  static UnitState unit(RegionState state, String unit) {
    var found = state.units().get(unit);
    if (found == null) {
      throw new IllegalStateException(
          "the agent of %s knows no unit '%s'".formatted(state.region(), unit));
    }
    return found;
  }

  /// The word for a state as people read it, such as `replica`.
  static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
