package dev.lifeboat.control;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.watch.ReprotectTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Sees to it, beside whoever watches the primary, that the workload has somewhere to go: tells
/// since when it has not, and makes the old side a replica again as the plan says.
final class ProtectionWatch implements AutoCloseable {
  /// An agent that starts again is silent for as long; that is worth no word.
  private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

  private final Reprotection reprotection;
  private final Repetition looks;
  private ReprotectTimer timer;
  private Optional<ProgressEvent> told = Optional.empty();
  private Optional<String> hindrance = Optional.empty();
  private boolean offered;

  /// Watches until it is closed.
  ProtectionWatch(Reprotection reprotection) {
    var controlled = reprotection.controlled();
    this.reprotection = reprotection;
    this.timer = ReprotectTimer.of(controlled.workload().failover().reprotect());
    this.looks =
        Repetition.begun(
            "protection", host().pause(), controlled.platform().pace().watchFence(), this::watch);
  }

  private void watch() throws InterruptedException {
    try {
      look();
    } catch (ProblemException failed) {
      tellUnknown(failed.problem().happened());
    } catch (RuntimeException fault) {
      // Else nobody would tell any more, in silence.
      tellUnknown(fault.toString());
    }
  }

  /// While a run is open it has the word.
  private void look() throws InterruptedException, ProblemException {
    var controlled = reprotection.controlled();
    controlled.runs(host()).freeIfOver(controlled.workload().name());
    if (controlled.placement().openRun().isPresent()) {
      return;
    }
    var look = reprotection.look();
    var now = host().clock().instant();
    timer = timer.after(look, now);
    tell(look, now);
    if (timer.isDue(now)) {
      act();
    }
  }

  private void tell(Candidacy look, Instant now) {
    if (timer.unprotectedSince().isEmpty()) {
      if (told.isPresent()) {
        progress().tell("protection", "back", "the other region could take over again");
      }
      told = Optional.empty();
      hindrance = Optional.empty();
      offered = false;
    } else if (!now.isBefore(timer.unprotectedSince().get().plus(WORTH_TELLING))) {
      var unprotected = new ProgressEvent.Unprotected(timer.unprotectedSince().get(), look.why());
      tell(unprotected);
    }
  }

  private void tellUnknown(String why) {
    tell(new ProgressEvent.Noted("protection", "unknown", why));
  }

  private void tell(ProgressEvent what) {
    if (!told.equals(Optional.of(what))) {
      progress().on(what);
    }
    told = Optional.of(what);
  }

  private HostProcess host() {
    return reprotection.requester().host();
  }

  private ProgressListener progress() {
    return reprotection.requester().progress();
  }

  private void act() throws InterruptedException {
    switch (timer.policy().trigger()) {
      case AUTOMATIC -> run();
      case APPROVAL -> offer();
      case MANUAL -> {}
    }
  }

  /// What is in the way is told once; it is tried again when the old side has answered for as long
  /// once more.
  private void run() throws InterruptedException {
    var since = timer.unprotectedSince().orElseThrow();
    timer = timer.again();
    try {
      var _ = reprotection.run(PastFailovers.WATCH, "unprotected since " + since);
      hindrance = Optional.empty();
    } catch (ProblemException refused) {
      var why = refused.problem().happened();
      if (!hindrance.equals(Optional.of(why))) {
        progress().tell("protection", "hindered", why);
      }
      hindrance = Optional.of(why);
    }
  }

  /// Says what to type, once. It never asks at the terminal: an answer that was meant for the
  /// failover, which is asked for there, would be taken for this.
  private void offer() {
    if (!offered) {
      progress()
          .tell(
              "protection",
              "waits",
              "the old side answers; make it follow with 'lifeboat reprotect %s'"
                  .formatted(reprotection.controlled().file().typed()));
    }
    offered = true;
  }

  /// Returns once the run that it may have begun has stopped.
  @Override
  public void close() {
    looks.end();
  }
}
