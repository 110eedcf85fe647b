package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.s3.BucketSite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// Whether the key can be used by which something is encrypted.
final class KeyLookTest {
  private Optional<KeyState> state = Optional.of(KeyState.ENABLED);
  private final AwsAnswers aws = new AwsAnswers().to(DescribeKeyRequest.class, _ -> described());

  private DescribeKeyResponse described() {
    var found =
        state.orElseThrow(() -> NotFoundException.builder().message("there is none").build());
    return DescribeKeyResponse.builder().keyMetadata(it -> it.keyState(found)).build();
  }

  private List<String> found(boolean isEncrypted) throws Exception {
    var look = new Look(aws.clients(), "orders", "us-west-2");
    KeyLook.look(
        look,
        DBInstance.builder()
            .dbInstanceIdentifier("west-db")
            .storageEncrypted(isEncrypted)
            .kmsKeyId("k1")
            .build());
    return FindingTexts.of(look);
  }

  private List<String> ofBucket(Optional<String> key) throws Exception {
    var look = new Look(aws.clients(), "images", "us-west-2");
    KeyLook.look(look, new BucketSite("us-west-2", "images-west", "role", key));
    return FindingTexts.of(look);
  }

  @Test
  void one_that_is_enabled_is_no_finding() throws Exception {
    assertThat(found(true)).isEmpty();
    assertThat(ofBucket(Optional.of("k1"))).isEmpty();
    assertThat(aws.asked(DescribeKeyRequest.class)).hasSize(2);
  }

  @Test
  void one_that_is_gone_is_an_obstacle() throws Exception {
    state = Optional.empty();
    assertThat(found(true))
        .containsExactly(
            "OBSTACLE LB7005 us-west-2 has no KMS key k1, by which west-db is encrypted");
  }

  @ParameterizedTest
  @EnumSource(names = {"DISABLED", "PENDING_DELETION"})
  void one_that_cannot_be_used_is_an_obstacle(KeyState other) throws Exception {
    state = Optional.of(other);
    assertThat(ofBucket(Optional.of("k1")))
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB7009 the KMS key k1 in us-west-2")
        .contains("replicas in images-west are encrypted")
        .endsWith(other.toString());
  }

  @Test
  void what_no_key_encrypts_needs_none() throws Exception {
    assertThat(found(false)).isEmpty();
    assertThat(ofBucket(Optional.empty())).isEmpty();
    assertThat(aws.asked(DescribeKeyRequest.class)).isEmpty();
  }
}
