package dev.lifeboat.guard;

import java.io.IOException;

/// What keeps a database from taking writes without the lease, from [#begin] until [#end].
interface Gate {
  String database();

  /// In words, for people.
  String doing();

  void begin();

  /// Guards no longer; what is open runs out by itself.
  void end() throws InterruptedException;

  /// Once this has returned nothing is let through any more. The lease must have ended before, or
  /// the gate opens again.
  ///
  /// @throws IOException when that cannot be shown: then nobody may be told that the lease has
  ///   ended
  void close() throws IOException, InterruptedException;
}
