package dev.lifeboat.aws.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/// Secrets by the page: their names and the labels of their versions, never what they hold.
final class SurveyedSecrets implements SecretsManagerClient {
  private static final int PAGE = 100;

  private final SecretsManagerClient secrets;
  private final CachedAnswer<Map<String, SecretListEntry>> all = new CachedAnswer<>(this::read);

  SurveyedSecrets(SecretsManagerClient secrets) {
    this.secrets = secrets;
  }

  @Override
  public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
    var found =
        Optional.ofNullable(all.get().get(request.secretId()))
            .orElseThrow(() ->
                ResourceNotFoundException.builder()
                    .message("Secrets Manager can't find the specified secret.")
                    .build());
    return DescribeSecretResponse.builder()
        .arn(found.arn())
        .name(found.name())
        .kmsKeyId(found.kmsKeyId())
        .lastChangedDate(found.lastChangedDate())
        .versionIdsToStages(found.secretVersionsToStages())
        .build();
  }

  private Map<String, SecretListEntry> read() {
    var found = new HashMap<String, SecretListEntry>();
    for (var page : secrets.listSecretsPaginator(it -> it.maxResults(PAGE))) {
      for (var secret : page.secretList()) {
        found.put(secret.name(), secret);
        found.put(secret.arn(), secret);
      }
    }
    return found;
  }

  @Override
  public String serviceName() {
    return secrets.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
