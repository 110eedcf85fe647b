package dev.lifeboat.provision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A script as Synthetics wants it in a bucket: an archive, of the same bytes each time.
final class StoredScript {
  private static final String PATH = "nodejs/node_modules/index.js";

  /// The first that an archive can say.
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  private StoredScript() {}

  /// Not compressed, since another Java may compress otherwise.
  static byte[] archive(String script) {
    var text = script.getBytes(StandardCharsets.UTF_8);
    var sum = new CRC32();
    sum.update(text);
    var entry = new ZipEntry(PATH);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(text.length);
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(ALWAYS);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry);
      zip.write(text);
      zip.closeEntry();
    } catch (IOException impossible) {
      throw new UncheckedIOException("an archive in memory", impossible);
    }
    return bytes.toByteArray();
  }
}
