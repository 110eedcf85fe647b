package dev.lifeboat.cli.terminal;

import dev.lifeboat.control.CheckoutBuild;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.OwnFolder;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which folder holds the lab and the runs that a command is about: the one that is named, else the
/// nearest one above the plan, as git finds its own, else one in the working folder.
///
/// One that is only found, also in the working folder, is used if it belongs to whoever asks and
/// nobody else can write it: its files say what is started and with which rights.
///
/// @param named by `--state`, else by the variable; empty for neither
/// @param near where the search begins
/// @param working the folder that the command was started in
public record StateFolder(Optional<Named> named, Path near, Path working) {
  static final String VARIABLE = "LIFEBOAT_STATE";

  private static final String NAME = ".lifeboat";

  /// A folder that was named.
  ///
  /// @param by what named it
  record Named(String by, String path) {
    /// @param option what `--state` says; null where it is not given
    static Optional<Named> of(@Nullable String option, @Nullable String variable) {
      return option != null
          ? Optional.of(new Named("--state", option))
          : Optional.ofNullable(variable)
              .filter(it -> !it.isBlank())
              .map(it -> new Named(VARIABLE, it));
    }
  }

  /// What a command does with it.
  public enum Use {
    /// It may look for what is there.
    LOOKS,
    /// It is about what is there, so a folder that was named must be.
    READS,
    /// The same, and it tells itself of one that nobody else would use.
    JUDGES,
    /// It keeps something there.
    KEEPS
  }

  /// The folder in full. It need not be there.
  Path settle(Use use) throws ProblemException {
    return named.isPresent() ? given(named.get(), use) : found(use);
  }

  private Path given(Named by, Use use) throws ProblemException {
    var folder = path(by);
    boolean there = isThere(folder, by);
    if (by.path().isBlank() || (there && !Files.isDirectory(folder))) {
      throw wrong("%s names no folder: '%s'".formatted(by.by(), by.path()));
    }
    if (!there && use != Use.LOOKS) {
      requireNoDeadLink(folder);
    }
    if (!there && (use == Use.READS || use == Use.JUDGES)) {
      throw wrong("the state folder %s, which %s names, is not there".formatted(folder, by.by()));
    }
    return folder;
  }

  private static boolean isThere(Path folder, Named by) throws ProblemException {
    try {
      return DurableFile.isThere(folder);
    } catch (IOException unreadable) {
      throw unseen("%s, which %s names,".formatted(folder, by.by()), unreadable);
    }
  }

  private Path path(Named by) throws ProblemException {
    try {
      return working.resolve(by.path()).toAbsolutePath().normalize();
    } catch (InvalidPathException unwritable) {
      throw wrong("%s names no folder: %s".formatted(by.by(), unwritable.getReason()));
    }
  }

  private Path found(Use use) throws ProblemException {
    var above = nearest(near.toAbsolutePath().normalize());
    var here = working.toAbsolutePath().normalize().resolve(NAME);
    if (use != Use.LOOKS) {
      requireNoDeadLink(above.orElse(here));
      requireNoDeadLink(here);
    }
    if (use == Use.KEEPS && above.isEmpty() && Files.exists(here) && !Files.isDirectory(here)) {
      throw wrong("the state folder %s is no folder".formatted(here));
    }
    if (above.isEmpty() || same(above.get(), here)) {
      // What only looks may need none, and there is no other that it could fall back to.
      var wrong =
          use == Use.LOOKS || use == Use.JUDGES
              ? Optional.<ProblemException>empty()
              : refusal(here);
      if (wrong.isPresent()) {
        throw wrong.get();
      }
      return here;
    }
    var found = above.get();
    var refusal =
        isThere(here)
            ? Optional.of(
                wrong(
                    "there are two state folders: %s, above the plan, and %s, where you are"
                        .formatted(found, here)))
            : use == Use.JUDGES ? Optional.<ProblemException>empty() : refusal(found);
    if (refusal.isEmpty()) {
      return found;
    }
    if (use == Use.LOOKS) {
      return here; // It may need none.
    }
    throw refusal.get();
  }

  /// Whether both are one folder, whatever links lead there.
  private static boolean same(Path found, Path here) {
    try {
      return Files.isSameFile(found, here);
    } catch (IOException notThere) {
      return false;
    }
  }

  /// The folder as a command that looks would find it; where that is not clear, the one here.
  ///
  /// @param option what `--state` says; null where it is not given
  public static Path lookedUp(@Nullable String option, Path near) {
    var named = Named.of(option, System.getenv(VARIABLE));
    try {
      return new StateFolder(named, near, Path.of("")).settle(Use.LOOKS);
    } catch (ProblemException unclear) {
      return Path.of(NAME);
    }
  }

  /// Whether a command that names none would use `state`, whatever it does with it. One that keeps
  /// something refuses what is not clear, and what it would make need not be there.
  boolean finds(Path state) {
    try {
      return settle(Use.KEEPS).equals(state);
    } catch (ProblemException unclear) {
      return false;
    }
  }

  /// When something was found out, and by which folder: from another one the answer may be another.
  public static String told(String folder, Instant at) {
    var by =
        RunRecords.missing(Path.of(folder))
            .map("; "::concat)
            .orElse(", by the state folder " + folder);
    return "as of " + Spans.local(at) + by;
  }

  /// Where a search that begins at a file does begin.
  public static Path above(Path file) {
    var parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /// Refuses one that was there a while ago: what it held is not known, and is not nothing.
  ///
  /// @throws ProblemException LB1004
  public static void requireStill(Path folder) throws ProblemException {
    requireNoDeadLink(folder);
    if (!Files.isDirectory(folder)) {
      throw wrong("the state folder %s is not there any more".formatted(folder));
    }
  }

  /// A link that leads nowhere is a volume that is not mounted, not a folder that nobody made yet.
  private static void requireNoDeadLink(Path folder) throws ProblemException {
    if (!isDeadLink(folder)) {
      return;
    }
    String target;
    try {
      target = Files.readSymbolicLink(folder).toString();
    } catch (IOException gone) {
      throw unseen(folder.toString(), gone);
    }
    throw wrong(
        "the state folder %s is a link that leads nowhere: to %s".formatted(folder, target),
        "mount what it leads to, mend the link, or name another folder with --state DIR");
  }

  private static boolean isDeadLink(Path folder) {
    return Files.isSymbolicLink(folder) && Files.notExists(folder);
  }

  /// Whether anybody made one: what the launcher puts beside its checkout is none.
  private static boolean isThere(Path folder) {
    return Files.isDirectory(folder) && !CheckoutBuild.isAlone(folder);
  }

  private static Optional<Path> nearest(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      var own = folder.resolve(NAME);
      if (isThere(own) || isDeadLink(own)) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }

  /// Why one that was only found is not used; empty where it is, or is not there.
  static Optional<ProblemException> refusal(Path folder) {
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    try {
      return OwnFolder.refusal(folder)
          .map(it -> {
            var what = "the state folder %s %s".formatted(folder, it.why());
            return it.shared()
                ? wrong(
                    what,
                    "chmod go-w %s, or name it with --state"
                        .formatted(ShellWord.of(folder.toString())))
                : wrong(what);
          });
    } catch (IOException unreadable) {
      return Optional.of(unseen(folder.toString(), unreadable));
    }
  }

  /// Makes the folder, which nobody else may write, whatever the umask says.
  ///
  /// @return whether it was not there
  static boolean make(Path folder) throws ProblemException {
    if (Files.exists(folder)) {
      return false;
    }
    try {
      Files.createDirectories(folder);
      if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return true;
    } catch (IOException unwritable) {
      throw FileFailure.ofMachine(
          "make the state folder",
          folder,
          unwritable,
          "nothing was done",
          "mend that, or name another folder with --state");
    }
  }

  private static ProblemException unseen(String folder, IOException why) {
    return wrong(
        "the state folder %s cannot be looked at: %s".formatted(folder, FileFailure.reason(why)));
  }

  private static ProblemException wrong(String happened) {
    return wrong(happened, "name the one that you mean with --state DIR");
  }

  private static ProblemException wrong(String happened, String action) {
    return Failures.usage(happened, "nothing was done", action);
  }
}
