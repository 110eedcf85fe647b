package dev.lifeboat.postgres;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL binaries that come with Lifeboat: one archive on the class path, put there by
/// Maven for the platform it builds on (linux or darwin, x86-64 or arm64).
public final class Bundle {

  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  private Bundle() {}

  /// Unpacks the binaries below `directory`, once: a later call finds them there and changes
  /// nothing. Two processes may call this at once; one of them wins and both get its folder. Every
  /// file is readable for all, since servers may run as another user.
  ///
  /// @throws IOException when this platform's archive is not on the class path, or does not unpack
  public static Installation unpackInto(Path directory) throws IOException {
    var resource = "postgres-" + platform() + ".txz";
    var archive = Bundle.class.getClassLoader().getResource(resource);
    if (archive == null) {
      throw new IOException(
          "no PostgreSQL binaries for this platform: %s is not on the class path"
              .formatted(resource));
    }
    var home = directory.resolve(resource.replace(".txz", "-" + fingerprint(archive)));
    if (!Files.isDirectory(home)) {
      Files.createDirectories(directory);
      var partial = Files.createTempDirectory(directory, ".unpack-");
      try {
        unpack(archive, partial);
        FileTree.force(partial);
        moveOrYield(partial, home);
        DurableFile.force(directory);
      } finally {
        FileTree.delete(partial);
      }
    }
    return Installation.at(home);
  }

  static String platform() {
    var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var os = name.startsWith("mac") ? "darwin" : name;
    var arch =
        switch (System.getProperty("os.arch", "")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    return os + "-" + arch;
  }

  /// Tells one release of the binaries from the next without reading them.
  private static String fingerprint(URL archive) throws IOException {
    var connection = archive.openConnection();
    return connection instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toHexString(connection.getContentLengthLong());
  }

  private static void moveOrYield(Path partial, Path home) throws IOException {
    try {
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException _) {
      return; // Another process was quicker; a folder moved as a whole is complete.
    } catch (FileSystemException failure) {
      if (!Files.isDirectory(home)) {
        throw failure;
      }
    }
  }

  private static void unpack(URL archive, Path root) throws IOException {
    try (var raw = new BufferedInputStream(archive.openStream());
        var tar = new TarArchiveInputStream(new XZInputStream(raw))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(tar, entry, root);
      }
    }
    try (var paths = Files.walk(root)) {
      for (var folder : paths.filter(path -> Files.isDirectory(path)).toList()) {
        Files.setPosixFilePermissions(folder, EXECUTABLE); // Whatever the umask is.
      }
    }
  }

  private static void place(InputStream content, TarArchiveEntry entry, Path root)
      throws IOException {
    var path = TarPaths.inside(root, entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      TarPaths.inside(path.resolveSibling(""), entry.getLinkName());
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      Files.setPosixFilePermissions(path, (entry.getMode() & 0100) == 0 ? READABLE : EXECUTABLE);
    }
  }
}
