package dev.lifeboat.aws.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.RegionAnswers.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// Whom a region takes the caller for, as it stands in the answers of its STS and DynamoDB.
final class CallerLookTest {
  private static final String ARN = "arn:aws:sts::123456789012:assumed-role/lifeboat/ada";

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

  private volatile boolean hasTable = true;

  CallerLookTest() throws IOException {}

  @BeforeEach
  void answer() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange asked) throws IOException {
    asked.getRequestBody().readAllBytes();
    boolean sts = asked.getRequestHeaders().getFirst("X-Amz-Target") == null;
    var body =
        sts
            ? """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetCallerIdentityResult>
                <Arn>%s</Arn><UserId>AROA:ada</UserId><Account>123456789012</Account>
              </GetCallerIdentityResult>
            </GetCallerIdentityResponse>
            """
                .formatted(ARN)
            : hasTable
                ? "{}"
                : "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\"}";
    var bytes = body.getBytes(UTF_8);
    asked.sendResponseHeaders(sts || hasTable ? 200 : 400, bytes.length);
    asked.getResponseBody().write(bytes);
    asked.close();
  }

  private static Plan plan() throws Exception {
    var file = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    return AwsKeys.reader().read("lifeboat.yaml", Files.readString(file)).orThrow();
  }

  private Answer look() throws Exception {
    var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var login = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    try (var clients = new AwsClients(Optional.of(endpoint), login)) {
      return new CallerLook(plan(), clients).answer("secondary");
    }
  }

  @Test
  void it_is_told_with_the_account_and_the_regions_own_time() throws Exception {
    var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    var answer = look();

    assertThat(answer.place()).isEqualTo("us-west-2");
    assertThat(answer.caller()).isEqualTo(ARN + " of account 123456789012");
    assertThat(answer.at().orElseThrow()).isBetween(before, Instant.now());
  }

  @ParameterizedTest
  @CsvSource(
      value = {"'Thu, 26 Nov 2026 19:00:07 GMT'; 2026-11-26T19:00:07Z", "yesterday;", ";"},
      delimiter = ';')
  void a_date_that_is_none_is_no_time(@Nullable String date, @Nullable Instant time)
      throws Exception {
    var http = SdkHttpResponse.builder();
    Optional.ofNullable(date).ifPresent(it -> http.putHeader("Date", it));
    var identity = GetCallerIdentityResponse.builder().arn(ARN).account("123456789012");
    var answers =
        new AwsAnswers()
            .to(GetCallerIdentityRequest.class, _ -> identity.sdkHttpResponse(http.build()).build())
            .to(GetItemRequest.class, _ -> GetItemResponse.builder().build());

    assertThat(new CallerLook(plan(), answers.clients()).answer("witness").at())
        .isEqualTo(Optional.ofNullable(time));
    assertThat(answers.asked(GetItemRequest.class)).hasSize(1);
  }

  @Test
  void a_region_without_its_votes_does_not_answer_as_one_must() {
    hasTable = false;

    assertThatThrownBy(this::look)
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().code()).isEqualTo(Code.LB7005));
  }
}
