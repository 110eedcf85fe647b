package dev.lifeboat.placement;

import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.durable.ExclusiveLock;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Placements as files: `<folder>/<workload>.json`, replaced durably under a lock file, so that
/// processes of one machine agree.
public final class FilePlacements implements Placements {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path folder;

  /// @param folder exists and is writable
  public FilePlacements(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<Placement> read(String workload) throws ProblemException {
    var file = file(workload);
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), Placement.class));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    } catch (IOException | JacksonException unreadable) {
      throw failure("read", file, unreadable);
    }
  }

  @Override
  public void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException {
    var file = file(next.workload());
    try (var lockFile =
            new RandomAccessFile(folder.resolve(next.workload() + ".lock").toFile(), "rw");
        var _ = ExclusiveLock.on(lockFile)) {
      var present = read(next.workload());
      if (!present.equals(expected)) {
        throw PlacementChanged.of(next.workload(), present).asException();
      }
      DurableFile.write(file, JSON.writeValueAsBytes(next));
    } catch (IOException unwritable) {
      throw failure("write", file, unwritable);
    }
  }

  private Path file(String workload) {
    return folder.resolve(workload + ".json");
  }

  private static ProblemException failure(String verb, Path file, Exception cause) {
    return new ProblemException(
        Problem.lasting(
            Code.LB4001,
            "cannot %s %s: %s".formatted(verb, file, cause.getMessage()),
            "where the writer is cannot be told, so nothing was changed",
            "free disk space or mend the permissions of " + file.getParent()),
        cause);
  }
}
