package dev.lifeboat.files;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/// Whether a folder is one's own: what stands in another one, anybody may have put there.
public final class OwnFolder {
  private static final Set<PosixFilePermission> OF_ALL = Set.of(PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private OwnFolder() {}

  /// Why it is not, such as `belongs to user 0, not to user 1000`.
  ///
  /// @param shared whether it is this user's, and others can write it
  public record Refusal(String why, boolean shared) {}

  /// Empty when it belongs to this user and nobody else can write it, and where files have no
  /// owners.
  public static Optional<Refusal> refusal(Path folder) throws IOException {
    return refusal(folder, OF_OTHERS);
  }

  /// The same of one that the group may write, as an umask of 002 leaves it.
  public static Optional<Refusal> refusalOfAll(Path folder) throws IOException {
    return refusal(folder, OF_ALL);
  }

  private static Optional<Refusal> refusal(Path folder, Set<PosixFilePermission> writers)
      throws IOException {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) {
      return Optional.empty();
    }
    long asker = new UnixSystem().getUid();
    var owner = Files.getAttribute(folder, "unix:uid");
    if (!owner.equals((int) asker)) {
      return Optional.of(
          new Refusal("belongs to user %s, not to user %d".formatted(owner, asker), false));
    }
    return Files.getPosixFilePermissions(folder).stream().anyMatch(writers::contains)
        ? Optional.of(new Refusal("can be written by others than its owner", true))
        : Optional.empty();
  }
}
