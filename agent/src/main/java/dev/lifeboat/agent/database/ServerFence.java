package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.ControlFile;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;

/// Makes a server unable to write, also after any restart. Whoever calls holds the database's lock.
record ServerFence(DatabaseContext parts, ServerStart start) {
  static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  /// Ends the confirming of commits and gives the lease back, without waiting for whatever is done
  /// with the database now.
  void handBack(long epoch) throws IOException, InterruptedException {
    var _ = parts.assignment().accept(Role.REPLICA, epoch, false);
    var lease = parts.lease();
    if (lease.isPresent()) {
      try {
        lease.get().handBack(epoch);
      } catch (IOException failure) {
        noteUnreturned(failure);
      }
    }
  }

  /// The fence: durable before it begins.
  void fence(long epoch, Stop how) throws IOException, InterruptedException {
    var current = parts.assignment();
    boolean wasReplica = current.role() == Role.REPLICA;
    parts.store().save(current.accept(Role.REPLICA, epoch, wasReplica && current.following()));
    // What was assigned to write may have a promotion under way, and looks like a replica till
    // then.
    if (wasReplica && parts.process().living().isPresent() && parts.inRecovery()) {
      parts.account().complain(null);
      returnLease(epoch);
      return;
    }
    stopWriter(how);
    returnLease(epoch);
    if (parts.process().server().initialised() && !parts.held()) {
      start.readOnly();
      parts.account().complain(null);
    }
  }

  void stopFor(long epoch, Stop how) throws IOException, InterruptedException {
    parts.store().save(parts.assignment().accept(Role.STOPPED, epoch, false));
    stopWriter(how);
    returnLease(epoch);
    parts.account().complain(null);
  }

  /// This server writes although it must not: it is stopped at once. Its assignment stays, and the
  /// guard denies it from now on.
  void fenceSelf(String why) throws IOException, InterruptedException {
    parts.account().busy("fencing itself");
    parts.process().stop(Stop.IMMEDIATE, STOP_LIMIT);
    start.readOnly();
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
    returnLease(parts.assignment().epoch());
    start.readOnly();
  }

  /// Shown stopped, or in recovery: nobody needs to wait for the lease to run out.
  private void returnLease(long epoch) throws InterruptedException {
    var lease = parts.lease();
    if (lease.isPresent()) {
      try {
        lease.get().stopped(parts.name(), epoch);
      } catch (IOException failure) {
        noteUnreturned(failure);
      }
    }
  }

  /// The fence goes on: it holds without that, and the lease runs out by itself.
  private void noteUnreturned(IOException failure) {
    parts.account().warn("lease not handed back: " + failure.getMessage());
  }

  private void stopWriter(Stop how) throws IOException, InterruptedException {
    parts.account().busy("stopping");
    parts.sampler().lookAtGate();
    var process = parts.process();
    process.stop(how, STOP_LIMIT);
    noteCleanStop();
  }

  /// Keeps where a writer that must write no more has ended, before it is started again as anything
  /// else. An earlier agent may have died between the stop and this.
  void noteCleanStop() throws IOException {
    var server = parts.process().server();
    if (server.initialised() && !parts.assignment().following()) {
      var control = server.control();
      if (control.state() == ControlFile.State.SHUT_DOWN) {
        parts.store().save(parts.assignment().stoppedCleanlyAt(control.checkpoint().toString()));
      }
    }
  }
}
