package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Path;

/// Takes files into service that a run had restored beside the data directory, and takes a database
/// out of service where its writer is elsewhere. Old files are never deleted for it, unless it is
/// shown that nothing is in them alone. Whoever calls holds the database's lock.
record RestoredFiles(DatabaseContext parts, ServerStart start, StandbySetup standby) {
  private static final String REPLACED =
      "a server was restored from a vault in their place; what is in them alone was not read";

  private static final String UNUSED = "the writer came home; what is in them alone was not read";

  /// They stand read-only afterwards, and follow nobody.
  ///
  /// @throws RefusedException 409 with nothing changed for what is not whole, or was restored for
  ///   another run; and for a writer
  void take(long epoch) throws IOException, InterruptedException {
    var data = parts.config().place().data();
    var restored = RestoredFrom.folder(data);
    var origin = RestoredFrom.read(restored);
    if (origin.filter(it -> it.epoch() == epoch).isEmpty() || !isWhole(restored)) {
      throw new RefusedException(
          409,
          Code.LB2012,
          "nothing whole was restored for %s under epoch %d".formatted(parts.name(), epoch));
    }
    parts.requireNotHeld();
    standby.assignReplica(epoch);
    parts.store().save(parts.assignment().nowFollowing(false));
    parts.account().busy("taking restored files into service");
    parts.process().stop(Stop.IMMEDIATE, ServerFence.STOP_LIMIT);
    var files = CloneJob.of(parts);
    var kept = book().keptUnder(epoch);
    files.giveUp(kept);
    DurableFile.move(restored, files.fetched());
    var _ = files.swap(epoch, REPLACED, kept);
    start.readOnly();
    parts.account().complain(null);
  }

  private LedgerBook book() {
    return new LedgerBook(parts.host().state(), parts.name());
  }

  /// The control file comes last of all.
  private boolean isWhole(Path restored) {
    return new Server(parts.logins().serverConfig(restored)).initialised();
  }

  /// No server runs here afterwards and no data directory is there.
  ///
  /// @throws RefusedException 409 for a writer
  void standDown(long epoch) throws IOException, InterruptedException {
    standby.requireNoWriter(parts.assignment());
    boolean nothingAlone = Divergence.of(parts).showsNothingAlone();
    parts.store().save(parts.assignment().accept(Role.STOPPED, epoch, false));
    parts.account().busy("standing down");
    parts.process().stop(Stop.IMMEDIATE, ServerFence.STOP_LIMIT);
    var files = CloneJob.of(parts);
    var told = book().keptUnder(epoch);
    files.giveUp(told);
    var name = files.setAside(epoch, UNUSED, told);
    if (nothingAlone && name.isPresent()) {
      var kept = new KeptFiles(parts.config().place().data());
      kept.takeAway(name.get());
      kept.deleteTaken();
      book().keepFiles(epoch, name.get(), "not kept: nothing was in them alone");
    }
    parts.account().complain(null);
  }
}
