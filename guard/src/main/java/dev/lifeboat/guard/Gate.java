package dev.lifeboat.guard;

import java.io.IOException;

/// What keeps a database from taking writes without the lease. It runs until it is interrupted.
interface Gate extends Runnable {
  String database();

  /// In words, for people.
  String doing();

  /// Once this has returned nothing is let through any more. The lease must have ended before, or
  /// the gate opens again.
  ///
  /// @throws IOException when that cannot be shown: then nobody may be told that the lease has
  ///   ended
  void close() throws IOException, InterruptedException;
}
