package dev.lifeboat.provision;

import java.time.Duration;

/// How long things are kept that nobody asks for after an incident was looked into.
final class Retention {
  /// Logs, and versions of objects that another one took the place of: a quarter, in which each
  /// plan is drilled once.
  static final int DAYS = 90;

  /// Pieces of an upload that was never finished.
  static final int UPLOAD_DAYS = 7;

  /// SQS keeps no event for longer.
  static final long QUEUE_SECONDS = Duration.ofDays(14).toSeconds();

  private Retention() {}
}
