package dev.lifeboat.placement;

import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.durable.ExclusiveLock;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
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
      return DurableFile.read(file).map(bytes -> JSON.readValue(bytes, Placement.class));
    } catch (IOException | JacksonException unreadable) {
      throw failure(
          "read", file, "where the writer is cannot be told, so nothing was changed", unreadable);
    }
  }

  @Override
  public synchronized void compareAndSet(Optional<Placement> expected, Placement next)
      throws ProblemException {
    var file = file(next.workload());
    try (var _ = ExclusiveLock.on(folder.resolve(next.workload() + ".lock"))) {
      var present = read(next.workload());
      if (!present.equals(expected)) {
        throw PlacementChanged.of(next.workload(), present).asException();
      }
      DurableFile.write(file, JSON.writeValueAsBytes(next));
    } catch (IOException unwritable) {
      throw failure(
          "write", file, "whether it was changed cannot be told; nothing else was", unwritable);
    }
  }

  private Path file(String workload) {
    return folder.resolve(workload + ".json");
  }

  private static ProblemException failure(String verb, Path file, String means, Exception cause) {
    return new ProblemException(
        Problem.lasting(
            Code.LB4001,
            "cannot %s %s: %s".formatted(verb, file, cause.getMessage()),
            means,
            "free disk space or mend the permissions of " + file.getParent()),
        cause);
  }
}
