package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files are as S3Mock 5.2 writes them, with the fields that matter here.
final class StoreCopyTest {

  @TempDir Path folder;

  private Path from;
  private Path to;

  @BeforeEach
  void store() throws IOException {
    from = folder.resolve("store");
    to = folder.resolve("copy");
    write("images/bucketMetadata.json", "{\"name\":\"images\",\"objects\":{\"a\":\"o1\"}}");
    write("images/o1/versions.json", "{\"id\":\"o1\",\"versions\":[\"v1\"]}");
    write(
        "images/o1/v1-objectMetadata.json",
        "{\"key\":\"a\",\"dataPath\":\"%s/images/o1/v1-binaryData\"}".formatted(from));
    write("images/o1/v1-binaryData", "body");
  }

  private void write(String name, String text) throws IOException {
    var file = from.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  @Test
  void a_copy_is_whole_and_leads_nowhere_but_into_itself() throws Exception {
    assertThat(StoreCopy.copy(from, to)).isEqualTo(1);

    assertThat(to.resolve("images/o1/v1-binaryData")).hasContent("body");
    var described = Files.readString(to.resolve("images/o1/v1-objectMetadata.json"));
    assertThat(described).as("else its server reads the original").doesNotContain(from.toString());
    assertThat(described).contains(to + "/images/o1/v1-binaryData");
  }

  /// The server stores on while it is copied.
  @Test
  void an_object_that_was_being_written_is_left_out() throws Exception {
    write("images/o2/v1-objectMetadata.json", "{\"key\":\"b\",\"da");
    write("images/o2/v1-binaryData", "half");

    StoreCopy.copy(from, to);

    assertThat(to.resolve("images/o2")).doesNotExist();
    assertThat(Files.readString(to.resolve("images/bucketMetadata.json"))).doesNotContain("o2");
    assertThat(from.resolve("images/o2")).as("the original is not touched").exists();
  }
}
