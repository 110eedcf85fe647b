package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.ControlFile;
import java.io.IOException;
import java.time.Duration;

/// Makes a server unable to write, also after any restart. Whoever calls holds the database's lock.
record Fencing(Parts parts, Starts starts) {
  static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  /// The fence: durable before it begins.
  void fence(long epoch, Stop how) throws IOException, InterruptedException {
    var current = parts.assignment();
    boolean wasReplica = current.role() == Role.REPLICA;
    parts.store().save(current.accept(Role.REPLICA, epoch, wasReplica && current.following()));
    // What was assigned to write may have a promotion under way, and looks like a replica till
    // then.
    if (wasReplica && parts.process().living().isPresent() && parts.inRecovery()) {
      parts.account().complain(null);
      return;
    }
    stopWriter(how);
    if (parts.process().server().initialised() && !parts.held()) {
      starts.readOnly();
      parts.account().complain(null);
    }
  }

  void stopFor(long epoch, Stop how) throws IOException, InterruptedException {
    parts.store().save(parts.assignment().accept(Role.STOPPED, epoch, false));
    stopWriter(how);
    parts.account().complain(null);
  }

  /// This server writes although it must not: it is stopped at once. Its assignment stays, and the
  /// guard denies it from now on.
  void fenceSelf(String why) throws IOException, InterruptedException {
    parts.account().busy("fencing itself");
    parts.process().stop(Stop.IMMEDIATE, STOP_LIMIT);
    starts.readOnly();
    parts.account().complain("read-only: " + why);
  }

  /// Completes a fence that an earlier agent had made durable and not brought about: orderly, as
  /// that one may have been, but not for ever.
  void complete() throws IOException, InterruptedException {
    try {
      stopWriter(Stop.ORDERLY);
    } catch (RefusedException _) {
      parts.process().stop(Stop.IMMEDIATE, STOP_LIMIT);
    }
    starts.readOnly();
  }

  private void stopWriter(Stop how) throws IOException, InterruptedException {
    parts.account().busy("stopping");
    var process = parts.process();
    boolean ran = process.living().isPresent();
    process.stop(how, STOP_LIMIT);
    if (ran && process.server().initialised()) {
      var control = process.server().control();
      if (control.state() == ControlFile.State.SHUT_DOWN) {
        parts.store().save(parts.assignment().stoppedCleanlyAt(control.checkpoint().toString()));
      }
    }
  }
}
