package dev.lifeboat.aws.drill;

import dev.lifeboat.plan.Database;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;

/// Where the logins are found by which databases are looked into.
@FunctionalInterface
public interface SqlLogins {
  /// Nobody has any.
  SqlLogins NONE = _ -> Map.of();

  /// By the names of those `databases` that there is one for; nobody looks into the others.
  ///
  /// @throws ProblemException LB1009 when one cannot be used
  Map<String, RowLogin> of(List<Database> databases) throws ProblemException;
}
