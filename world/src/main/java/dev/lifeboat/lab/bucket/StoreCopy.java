package dev.lifeboat.lab.bucket;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Copies the folder of a running S3Mock, so that another one can be started on the copy.
///
/// The server goes on meanwhile, so the copy is what a kill would have left, and is repaired in the
/// same way. Of each object its descriptions come before its bodies: what is described whole was
/// stored whole. S3Mock notes absolute paths; those of the copy lead into the copy.
public final class StoreCopy {
  private static final String JSON = ".json";

  private final Path from;
  private final Path to;
  private long objects;

  private StoreCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /// Copies every bucket below `from`; `to` must be empty or absent.
  ///
  /// @return how many objects were copied
  public static long copy(Path from, Path to) throws IOException {
    var copy = new StoreCopy(from, to);
    for (var bucket : DurableFile.folders(from)) {
      copy.bucket(bucket);
    }
    StoreRepair.main(new String[] {to.toString()});
    return copy.objects;
  }

  private void bucket(Path bucket) throws IOException {
    Files.createDirectories(to.resolve(from.relativize(bucket)));
    for (var entry : DurableFile.list(bucket)) {
      if (Files.isDirectory(entry)) {
        object(entry);
      } else {
        file(entry);
      }
    }
  }

  private void object(Path object) throws IOException {
    Files.createDirectories(to.resolve(from.relativize(object)));
    var files = DurableFile.list(object);
    for (var file : files.stream().filter(StoreCopy::described).toList()) {
      file(file);
    }
    for (var file : files.stream().filter(it -> !described(it)).toList()) {
      file(file);
    }
    objects++;
  }

  private static boolean described(Path file) {
    return file.toString().endsWith(JSON);
  }

  /// One that was removed meanwhile is not there to be copied.
  private void file(Path file) throws IOException {
    var copy = to.resolve(from.relativize(file));
    try {
      if (described(file)) {
        Files.writeString(copy, ledIntoTheCopy(Files.readString(file, StandardCharsets.UTF_8)));
      } else {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (NoSuchFileException _) {
      Files.deleteIfExists(copy);
    }
  }

  /// The server may have noted its folder with symbolic links resolved.
  private String ledIntoTheCopy(String text) throws IOException {
    return text.replace(from.toRealPath().toString(), to.toString())
        .replace(from.toString(), to.toString());
  }
}
