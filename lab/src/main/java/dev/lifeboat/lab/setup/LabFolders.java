package dev.lifeboat.lab.setup;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.postgres.Bundle;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;

/// Where a lab can stand: below the state folder, or, for PostgreSQL's files when it must run as
/// another user who cannot reach that folder, in a folder below the temporary one that is recorded
/// in `elsewhere` of the state folder and removed with it.
public final class LabFolders {
  /// An installation of PostgreSQL to use instead of the one that comes with Lifeboat.
  public static final String INSTALLATION = "LIFEBOAT_POSTGRES";

  private static final String RECORD = "elsewhere";

  private final Path state;

  /// @param state the state folder, such as `.lifeboat`
  public LabFolders(Path state) {
    this.state = state.toAbsolutePath().normalize();
  }

  /// The folders of the lab of `plan`, whether one is there or not; makes none of them.
  ///
  /// @throws ProblemException LB6001 when the record of the folder elsewhere cannot be read
  public LabFolder folder(String plan) throws ProblemException {
    try {
      return folder(plan, recorded());
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
      return folder(plan, elsewhere());
    } catch (IOException unwritable) {
      throw unusable("cannot write below", unwritable);
    }
  }

  private LabFolder folder(String plan, Optional<Path> elsewhere) {
    var lab = state.resolve("lab").resolve(plan);
    return new LabFolder(
        lab,
        elsewhere.map(folder -> folder.resolve(plan)).orElse(lab),
        elsewhere.orElse(state).resolve("postgres"));
  }

  private ProblemException unusable(String what, IOException cause) {
    return Problem.lasting(
            Code.LB6001,
            "%s %s: %s".formatted(what, state, cause.getMessage()),
            "the lab was not begun",
            "free disk space or mend the permissions, or use another folder with --state")
        .asException(cause);
  }

  private Optional<Path> recorded() throws IOException {
    return DurableFile.read(state.resolve(RECORD))
        .map(bytes -> Path.of(new String(bytes, StandardCharsets.UTF_8)));
  }

  private Optional<Path> elsewhere() throws IOException, InterruptedException {
    var recorded = recorded();
    if (recorded.isPresent() || Launcher.user().isEmpty() || Launcher.canReach(state)) {
      return recorded;
    }
    var folder =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("lifeboat-" + HexFormat.of().toHexDigits(state.toString().hashCode()));
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    DurableFile.write(state.resolve(RECORD), folder.toString().getBytes(StandardCharsets.UTF_8));
    return Optional.of(folder);
  }

  /// Removes the folder elsewhere, if there is one, once no lab is left below the state folder.
  /// Safe to repeat.
  public void release() throws ProblemException {
    var record = state.resolve(RECORD);
    var labs = state.resolve("lab");
    try {
      var elsewhere = recorded();
      if (elsewhere.isPresent() && DurableFile.list(labs).isEmpty()) {
        FileTree.delete(elsewhere.get());
        Files.delete(record);
      }
    } catch (IOException undeletable) {
      throw Problem.lasting(
              Code.LB5005,
              "the folder recorded in %s cannot be removed: %s"
                  .formatted(record, undeletable.getMessage()),
              "the lab is down; only that folder is left",
              "remove it by hand")
          .asException(undeletable);
    }
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
              "PostgreSQL cannot be used: " + missing.getMessage(),
              "the lab was not begun",
              "set %s to the home of an installation of PostgreSQL 15 or newer"
                  .formatted(INSTALLATION))
          .asException(missing);
    }
  }
}
