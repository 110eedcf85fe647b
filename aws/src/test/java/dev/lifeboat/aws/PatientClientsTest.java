package dev.lifeboat.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// How long clients wait for an answer that is late.
final class PatientClientsTest {
  private static final byte[] ANSWER =
      "{\"Parameter\":{\"Value\":\"late\",\"Version\":1}}".getBytes(StandardCharsets.UTF_8);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger patientCalls = new AtomicInteger();

  private void answer(HttpExchange call) throws IOException {
    var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (body.contains("patient")) {
      patientCalls.incrementAndGet();
      asked.countDown();
    }
    try {
      answers.await();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
    call.sendResponseHeaders(200, ANSWER.length);
    call.getResponseBody().write(ANSWER);
    call.close();
  }

  private static String ask(AwsClients clients, String name)
      throws ProblemException, InterruptedException {
    return clients
        .at(AwsApi.parameters(), "us-west-2", "nothing was changed")
        .make(it -> it.getParameter(ask -> ask.name(name)).parameter().value());
  }

  private static String askPatiently(AwsClients clients)
      throws ProblemException, InterruptedException {
    return clients
        .patiently(AwsApi.parameters(), "us-west-2", "nothing was changed")
        .make(it -> it.getParameter(ask -> ask.name("change")).parameter().value());
  }

  /// The answer comes once the usual clients have given up, which is what says that it is late.
  @Test
  void a_call_that_may_take_a_minute_outlasts_the_usual_limit_in_one_attempt() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var anybody = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "none"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var usual = new AwsClients(Optional.of(here), anybody);
        var patient = usual.patient(Duration.ofSeconds(60))) {
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
      try {
        var late = threads.submit(() -> ask(patient, "patient"));
        asked.await();
        var change = threads.submit(() -> askPatiently(usual));
        assertThatThrownBy(() -> ask(usual, "usual")).isInstanceOf(ProblemException.class);

        answers.countDown();

        assertThat(late.get()).isEqualTo("late");
        assertThat(change.get()).as("of the same clients").isEqualTo("late");
        assertThat(patientCalls).hasValue(1);
      } finally {
        answers.countDown();
        server.stop(0);
      }
    }
  }
}
