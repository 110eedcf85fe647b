package dev.lifeboat.provider;

import java.util.List;

/// Looks at the copies of a workload's stores in the recovery region. Providers implement it.
@FunctionalInterface
public interface Replicas {

  /// One row for each store whose acknowledged writes are copied later; none for a store that
  /// acknowledges nothing which its copy lacks. What does not answer is a row that cannot tell.
  List<Replica> look() throws InterruptedException;

  /// Whether each copy is told as somebody else measured it, at a moment of its own.
  default boolean measured() {
    return false;
  }
}
