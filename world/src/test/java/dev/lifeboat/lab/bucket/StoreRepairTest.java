package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folders are as S3Mock 5.2 leaves them; each test tears what a kill can tear.
final class StoreRepairTest {
  private static final String INDEX =
      "{\"name\":\"images\",\"versioningConfiguration\":{\"Status\":\"Enabled\"},"
          + "\"objects\":{\"a\":\"o1\",\"b\":\"o2\"}}";

  @TempDir private Path root;
  private Path bucket;

  @BeforeEach
  void store() throws IOException {
    bucket = Files.createDirectory(root.resolve("images"));
    Files.writeString(bucket.resolve("bucketMetadata.json"), INDEX);
    object("o1", "a", "v1", "v2");
    object("o2", "b", "v3");
  }

  @Test
  void a_whole_store_is_left_as_it_is() throws Exception {
    StoreRepair.main(new String[] {root.toString()});

    assertThat(bucket.resolve("bucketMetadata.json")).hasContent(INDEX);
    assertThat(bucket.resolve("o1/versions.json")).hasContent(versions("o1", "v1", "v2"));
  }

  @Test
  void a_torn_new_object_is_gone_from_folder_and_index() throws Exception {
    Files.writeString(bucket.resolve("o2/v3-objectMetadata.json"), "");

    StoreRepair.main(new String[] {root.toString()});

    assertThat(bucket.resolve("o2")).doesNotExist();
    assertThat(Files.readString(bucket.resolve("bucketMetadata.json")))
        .contains("\"a\":\"o1\"")
        .doesNotContain("o2");
  }

  @Test
  void a_file_that_is_cut_inside_a_character_is_torn() throws Exception {
    var cut = "{\"key\":\"é".getBytes(StandardCharsets.UTF_8);
    Files.write(bucket.resolve("o2/v3-objectMetadata.json"), Arrays.copyOf(cut, cut.length - 1));

    StoreRepair.main(new String[] {root.toString()});

    assertThat(bucket.resolve("o2")).doesNotExist();
  }

  @Test
  void a_torn_newest_version_leaves_the_older_ones() throws Exception {
    Files.writeString(bucket.resolve("o1/v2-objectMetadata.json"), "{\"id\":");

    StoreRepair.main(new String[] {root.toString()});

    assertThat(bucket.resolve("o1/versions.json")).hasContent(versions("o1", "v1"));
    assertThat(bucket.resolve("o1/v2-binaryData")).doesNotExist();
    assertThat(bucket.resolve("o1/v1-binaryData")).exists();
  }

  /// The last one of the list is what clients read.
  @Test
  void a_torn_list_is_made_again_in_the_order_in_which_the_versions_came() throws Exception {
    String[] versions = {"v7", "v2", "v9", "v1", "v8", "v3"};
    object("o3", "c", versions);
    Files.writeString(bucket.resolve("o3/versions.json"), "{\"id\":");

    StoreRepair.main(new String[] {root.toString()});

    assertThat(bucket.resolve("o3/versions.json")).hasContent(versions("o3", versions));
  }

  /// The server takes a version out of the list alone: its files stay.
  @Test
  void a_version_that_a_client_removed_stays_removed() throws Exception {
    Files.writeString(bucket.resolve("o1/versions.json"), versions("o1", "v2"));

    StoreRepair.main(new String[] {root.toString()});

    assertThat(bucket.resolve("o1/versions.json")).hasContent(versions("o1", "v2"));
  }

  @Test
  void an_object_whose_last_version_a_client_removed_stays_out_of_the_index() throws Exception {
    var none = "{\"id\":\"o2\",\"versions\":[]}";
    Files.writeString(bucket.resolve("o2/versions.json"), none);
    var index = INDEX.replace(",\"b\":\"o2\"", "");
    Files.writeString(bucket.resolve("bucketMetadata.json"), index);

    StoreRepair.main(new String[] {root.toString()});

    assertThat(bucket.resolve("bucketMetadata.json")).hasContent(index);
    assertThat(bucket.resolve("o2/versions.json")).hasContent(none);
  }

  @Test
  void a_torn_index_is_made_again_from_the_objects() throws Exception {
    Files.writeString(bucket.resolve("bucketMetadata.json"), INDEX.substring(0, 90));

    StoreRepair.main(new String[] {root.toString()});

    assertThat(Files.readString(bucket.resolve("bucketMetadata.json")))
        .contains("\"name\":\"images\"")
        .contains("\"Status\":\"Enabled\"")
        .contains("\"a\":\"o1\"")
        .contains("\"b\":\"o2\"");
  }

  private void object(String id, String key, String... versions) throws IOException {
    var folder = Files.createDirectory(bucket.resolve(id));
    Files.writeString(folder.resolve("versions.json"), versions(id, versions));
    int second = 0;
    for (var version : versions) {
      Files.writeString(
          folder.resolve(version + "-objectMetadata.json"),
          "{\"id\":\"%s\",\"key\":\"%s\",\"lastModified\":%d}"
              .formatted(id, key, 1_000 * ++second));
      Files.writeString(folder.resolve(version + "-binaryData"), version);
    }
  }

  private static String versions(String id, String... versions) {
    return "{\"id\":\"%s\",\"versions\":[\"%s\"]}".formatted(id, String.join("\",\"", versions));
  }
}
