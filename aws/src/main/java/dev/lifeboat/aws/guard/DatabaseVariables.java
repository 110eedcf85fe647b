package dev.lifeboat.aws.guard;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The environment as one of several databases has it: `ORDERS_PGHOST` is PGHOST for the database
/// `orders`, and a variable without a database's name is for all of them.
public final class DatabaseVariables {
  private DatabaseVariables() {}

  /// Those of one of them.
  ///
  /// @param database its name in the plan
  public static Map<String, String> of(Map<String, String> environment, String database) {
    var prefix = prefix(database);
    var variables = new LinkedHashMap<>(environment);
    environment.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        variables.put(name.substring(prefix.length()), value);
      }
    });
    return variables;
  }

  /// What the names of its own variables begin with.
  public static String prefix(String database) {
    return database.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }
}
