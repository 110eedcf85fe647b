package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The machine of which files are kept, as a snapshot's source has it before the path: several may
/// keep the same path in one vault.
public record SourceHost(String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

  /// @throws IllegalArgumentException when it is none
  public SourceHost {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a host is 1 to 253 letters, digits, dots, - and _, was '%s'".formatted(name));
    }
  }

  /// This machine.
  public static SourceHost here() {
    try {
      var name = Files.readString(LINUX).strip().replaceAll("[^A-Za-z0-9._-]", "-");
      return new SourceHost(name.isEmpty() ? "localhost" : name);
    } catch (IOException unknown) {
      return new SourceHost("localhost");
    }
  }

  /// `HOST:/path`.
  VaultPath source(VaultPath path) {
    var host = VaultPath.of(name + ":").bytes();
    return new VaultPath(
        ByteBuffer.allocate(host.length + path.length()).put(host).put(path.bytes()).array());
  }

  /// Whether a source names one; those of older releases are a path alone.
  static boolean isIn(VaultPath source) {
    return source.length() > 0 && source.bytes()[0] != '/';
  }
}
