package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.canary.RowStore;

/// How a drill logs in to a database of whatever make to count and to remove what its canary wrote.
/// Whole tables, and what an old writer has alone, are read by a [SqlLogin] alone.
public interface RowLogin {
  /// The rows of one instance.
  RowStore rows(Reachable.Instance instance);
}
