package dev.lifeboat.cli.terminal;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which folder holds the lab and the runs that a command is about: the one that is named, else the
/// nearest one above the plan, as git finds its own, else one in the working folder.
///
/// One that is only found is used if it belongs to whoever asks and nobody else can write it: its
/// files say what is started and with which rights.
///
/// @param named by `--state`, else by the variable; empty for neither
/// @param near where the search begins
/// @param working the folder that the command was started in
public record StateFolder(Optional<Named> named, Path near, Path working) {
  static final String VARIABLE = "LIFEBOAT_STATE";

  private static final String NAME = ".lifeboat";
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /// A folder that was named.
  ///
  /// @param by what named it
  record Named(String by, String path) {
    /// @param option what `--state` says; null where it is not given
    static Optional<Named> of(@Nullable String option, @Nullable String variable) {
      return option != null
          ? Optional.of(new Named("--state", option))
          : Optional.ofNullable(variable).map(it -> new Named(VARIABLE, it));
    }
  }

  /// What a command does with it.
  public enum Use {
    /// It may look for what is there.
    LOOKS,
    /// It is about what is there, so a folder that was named must be.
    READS,
    /// It keeps something there.
    KEEPS
  }

  /// Which folder it is.
  ///
  /// @param folder in full
  /// @param isNew whether it was not there before
  record Settled(Path folder, boolean isNew) {}

  /// The folder, which is made where something is to be kept.
  Settled settle(Use use) throws ProblemException {
    var folder = named.isPresent() ? given(named.get(), use) : found();
    boolean isNew = use == Use.KEEPS && !Files.exists(folder);
    if (isNew) {
      make(folder);
    }
    return new Settled(folder, isNew);
  }

  private Path given(Named by, Use use) throws ProblemException {
    var folder = working.resolve(by.path()).toAbsolutePath().normalize();
    boolean there = Files.exists(folder);
    if (by.path().isBlank() || (there && !Files.isDirectory(folder))) {
      throw wrong("%s names no folder: '%s'".formatted(by.by(), by.path()));
    }
    if (!there && use == Use.READS) {
      throw wrong("the state folder %s, which %s names, is not there".formatted(folder, by.by()));
    }
    return folder;
  }

  private Path found() throws ProblemException {
    var above = nearest(near.toAbsolutePath().normalize());
    var here = working.toAbsolutePath().normalize().resolve(NAME);
    if (above.isEmpty()) {
      return here;
    }
    var found = above.get();
    if (!found.equals(here) && Files.isDirectory(here)) {
      throw wrong(
          "there are two state folders: %s, above the plan, and %s, where you are"
              .formatted(found, here));
    }
    requireOwn(found);
    return found;
  }

  /// Where a search that begins at a file does begin.
  public static Path above(Path file) {
    var parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static Optional<Path> nearest(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(NAME))) {
        return Optional.of(folder.resolve(NAME));
      }
    }
    return Optional.empty();
  }

  private static void requireOwn(Path folder) throws ProblemException {
    try {
      var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
      if (view == null) {
        return;
      }
      var facts = view.readAttributes();
      var user = System.getProperty("user.name", "");
      if (!facts.owner().getName().equals(user)) {
        throw wrong(
            "the state folder %s belongs to '%s', not to '%s'"
                .formatted(folder, facts.owner().getName(), user));
      }
      if (facts.permissions().stream().anyMatch(OF_OTHERS::contains)) {
        throw wrong(
            "the state folder %s can be written by others than '%s'".formatted(folder, user));
      }
    } catch (IOException unreadable) {
      throw wrong(
          "the state folder %s cannot be looked at: %s"
              .formatted(folder, FileFailure.reason(unreadable)));
    }
  }

  private static void make(Path folder) throws ProblemException {
    try {
      Files.createDirectories(folder);
      if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    } catch (IOException unwritable) {
      throw Problem.lasting(
              Code.LB6001,
              "the state folder %s cannot be made: %s"
                  .formatted(folder, FileFailure.reason(unwritable)),
              "nothing was done",
              "mend that, or name another folder with --state")
          .asException(unwritable);
    }
  }

  private static ProblemException wrong(String happened) {
    return Failures.usage(
        happened, "nothing was done", "name the one that you mean with --state DIR");
  }
}
