package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.DatabaseState.ProcessState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.guard.audit.Audit;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.postgres.ControlFile;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts together what the API shows of a database. Reads only.
record Description(DatabaseConfig config, Host host) {

  /// What the agent knows of its own doing.
  ///
  /// @param complaint what keeps the database from being as assigned; null if nothing
  record Progress(String activity, @Nullable String complaint, int restarts, boolean held) {}

  DatabaseState of(
      Assignment assignment,
      Optional<Long> postmaster,
      Sample sample,
      Progress progress,
      @Nullable Audit audit,
      Optional<FollowRecord> followed) {
    var control = sample.control();
    var sql = postmaster.isPresent() ? sample.sql() : null;
    return new DatabaseState(
        assignment.role(),
        assignment.epoch(),
        assignment.highestEpoch(),
        postmaster.map(ProcessState::new).orElse(null),
        postmaster.isPresent(),
        sample.frozen(),
        sql,
        sample.age().toMillis(),
        control == null ? null : control.state().name().toLowerCase(Locale.ROOT),
        cleanStop(assignment, control),
        control == null ? null : (long) control.timeline(),
        control == null ? null : Long.toUnsignedString(control.systemIdentifier()),
        progress.activity(),
        progress.held(),
        progress.restarts(),
        progress.complaint() != null
            ? progress.complaint()
            : why(assignment, sample, sql == null, progress),
        audit,
        followed.orElse(null),
        sample.gate());
  }

  private @Nullable String why(
      Assignment assignment, Sample sample, boolean unanswered, Progress progress) {
    if (!Files.exists(config.data())) {
      return "absent: it was never initialised or cloned";
    }
    boolean shouldRun = assignment.role() == Role.WRITER || assignment.role() == Role.REPLICA;
    if (!shouldRun) {
      return null;
    }
    if (!unanswered) {
      return leak(sample);
    }
    return progress.held()
        ? "it is held: " + host.state().resolve("held").resolve(config.name())
        : sample.why();
  }

  /// Of a writer; a copy's gate is that of somebody else.
  private static @Nullable String leak(Sample sample) {
    var sql = sample.sql();
    var gate = sample.gate();
    return sql != null && !sql.inRecovery() && gate != null && !gate.inForce()
        ? gate.words()
        : null;
  }

  private static @Nullable String cleanStop(Assignment assignment, @Nullable ControlFile control) {
    return control != null && control.state() == ControlFile.State.SHUT_DOWN
        ? control.checkpoint().toString()
        : assignment.cleanStop();
  }
}
