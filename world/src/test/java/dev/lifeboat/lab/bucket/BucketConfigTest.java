package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.wire.ProgramJson;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketConfigTest {
  private static final String TEXT =
      """
      {"region":"east","listen":"127.1.0.1:9100","admin":"127.1.0.1:9101",
       "s3":"http://127.1.0.1:9000","bucket":"images","replicateDeletes":true,"mode":"synchronous",
       "peer":{"region":"west","url":"http://127.1.0.1:7100"},"state":"/tmp/state",
       "keys":{"self":"gateway@east","secret":"00","callers":{"controller@edge":"01"}}}
      """;

  @Test
  void a_config_is_read_back_as_it_was_written() {
    var config = parse(TEXT);
    assertThat(config.mode()).isEqualTo(BucketConfig.Mode.SYNCHRONOUS);
    assertThat(config.listen().port()).isEqualTo(9100);
    assertThat(parse(ProgramJson.line(config))).isEqualTo(config);
    assertThat(ProgramJson.line(config)).contains("\"state\":\"/tmp/state\"");
  }

  @Test
  void a_wrong_field_is_named() {
    assertThatThrownBy(() -> parse(TEXT.replace("synchronous", "sometimes")))
        .hasMessageContainingAll("sometimes", "asynchronous", "synchronous");
    assertThatThrownBy(() -> parse(TEXT.replace("\"bucket\"", "\"pail\"")))
        .hasMessageContaining("bucket is missing");
    assertThatThrownBy(() -> parse(TEXT.replace("\"west\"", "\"east\"")))
        .hasMessageContaining("differ");
  }

  @Test
  void a_request_is_told_by_method_path_and_query() {
    assertThat(kind("GET", "/images/k?versionId=1")).isEqualTo(new ClientRequest.Read());
    assertThat(kind("PUT", "/images/a%20+b?x-id=PutObject"))
        .isEqualTo(new ClientRequest.Put("a +b"));
    assertThat(kind("PUT", "/images/k?partNumber=1&uploadId=u"))
        .isEqualTo(new ClientRequest.Other());
    assertThat(kind("POST", "/images/k?uploadId=u")).isEqualTo(new ClientRequest.Put("k"));
    assertThat(kind("DELETE", "/images/k")).isEqualTo(new ClientRequest.Delete("k"));
    assertThat(kind("DELETE", "/images/k?versionId=1")).isEqualTo(new ClientRequest.Other());
    assertThat(kind("POST", "/images?delete")).isEqualTo(new ClientRequest.DeleteMany());
    assertThat(kind("PUT", "/images?versioning")).isInstanceOf(ClientRequest.Forbidden.class);
    assertThat(kind("PUT", "/other/k")).isInstanceOf(ClientRequest.Forbidden.class);
  }

  /// The peer would never hear of it, and a kill meanwhile would tear the version's file.
  @Test
  void what_changes_a_stored_version_in_place_is_forbidden() {
    for (var what : List.of("tagging", "acl", "retention", "legal-hold&versionId=1")) {
      assertThat(kind("PUT", "/images/k?" + what)).isInstanceOf(ClientRequest.Forbidden.class);
    }
    assertThat(kind("DELETE", "/images/k?tagging")).isInstanceOf(ClientRequest.Forbidden.class);
    assertThat(copy("images/k", "/images/k")).isInstanceOf(ClientRequest.Forbidden.class);
    assertThat(copy("/images/a%20b?versionId=1", "/images/a%20b"))
        .isInstanceOf(ClientRequest.Forbidden.class);

    assertThat(copy("images/other", "/images/k")).isEqualTo(new ClientRequest.Put("k"));
    assertThat(copy("images/k", "/images/k?partNumber=1&uploadId=u"))
        .isEqualTo(new ClientRequest.Other());
  }

  private static BucketConfig parse(String text) {
    return ProgramJson.read(text, BucketConfig.class);
  }

  private static ClientRequest kind(String method, String uri) {
    return ClientRequest.of(method, URI.create(uri), Optional.empty(), "images");
  }

  private static ClientRequest copy(String source, String uri) {
    return ClientRequest.of("PUT", URI.create(uri), Optional.of(source), "images");
  }
}
