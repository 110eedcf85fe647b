package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.route53.model.HealthCheckObservation;

/// What a health check of Route 53 says of an object that it read, and of one that it did not.
final class HealthReadTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Success: HTTP Status Code 200, OK. Resolved IP: 52.216.200.10.                      | true
          Failure: HTTP Status Code 200, OK, the string was not found. Resolved IP: 52.1.1.1. | true
          Failure: HTTP Status Code: 200, the string was not found.                           | true
          Failure: HTTP Status Code 403, Forbidden. Resolved IP: 52.216.200.10.               | false
          Failure: HTTP Status Code 2000. Resolved IP: 52.1.1.1.                              | false
          Failure: The connection to 52.216.200.10 timed out.                                 | false
          """)
  void counts_by_the_code_of_its_answer_alone(String status, boolean read) {
    var seen = HealthCheckObservation.builder().statusReport(it -> it.status(status)).build();
    assertThat(ProvisionedAccount.hasRead(seen)).isEqualTo(read);
  }
}
