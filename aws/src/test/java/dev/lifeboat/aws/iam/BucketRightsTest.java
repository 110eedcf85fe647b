package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.PlanResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What no call of a bucket shows by its name, and AWS asks for: the tags of what is copied, parts
/// that are given up, and the key of what KMS encrypts.
final class BucketRightsTest {
  private static final String KEY = "arn:aws:kms:us-west-2:123456789012:key/1234abcd";

  private static List<String> allowed(Use use, String resource) throws Exception {
    var text = Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"));
    var plan =
        text.replace(
            "    resources:\n",
            """
                resources:
                  images: { type: bucket, aws: { bucket: { primary: a, secondary: b },\
             replicationRole: "arn:aws:iam::123456789012:role/r", kmsKey: { secondary: "%s" } } }
            """
                .formatted(KEY));
    return switch (AwsKeys.reader().read("plan.yaml", plan)) {
      case PlanResult.Valid(var valid) ->
          IamPolicy.of(valid, use, "*").statements().stream()
              .filter(it -> it.resources().contains(resource))
              .flatMap(it -> it.actions().stream())
              .toList();
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes());
    };
  }

  /// "CopyObject" of the S3 API reference: the tags of the source are copied with it.
  @Test
  void what_is_put_back_keeps_its_tags_and_leaves_no_parts() throws Exception {
    assertThat(allowed(Use.EXECUTE, "arn:aws:s3:::b/*"))
        .contains("s3:GetObjectVersionTagging", "s3:PutObjectTagging", "s3:AbortMultipartUpload");
    assertThat(allowed(Use.CHECK, "arn:aws:s3:::b/*"))
        .allMatch(it -> Stream.of("s3:Put", "s3:Abort", "s3:Delete").noneMatch(it::startsWith));
  }

  @Test
  void what_kms_encrypts_is_read_and_written_by_the_plans_keys_alone() throws Exception {
    assertThat(allowed(Use.CHECK, KEY)).containsExactly("kms:Decrypt");
    assertThat(allowed(Use.EXECUTE, KEY)).containsExactly("kms:Decrypt", "kms:GenerateDataKey");
    assertThat(allowed(Use.CHECK, "arn:aws:s3:::a")).contains("s3:GetEncryptionConfiguration");
  }
}
