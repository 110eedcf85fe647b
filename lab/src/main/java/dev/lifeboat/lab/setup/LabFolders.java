package dev.lifeboat.lab.setup;

import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.postgres.Bundle;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a lab can stand: below the state folder, and for PostgreSQL's files in a [ReachableFolder]
/// where it cannot be there.
public final class LabFolders {
  /// An installation of PostgreSQL to use instead of the one that comes with Lifeboat.
  public static final String INSTALLATION = "LIFEBOAT_POSTGRES";

  private final Path state;
  private final ReachableFolder elsewhere;

  /// @param state the state folder, such as `.lifeboat`
  public LabFolders(Path state) {
    this.state = state.toAbsolutePath().normalize();
    this.elsewhere = new ReachableFolder(this.state);
  }

  /// The folders of the lab of `plan`, whether one is there or not; makes none of them.
  ///
  /// @throws ProblemException LB6001 when the record of the folder elsewhere cannot be read
  public LabFolder folder(String plan) throws ProblemException {
    try {
      return folder(plan, elsewhere.recorded());
    } catch (IOException unreadable) {
      throw unusable("cannot read below", unreadable);
    }
  }

  /// The folders for a lab of `plan` that is about to begin; makes none but the state folder and,
  /// where needed, the one elsewhere.
  ///
  /// @throws ProblemException LB6001 when nothing can be written there
  public LabFolder prepare(String plan) throws ProblemException, InterruptedException {
    try {
      Files.createDirectories(state);
      return folder(plan, elsewhere.choose());
    } catch (IOException unwritable) {
      throw unusable("cannot write below", unwritable);
    }
  }

  /// What begins or ends a lab.
  @FunctionalInterface
  public interface Doing<T> {
    T run() throws InterruptedException, ProblemException;
  }

  /// Begins or ends the lab of `plan` while nobody else does. None waits for another: the end of a
  /// lab that does not stop takes long.
  ///
  /// @throws ProblemException LB5004 while another process does
  public <T> T alone(String plan, Doing<T> doing) throws InterruptedException, ProblemException {
    try {
      Files.createDirectories(state);
      try (var _ =
          ExclusiveLock.ifFree(state.resolve("lab-" + plan + ".lock"))
              .orElseThrow(() ->
                  ProblemException.lasting(
                      Code.LB5004,
                      "another command begins or ends the lab of '%s' now".formatted(plan),
                      "nothing was changed",
                      "wait until it is through, then repeat this one"))) {
        return doing.run();
      }
    } catch (IOException unwritable) {
      throw unusable("cannot write below", unwritable);
    }
  }

  private LabFolder folder(String plan, Optional<Path> elsewhere) {
    var lab = Topology.folder(state, plan);
    return new LabFolder(
        lab,
        elsewhere.map(folder -> folder.resolve(plan)).orElse(lab),
        elsewhere.orElse(state).resolve("postgres"));
  }

  private ProblemException unusable(String what, IOException cause) {
    return Problem.lasting(
            Code.LB6001,
            "%s %s: %s".formatted(what, state, FileFailure.reason(cause)),
            "nothing was begun or ended",
            "free disk space or mend the permissions, or use another folder with --state")
        .asException(cause);
  }

  /// Removes what lies elsewhere, once no lab is left below the state folder. Safe to repeat.
  public void release() throws ProblemException {
    elsewhere.release(Topology.folders(state));
  }

  /// PostgreSQL for the lab: the installation that `LIFEBOAT_POSTGRES` names, else the one that
  /// comes with Lifeboat, unpacked on first use.
  PostgresSetup postgres(LabFolder folder) throws ProblemException, InterruptedException {
    try {
      var named = Optional.ofNullable(System.getenv(INSTALLATION)).filter(it -> !it.isBlank());
      var installation =
          named.isPresent()
              ? Installation.at(Path.of(named.get()))
              : Bundle.unpackInto(folder.binaries());
      return new PostgresSetup(installation, Launcher.prefix());
    } catch (IOException missing) {
      throw Problem.lasting(
              Code.LB5002,
              "PostgreSQL cannot be used: " + FileFailure.told(missing),
              "the lab was not begun",
              "mend that, or set %s to the home of an installation of PostgreSQL 15 or newer"
                  .formatted(INSTALLATION))
          .asException(missing);
    }
  }
}
