package dev.lifeboat.agent.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The agent's word on what it does with one database. Thread-safe.
final class ActivityReport {
  private static final Logger LOG = System.getLogger(ActivityReport.class.getName());
  private static final String IDLE = "none";

  private final String name;
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile String activity = IDLE;
  private volatile String background = "";
  private volatile @Nullable String complaint;

  /// @param name of the database
  ActivityReport(String name) {
    this.name = name;
  }

  void busy(String with) {
    activity = with;
  }

  void idle() {
    activity = IDLE;
  }

  /// What runs beside the lock; empty for nothing.
  void background(String with) {
    background = with;
  }

  String activity() {
    var beside = background;
    return beside.isEmpty() ? activity : beside;
  }

  /// Tells the log, in the name of the database.
  void note(String words) {
    LOG.log(Level.INFO, name + ": " + words);
  }

  void warn(String words) {
    LOG.log(Level.WARNING, name + ": " + words);
  }

  /// Remembers what keeps the database from being as assigned; null once all is well.
  void complain(@Nullable String why) {
    if (why != null && !why.equals(complaint)) {
      warn(why);
    }
    complaint = why;
  }

  void countRestart() {
    restarts.incrementAndGet();
  }

  /// What keeps the database from being as assigned; null if nothing.
  @Nullable String complaint() {
    return complaint;
  }

  int restarts() {
    return restarts.get();
  }
}
