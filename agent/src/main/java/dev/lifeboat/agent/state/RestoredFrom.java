package dev.lifeboat.agent.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Origin of a database's files that came out of a vault, kept inside of them.
///
/// @param epoch of the run that had them restored
/// @param vault they came from
/// @param timeline of their log
/// @param reaches where the last whole record ends of the log that came with them
/// @param lacks what may have been written and is not in them; null where nothing is known of any
public record RestoredFrom(
    long epoch,
    String vault,
    int timeline,
    String reaches,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String lacks) {
  private static final String NAME = "lifeboat.restored";

  /// With all that was written, as far as anybody knows.
  public RestoredFrom(long epoch, String vault, int timeline, String reaches) {
    this(epoch, vault, timeline, reaches, null);
  }

  /// Such as `vault 'offsite', whose log ends at 0/3000000 on timeline 1`, and what it lacks.
  public String phrase() {
    var less = lacks == null ? "" : ", as a person accepted: " + lacks;
    return "vault '%s', whose log ends at %s on timeline %d%s"
        .formatted(vault, reaches, timeline, less);
  }

  /// The folder in which files are restored beside a data directory, until an agent takes them.
  public static Path folder(Path data) {
    return data.resolveSibling(data.getFileName() + ".restored");
  }

  /// Empty where the files of `data` came from elsewhere.
  ///
  /// @throws IOException when that cannot be told
  public static Optional<RestoredFrom> read(Path data) throws IOException {
    return file(data).read();
  }

  /// Has the files in `data` say so, durably. Whoever owns them reads this too.
  public void write(Path data) throws IOException {
    DurableFile.write(data.resolve(NAME), JsonMapper.shared().writeValueAsBytes(this), data);
  }

  private static JsonFile<RestoredFrom> file(Path data) {
    return new JsonFile<>(
        data.resolve(NAME), RestoredFrom.class, "does not say from which vault the files are");
  }
}
