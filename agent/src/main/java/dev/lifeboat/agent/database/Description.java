package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.DatabaseState.Care;
import dev.lifeboat.agent.state.DatabaseState.ControlData;
import dev.lifeboat.agent.state.DatabaseState.Duty;
import dev.lifeboat.agent.state.DatabaseState.ProcessState;
import dev.lifeboat.agent.state.DatabaseState.Server;
import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.guard.audit.Audit;
import dev.lifeboat.postgres.ControlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts together what the API shows of a database. Reads only.
record Description(DatabaseContext parts) {

  DatabaseState of(ServerSample sample, @Nullable Audit audit) {
    var assignment = parts.assignment();
    var postmaster = parts.process().living();
    var account = parts.account();
    var control = Optional.ofNullable(sample.control());
    var sql = postmaster.isPresent() ? sample.sql() : null;
    var complaint = account.complaint();
    return new DatabaseState(
        new Duty(assignment.role(), assignment.epoch(), assignment.highestEpoch()),
        new Server(
            postmaster.map(ProcessState::new).orElse(null),
            postmaster.isPresent(),
            sample.frozen(),
            sql,
            sample.age().toMillis()),
        control(control, assignment.cleanStop()),
        new Care(
            account.activity(),
            parts.held(),
            account.restarts(),
            complaint != null ? complaint : why(assignment.role(), sample, sql == null)),
        audit,
        parts.sampler().followed().orElse(null),
        sample.gate(),
        restored());
  }

  private @Nullable RestoredFrom restored() {
    try {
      return RestoredFrom.read(parts.config().place().data()).orElse(null);
    } catch (IOException _) {
      return null; // What nobody can tell the origin of counts as no restore.
    }
  }

  /// @param cleanStop where it was stopped cleanly last, as its assignment keeps it
  private static ControlData control(Optional<ControlFile> file, @Nullable String cleanStop) {
    return new ControlData(
        file.map(it -> it.state().name().toLowerCase(Locale.ROOT)).orElse(null),
        file.filter(it -> it.state() == ControlFile.State.SHUT_DOWN)
            .map(it -> it.checkpoint().toString())
            .orElse(cleanStop),
        file.map(it -> (long) it.timeline()).orElse(null),
        file.map(it -> Long.toUnsignedString(it.systemIdentifier())).orElse(null));
  }

  private @Nullable String why(Role role, ServerSample sample, boolean unanswered) {
    if (!Files.exists(parts.config().place().data())) {
      return "absent: it was never initialised or cloned";
    }
    if (!role.isStarted()) {
      return null;
    }
    if (!unanswered) {
      return leak(sample);
    }
    return parts.held() ? "it is held: " + parts.host().hold(parts.name()) : sample.why();
  }

  /// Of a writer; a copy's gate is that of somebody else.
  private static @Nullable String leak(ServerSample sample) {
    var sql = sample.sql();
    var gate = sample.gate();
    return sql != null && !sql.inRecovery() && gate != null && !gate.inForce()
        ? gate.words()
        : null;
  }
}
