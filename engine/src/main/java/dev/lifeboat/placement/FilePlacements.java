package dev.lifeboat.placement;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.files.KnownFieldsJson;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Placements as files: `<folder>/<workload>.json`, and `<workload>.seals.json` for the end of its
/// chain of seals, each replaced durably under a lock file, so that processes of one machine agree.
///
/// @param folder exists and is writable
public record FilePlacements(Path folder) implements Placements {
  private static final JsonMapper JSON = KnownFieldsJson.mapper();

  @Override
  public Optional<Placement> read(String workload) throws ProblemException {
    return read(file(workload), Placement.class);
  }

  @Override
  public synchronized void compareAndSet(Optional<Placement> expected, Placement next)
      throws ProblemException {
    var workload = next.workload();
    replace(
        file(workload),
        Placement.class,
        expected,
        next,
        present -> PlacementConflict.of(workload, present));
  }

  @Override
  public Optional<ChainEnd> chainEnd(String workload) throws ProblemException {
    return read(end(workload), ChainEnd.class);
  }

  @Override
  public synchronized void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next)
      throws ProblemException {
    var workload = next.workload();
    replace(end(workload), ChainEnd.class, expected, next, _ -> PlacementConflict.ofEnd(workload));
  }

  private static <T> Optional<T> read(Path file, Class<T> type) throws ProblemException {
    try {
      return DurableFile.read(file).map(bytes -> JSON.readValue(bytes, type));
    } catch (IOException | JacksonException unreadable) {
      throw failure(
          "read",
          file,
          "what it says of the workload cannot be told, so nothing was changed",
          unreadable);
    }
  }

  private static <T> void replace(
      Path file,
      Class<T> type,
      Optional<T> expected,
      T next,
      Function<Optional<T>, Problem> changed)
      throws ProblemException {
    try (var _ = ExclusiveLock.on(lock(file))) {
      var present = read(file, type);
      if (!present.equals(expected)) {
        throw changed.apply(present).asException();
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

  private Path end(String workload) {
    return folder.resolve(workload + ".seals.json");
  }

  /// Such as `shop.lock` of `shop.json`.
  private static Path lock(Path file) {
    return file.resolveSibling(file.getFileName().toString().replace(".json", ".lock"));
  }

  private static ProblemException failure(String verb, Path file, String means, Exception cause) {
    return FileFailure.of(
        verb, file, cause, means, "free disk space or mend the permissions of " + file.getParent());
  }
}
