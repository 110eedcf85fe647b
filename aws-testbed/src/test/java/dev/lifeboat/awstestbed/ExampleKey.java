package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.sites.AwsSites;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;

/// The key of KMS that a region has for what a plan encrypts, under the alias that the plan names.
final class ExampleKey {
  /// Of keys that AWS makes by itself.
  private static final String OF_AWS = "alias/aws/";

  private ExampleKey() {}

  /// @return its ARN
  static String create(TestBed bed, AwsSites wanted, String region) {
    var halves = wanted.databases().values().stream().map(it -> it.in(region)).toList();
    var kms = bed.patient(KmsClient.builder(), halves.getFirst().awsRegion());
    var key = kms.createKey(_ -> {}).keyMetadata();
    halves.stream()
        .map(RdsSite::kmsKey)
        .flatMap(Optional::stream)
        .distinct()
        .filter(it -> it.startsWith("alias/") && !it.startsWith(OF_AWS))
        .forEach(alias -> kms.createAlias(it -> it.aliasName(alias).targetKeyId(key.keyId())));
    return key.arn();
  }
}
