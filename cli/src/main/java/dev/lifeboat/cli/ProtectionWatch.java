package dev.lifeboat.cli;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.ReprotectTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Sees to it, beside whoever watches the primary, that the workload has somewhere to go: tells
/// since when it has not, and makes the old side a replica again as the plan says.
final class ProtectionWatch implements AutoCloseable {
  /// An agent that starts again is silent for as long; that is worth no word.
  private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

  private final Reprotection reprotection;
  private final Clock clock = Clock.systemUTC();
  private final Thread thread;
  private ReprotectTimer timer;
  private Optional<String> told = Optional.empty();
  private boolean offered;

  private ProtectionWatch(Reprotection reprotection) {
    this.reprotection = reprotection;
    this.timer = ReprotectTimer.of(reprotection.workload().failover().reprotect());
    this.thread = Thread.ofVirtual().name("protection").unstarted(this::watch);
  }

  static ProtectionWatch begin(Reprotection reprotection) {
    var watch = new ProtectionWatch(reprotection);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (true) {
        try {
          look();
        } catch (ProblemException failed) {
          tell("unknown", failed.problem().happened());
        }
        Thread.sleep(reprotection.platform().pace().watchFence());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// While a run is open it has the word.
  private void look() throws InterruptedException, ProblemException {
    var placed = reprotection.platform().placement(reprotection.workload());
    if (placed.openRun().isPresent()) {
      return;
    }
    var look = reprotection.look();
    var now = clock.instant();
    timer = timer.after(look, now);
    tell(look, now);
    if (timer.isDue(now)) {
      act(placed.writer());
    }
  }

  private void tell(Candidacy look, Instant now) {
    if (timer.unprotectedSince().isEmpty()) {
      if (told.isPresent()) {
        reprotection.talk().tell("protection", "back", "the other region could take over again");
      }
      told = Optional.empty();
      offered = false;
    } else if (!now.isBefore(timer.unprotectedSince().get().plus(WORTH_TELLING))) {
      tell(
          "none",
          "unprotected since %s: %s"
              .formatted(Spans.local(timer.unprotectedSince().get()), look.why()));
    }
  }

  private void tell(String state, String why) {
    if (!told.equals(Optional.of(why))) {
      reprotection.talk().tell("protection", state, why);
    }
    told = Optional.of(why);
  }

  private void act(String writer) throws InterruptedException, ProblemException {
    var trigger = timer.policy().trigger();
    switch (trigger) {
      case AUTOMATIC -> run(PastFailovers.WATCH);
      case APPROVAL -> offer(writer);
      case MANUAL -> {}
    }
  }

  private void run(String by) throws InterruptedException, ProblemException {
    if (!reprotection
        .run(by, "unprotected since " + timer.unprotectedSince().orElseThrow())
        .done()) {
      timer = timer.again();
    }
  }

  /// Asks once; where nobody can be asked, says what to type.
  private void offer(String writer) throws InterruptedException, ProblemException {
    if (offered) {
      return;
    }
    offered = true;
    var prompt = reprotection.terminal().prompt();
    var name = reprotection.workload().name();
    if (prompt.isEmpty()) {
      reprotection
          .talk()
          .tell(
              "protection",
              "waits",
              "the old side answers; make it follow with 'lifeboat reprotect %s'"
                  .formatted(reprotection.file().path()));
      return;
    }
    var answer =
        prompt
            .get()
            .apply(
                "make the old side of '%s' follow %s? type yes to go on:".formatted(name, writer));
    if (answer.map(String::strip).equals(Optional.of("yes"))) {
      run(reprotection.options().person);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
