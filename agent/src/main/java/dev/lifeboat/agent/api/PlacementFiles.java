package dev.lifeboat.agent.api;

import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The placements as the controller's core keeps them at the edge, served byte for byte.
public final class PlacementFiles {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private final @Nullable Path folder;

  /// The files below one folder.
  ///
  /// @param folder null anywhere but at the edge
  public PlacementFiles(@Nullable Path folder) {
    this.folder = folder;
  }

  String read(String workload) throws IOException {
    if (folder == null || !NAME.matcher(workload).matches()) {
      throw missing(workload);
    }
    try {
      return Files.readString(folder.resolve(workload + ".json"));
    } catch (NoSuchFileException _) {
      throw missing(workload);
    }
  }

  private static RefusedException missing(String workload) {
    return new RefusedException(
        404, Code.LB1007.name(), "no placement of '" + workload + "' is kept here");
  }
}
