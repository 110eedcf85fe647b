package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/// Secrets by the page: their names and the labels of their versions, never what they hold.
final class SecretSurvey implements SecretsManagerClient, PageClient {
  private static final int PAGE = 100;

  private final PageIndex<SecretListEntry> all;

  SecretSurvey(SecretsManagerClient secrets) {
    this.all =
        new PageIndex<>(
            () ->
                secrets.listSecretsPaginator(it -> it.maxResults(PAGE)).stream()
                    .flatMap(page -> page.secretList().stream())
                    .toList(),
            SecretListEntry::name,
            SecretListEntry::arn);
  }

  @Override
  public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
    var found = all.required(request.secretId(), _ -> missing());
    return DescribeSecretResponse.builder()
        .arn(found.arn())
        .name(found.name())
        .kmsKeyId(found.kmsKeyId())
        .primaryRegion(found.primaryRegion())
        .rotationEnabled(found.rotationEnabled())
        .lastChangedDate(found.lastChangedDate())
        .versionIdsToStages(found.secretVersionsToStages())
        .build();
  }

  private static AwsServiceException missing() {
    return ResourceNotFoundException.builder()
        .message("Secrets Manager can't find the specified secret.")
        .build();
  }
}
