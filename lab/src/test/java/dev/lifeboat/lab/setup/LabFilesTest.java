package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of a lab that are nobody else's business.
final class LabFilesTest {
  @Test
  void stores_and_passwords_are_in_no_bundle_and_what_helps_is(@TempDir Path state)
      throws Exception {
    var folder = new LabFolders(state).folder("shop");
    var data = Files.createDirectories(folder.database("east", "orders"));
    Files.writeString(data.resolve("PG_VERSION"), "18");
    var east = folder.region("east");

    assertThat(LabFiles.KEPT.leftOut())
        .accepts(folder.secrets(), folder.binaries(), data, east.resolve("ledgers"))
        .accepts(folder.resource("east", UnitNames.s3("images")))
        .accepts(folder.resource("east", UnitNames.gateway("images")))
        .rejects(folder.topology(), east, east.resolve(LabFiles.AGENT), east.resolve("logs"));
  }

  @Test
  void secrets_that_cannot_be_read_are_no_secrets_that_are_known(@TempDir Path labs)
      throws Exception {
    Files.writeString(Files.createDirectory(labs.resolve("shop")).resolve("secrets.json"), "{");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> LabFiles.KEPT.secrets().of(labs))
        .withMessageContaining("so what it holds could not be removed");
  }
}
