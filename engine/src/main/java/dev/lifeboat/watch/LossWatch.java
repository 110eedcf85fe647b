package dev.lifeboat.watch;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.FailoverHold.Permission;
import java.time.Duration;
import java.util.Optional;

/// Watches until the primary is lost, or its users alone are out, and a move may begin. While one
/// is held back it keeps looking: a primary that comes back needs none, and one that stays lost is
/// moved when the hold ends. Used by one thread.
public record LossWatch(Watcher watcher, FailoverHold hold, Facts facts, Listener listener) {

  /// Knows what the decision depends on.
  @FunctionalInterface
  public interface Facts {
    /// The facts as they are now; asked for only while the primary is lost, so a read may cost a
    /// few milliseconds.
    ///
    /// @throws ProblemException when they cannot be had: then the watch ends rather than guess
    FailoverHold.Facts with(Dips dips) throws ProblemException;

    /// Asked for before each look; must be quick. Without it the primary is taken to stay where it
    /// is, as it does in a drill.
    ///
    /// @throws ProblemException when what is looked at is not the primary any more: then the watch
    ///   of it ends
    default void requireSame() throws ProblemException {}
  }

  /// Told of each round; must be quick.
  public interface Listener {
    void looked(Detector detector, Dips dips);

    /// What would answer the loss is held back.
    void held(Loss loss, Permission.Held held, Dips dips);
  }

  /// Returns once there is a loss and nothing holds back what answers it.
  ///
  /// @param before the dips that an earlier watch saw
  /// @throws InterruptedException when the caller gives up waiting
  /// @throws ProblemException as the facts say
  public Loss untilAllowed(Dips before) throws InterruptedException, ProblemException {
    var last = watcher.until(Detector.of(hold.policy()), new HeldBack(before));
    return last.loss(hold.policy()).orElseThrow();
  }

  /// Goes on until there is a loss and it may be answered.
  private final class HeldBack implements Watcher.Course<ProblemException> {
    private Dips dips;

    HeldBack(Dips before) {
      this.dips = before;
    }

    @Override
    public void requireWatched() throws ProblemException {
      facts.requireSame();
    }

    @Override
    public Optional<Duration> pauseAfter(Watcher.Look look) throws ProblemException {
      var detector = look.detector();
      dips = dips.after(detector);
      listener.looked(detector, dips);
      var loss = look.loss(hold.policy());
      if (loss.isEmpty()) {
        return Optional.of(detector.pauseAfter(look.round()));
      }
      return switch (hold.at(look.at(), facts.with(dips).of(loss.get().mode()))) {
        case Permission.Allowed() -> Optional.empty();
        case Permission.Held held -> {
          listener.held(loss.get(), held, dips);
          // Nothing is won by asking a dead primary fifty times a second for ten minutes.
          yield Optional.of(detector.policy().every());
        }
      };
    }
  }
}
