package dev.lifeboat.watch;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Replica;
import dev.lifeboat.provider.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks at the copies again and again, beside whoever watches the primary, and raises the alarm
/// while they are further behind than the RPO. Thread-safe.
public final class ReplicationWatch implements AutoCloseable {
  /// How often it looks.
  public static final Duration EVERY = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Replicas replicas;
  private final RpoGuard guard;
  private final Listener listener;
  private final Repetition looks;
  private Backlog backlog;
  private boolean alarmed;

  /// Told of changes; must be quick.
  public interface Listener {
    void looked(Backlog backlog);

    void fellBehind(Problem alarm);

    void caughtUp();
  }

  /// Begins to look.
  ///
  /// @param before what an earlier watch knew
  public ReplicationWatch(
      InstantSource clock,
      Watcher.Pause pause,
      Replicas replicas,
      RpoGuard guard,
      Backlog before,
      Listener listener) {
    this.clock = clock;
    this.replicas = replicas;
    this.guard = guard;
    this.backlog = before;
    this.listener = listener;
    this.looks = Repetition.begun("replication watch", pause, EVERY, this::look);
  }

  private void look() throws InterruptedException {
    tell(fold(replicas.look()));
    listener.looked(backlog());
  }

  private synchronized Optional<Problem> fold(List<Replica> looks) {
    backlog = backlog.after(looks);
    return guard.alarm(backlog, clock.instant());
  }

  private void tell(Optional<Problem> alarm) {
    boolean was = alarmed;
    alarmed = alarm.isPresent();
    if (alarmed && !was) {
      listener.fellBehind(alarm.get());
    } else if (was && !alarmed) {
      listener.caughtUp();
    }
  }

  /// What is known now.
  public synchronized Backlog backlog() {
    return backlog;
  }

  /// The alarm as it stands now.
  public Optional<Problem> alarm() {
    return guard.alarm(backlog(), clock.instant());
  }

  /// Why no failover may be automatic for a primary that is down since `since`.
  public Optional<Problem> refusal(Instant since) {
    return guard.refusal(backlog(), since);
  }

  @Override
  public void close() {
    looks.interrupt();
  }
}
